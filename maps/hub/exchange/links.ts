/** Which stations may exchange with this hub: codes, links, the keys with which they sign cards. */
import { createHash, randomInt, randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { cleanText } from '../../../shared/domain/text.ts';
import type { Enrolled } from '../../../shared/exchange/enrolment.ts';
import { HubError } from '../hub-error.ts';
import { addressHashes } from '../services/address-hash.ts';
import { audit } from '../store/audit.ts';
import { type HubDb, inTransaction } from '../store/hub-db.ts';
import type { Tables } from '../store/tables.ts';

export interface Link {
  readonly number: number;
  readonly linkKey: string;
  readonly state: 'active' | 'revoked';
  readonly epoch: number;
  readonly next: number;
  readonly enrolledAtMs: number;
  readonly heardAtMs: number;
  readonly confirmedAtMs: number | null;
}

export interface EnrolRequest {
  readonly code: string;
  readonly linkKey: string;
  readonly name: string;
  /** Hashed and forgotten: ten wrong codes an hour. */
  readonly address: string;
}

export interface Links {
  /** Which hub this is. */
  ledger(): Promise<string>;
  find(number: number): Promise<Link | undefined>;
  list(): Promise<readonly Link[]>;
  /** A code that works once within 24 hours, for a station of the map. @throws HubError station_not_found, station_gone */
  makeCode(number: number, by: string): Promise<{ readonly code: string; readonly expiresAtMs: number }>;
  /** @throws HubError code_wrong, code_spent, code_limit */
  enrol(request: EnrolRequest): Promise<Omit<Enrolled, 'hubKey' | 'nowMs'>>;
  /** The station sends no more from then on. @throws HubError link_unknown */
  revoke(number: number, by: string): Promise<void>;
  /** @throws HubError card_key_known when that generation has another key */
  putCardKey(number: number, key: CardKey): Promise<void>;
  cardKeys(): Promise<readonly (CardKey & { readonly number: number })[]>;
}

interface CardKey {
  readonly generation: number;
  readonly publicKey: string;
  readonly createdAtMs: number;
}

/** No characters that look alike on paper. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const codeLength = 10;
const codeLivesMs = 24 * 3_600_000;
const hourMs = 3_600_000;
const mostWrongInAnHour = 10;

const hashOf = (code: string) => createHash('sha256').update(`yizhan/enrol/${code}`).digest('base64url');

export function links({ db, nowMs }: { readonly db: HubDb; readonly nowMs: () => number }): Links {
  let ledger: string | undefined;
  return {
    async ledger() {
      ledger ??= await inTransaction(db, async (tx) => {
        const { ledger: known } = await tx.selectFrom('hub_state').select('ledger').executeTakeFirstOrThrow();
        if (known !== '') return known;
        const made = randomUUID();
        await tx.updateTable('hub_state').set({ ledger: made }).execute();
        return made;
      });
      return ledger;
    },

    async find(number) {
      const row = await db.reader.selectFrom('link').where('number', '=', number).selectAll().executeTakeFirst();
      return row && toLink(row);
    },

    async list() {
      return (await db.reader.selectFrom('link').orderBy('number').selectAll().execute()).map(toLink);
    },

    makeCode: (number, by) =>
      inTransaction(db, async (tx) => {
        const station = await tx.selectFrom('station').where('number', '=', number).select(['name', 'state']).executeTakeFirst();
        if (!station) throw new HubError('station_not_found', `没有 ${number} 号驿站：先在地图上建好它`, { number });
        if (station.state !== 'listed') throw new HubError('station_gone', `${number} 号驿站已经撤了`, { number });
        const code = Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join('');
        const expiresAtMs = nowMs() + codeLivesMs;
        // A new code makes the one before worth nothing.
        await tx
          .updateTable('enrolment_code')
          .set({ spent_at_ms: nowMs() })
          .where('number', '=', number)
          .where('spent_at_ms', 'is', null)
          .execute();
        await tx
          .insertInto('enrolment_code')
          .values({ code_hash: hashOf(code), number, name: station.name, expires_at_ms: expiresAtMs, spent_at_ms: null, made_by: by })
          .execute();
        await audit(tx, nowMs(), { by, action: 'link.code', number });
        return { code, expiresAtMs };
      }),

    async enrol({ code, linkKey, name, address }) {
      await countTry(db, address, nowMs());
      return inTransaction(db, async (tx) => {
        const row = await tx.selectFrom('enrolment_code').where('code_hash', '=', hashOf(code)).selectAll().executeTakeFirst();
        if (!row || row.number === null) throw new HubError('code_wrong', '登记码不对：看清楚再输一次');
        if (row.spent_at_ms !== null || row.expires_at_ms <= nowMs()) {
          throw new HubError('code_spent', '这个登记码用过了，或者过了 24 小时：请管理员再发一个');
        }
        const { number } = row;
        await tx.updateTable('enrolment_code').set({ spent_at_ms: nowMs() }).where('code_hash', '=', row.code_hash).execute();
        await forgetTries(tx, address, nowMs());
        const values = { link_key: linkKey, state: 'active', enrolled_at_ms: nowMs(), heard_at_ms: nowMs() } as const;
        await tx
          .insertInto('link')
          .values({ number, ...values, epoch: 0, next: 1, confirmed_at_ms: null, inbox_read: 0 })
          // An epoch of its own: sequences of the machine before are not taken for those of this one.
          .onConflict((conflict) =>
            conflict.column('number').doUpdateSet(({ ref, eb }) => ({ ...values, epoch: eb(ref('link.epoch'), '+', 1), next: 1 })),
          )
          .execute();
        const { last } = await tx
          .selectFrom('card_key')
          .where('number', '=', number)
          .select(({ fn }) => fn.max('generation').as('last'))
          .executeTakeFirstOrThrow();
        await audit(tx, nowMs(), { by: 'station', action: 'link.enrol', number, details: { name: cleanText(name) } });
        const state = await tx.selectFrom('hub_state').select('ledger').executeTakeFirstOrThrow();
        return { station: number, generation: Number(last ?? 0) + 1, ledger: state.ledger };
      });
    },

    revoke: (number, by) =>
      inTransaction(db, async (tx) => {
        const { numUpdatedRows } = await tx.updateTable('link').set({ state: 'revoked' }).where('number', '=', number).executeTakeFirst();
        if (numUpdatedRows === 0n) throw new HubError('link_unknown', `${number} 号驿站没有登记过`, { number });
        await audit(tx, nowMs(), { by, action: 'link.revoke', number });
      }),

    putCardKey: (number, { generation, publicKey, createdAtMs }) =>
      inTransaction(db, async (tx) => {
        const known = await tx
          .selectFrom('card_key')
          .where('number', '=', number)
          .where('generation', '=', generation)
          .select('public_key')
          .executeTakeFirst();
        if (known?.public_key === publicKey) return;
        if (known) throw new HubError('card_key_known', `第 ${generation} 代钥匙已经有了，而且不一样：驿站要重新登记`, { generation });
        await tx.insertInto('card_key').values({ number, generation, public_key: publicKey, created_at_ms: createdAtMs }).execute();
        await audit(tx, nowMs(), { by: 'station', action: 'link.card-key', number, details: { generation } });
      }),

    async cardKeys() {
      const rows = await db.reader.selectFrom('card_key').orderBy('number').orderBy('generation').selectAll().execute();
      return rows.map(({ number, generation, public_key, created_at_ms }) => ({
        ...{ number, generation, publicKey: public_key, createdAtMs: created_at_ms },
      }));
    },
  };
}

/** Counted before the code is judged, so that many at once are no more than these. */
function countTry(db: HubDb, address: string, nowMs: number): Promise<void> {
  return inTransaction(db, async (tx) => {
    await tx
      .deleteFrom('enrolment_try')
      .where('at_ms', '<', nowMs - hourMs)
      .execute();
    const hashes = await addressHashes(tx, address, nowMs);
    const { tries } = await tx
      .selectFrom('enrolment_try')
      .where('address_hash', 'in', hashes)
      .select(({ fn }) => fn.countAll<number>().as('tries'))
      .executeTakeFirstOrThrow();
    if (Number(tries) >= mostWrongInAnHour) throw new HubError('code_limit', '错得太多：一小时以后再试', { retryAfterS: hourMs / 1000 });
    await tx.insertInto('enrolment_try').values({ address_hash: hashes[0], at_ms: nowMs }).execute();
  });
}

async function forgetTries(tx: Transaction<Tables>, address: string, nowMs: number): Promise<void> {
  const hashes = await addressHashes(tx, address, nowMs);
  await tx.deleteFrom('enrolment_try').where('address_hash', 'in', hashes).execute();
}

function toLink(row: Tables['link']): Link {
  const { number, link_key, state, epoch, next, enrolled_at_ms, heard_at_ms, confirmed_at_ms } = row;
  const moments = { enrolledAtMs: enrolled_at_ms, heardAtMs: heard_at_ms, confirmedAtMs: confirmed_at_ms };
  return { number, linkKey: link_key, state, epoch, next, ...moments };
}
