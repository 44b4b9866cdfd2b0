/**
 * What employers' phones send to a station: a posting to be rung back and reviewed, and 我用了这位师傅. Both travel as items of the
 * station's inbox (docs/exchange.md) and are deleted here when the station has read them, at the latest after a week.
 */
import type { Transaction } from 'kysely';
import { v4 } from 'uuid';
import type { PostingContent } from '../../../shared/domain/posting.ts';
import { missingForPublication } from '../../../shared/domain/posting.ts';
import { isBlocked, type LintFinding, lintPosting } from '../../../shared/domain/posting-lint.ts';
import { workDayOf } from '../../../shared/domain/work-day.ts';
import { tellIn } from '../exchange/inbox.ts';
import { HubError } from '../hub-error.ts';
import { addressHashes } from '../services/address-hash.ts';
import { type HubDb, inTransaction } from '../store/hub-db.ts';
import { refuseMissing } from '../store/station-reading.ts';
import type { Tables } from '../store/tables.ts';

export const limits = { anHourOfAddress: 5, aDayOfPhone: 5, aDayOfStation: 100, hiresAnHour: 10 } as const;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Unread for so long, it is deleted and told to whoever sent it. */
export const keptMs = 7 * dayMs;
/** The rows without content, for the sender's question. */
const rememberedMs = 30 * dayMs;
/** From now to the end of a posting, as at a station. */
const longestValidMs = 30 * dayMs;

export type SubmissionState = 'waiting' | 'read' | 'unread';

export interface SubmissionToAdd {
  /** Random, made by the phone: sent twice it is one, and who knows it may ask what became of it. */
  readonly id: string;
  readonly number: number;
  readonly content: PostingContent;
  /** To ring back. */
  readonly phone: string;
  /** Hashed and forgotten. */
  readonly address: string;
}

export interface HireToAdd {
  readonly number: number;
  readonly generation: number;
  readonly serial: number;
  readonly address: string;
}

export interface Submissions {
  /**
   * Answers what staff will ask about.
   * @throws HubError station_not_found, station_gone, station_not_linked, submission_incomplete (details: missing), submission_blocked
   *   (details: findings), submission_limit (details: retryAfterS)
   */
  add(given: SubmissionToAdd): Promise<readonly LintFinding[]>;
  /** @throws HubError submission_not_found */
  stateOf(id: string): Promise<SubmissionState>;
  /** Once a day for a card and a line; again is the same. @throws HubError station_not_found, station_gone, station_not_linked, submission_limit */
  hire(given: HireToAdd): Promise<void>;
  /** The station has read everything up to that revision: what was for it alone is deleted here. */
  taken(number: number, upTo: number): Promise<void>;
}

export function submissions({ db, nowMs }: { readonly db: HubDb; readonly nowMs: () => number }): Submissions {
  return {
    async add({ id, number, content, phone, address }) {
      const now = nowMs();
      const findings = judged(content, now);
      return inTransaction(db, async (tx) => {
        await refuseUnlinked(tx, number);
        await forgetOld(tx, now);
        if (await tx.selectFrom('submission').where('id', '=', id).select('id').executeTakeFirst()) return findings;
        const lines = await addressHashes(tx, address, now);
        const phones = await addressHashes(tx, `phone ${phone}`, now);
        const recent = await tx
          .selectFrom('submission')
          .where('at_ms', '>', now - dayMs)
          .where((where) =>
            where.or([where('number', '=', number), where('address_party', 'in', lines), where('phone_party', 'in', phones)]),
          )
          .select(['number', 'at_ms', 'address_party', 'phone_party'])
          .execute();
        refuseMany(
          recent.filter((one) => one.at_ms > now - hourMs && lines.includes(one.address_party)),
          limits.anHourOfAddress,
          hourMs,
          now,
        );
        refuseMany(
          recent.filter((one) => phones.includes(one.phone_party)),
          limits.aDayOfPhone,
          dayMs,
          now,
        );
        refuseMany(
          recent.filter((one) => one.number === number),
          limits.aDayOfStation,
          dayMs,
          now,
        );
        const parties = { address_party: lines[0], phone_party: phones[0] };
        await tx
          .insertInto('submission')
          .values({ id, number, at_ms: now, ...parties, state: 'waiting' })
          .execute();
        await tellIn(tx, [{ scope: number, kind: 'submission', key: id, content: { id, content, phone, atMs: now } }]);
        return findings;
      });
    },

    async stateOf(id) {
      const row = await db.reader.selectFrom('submission').where('id', '=', id).select('state').executeTakeFirst();
      if (!row) throw new HubError('submission_not_found', '没有这一条：过了 30 天的不再记着');
      return row.state;
    },

    hire: ({ number, generation, serial, address }) => {
      const now = nowMs();
      return inTransaction(db, async (tx) => {
        await refuseUnlinked(tx, number);
        await forgetOld(tx, now);
        const lines = await addressHashes(tx, address, now);
        const recent = await tx
          .selectFrom('hire')
          .where('at_ms', '>', now - dayMs)
          .where('address_party', 'in', lines)
          .selectAll()
          .execute();
        const day = workDayOf(now);
        const again = recent.some(
          (one) => one.number === number && one.generation === generation && one.serial === serial && workDayOf(one.at_ms) === day,
        );
        if (again) return;
        refuseMany(
          recent.filter((one) => one.at_ms > now - hourMs),
          limits.hiresAnHour,
          hourMs,
          now,
        );
        const id = v4();
        await tx.insertInto('hire').values({ id, number, generation, serial, at_ms: now, address_party: lines[0] }).execute();
        await tellIn(tx, [{ scope: number, kind: 'hire', key: id, content: { id, generation, serial, day } }]);
      });
    },

    async taken(number, upTo) {
      const scope = `at:${number}`;
      const isRead = await db.reader
        .selectFrom('inbox_item')
        .where('scope', '=', scope)
        .where('kind', 'in', ['submission', 'hire'])
        .where('revision', '<=', upTo)
        .select('key')
        .limit(1)
        .executeTakeFirst();
      if (!isRead) return;
      await inTransaction(db, async (tx) => {
        const rows = await tx
          .deleteFrom('inbox_item')
          .where('scope', '=', scope)
          .where('kind', 'in', ['submission', 'hire'])
          .where('revision', '<=', upTo)
          .returning('key')
          .execute();
        const keys = rows.map(({ key }) => key);
        if (keys.length > 0) await tx.updateTable('submission').set({ state: 'read' }).where('id', 'in', keys).execute();
        await forgetOld(tx, nowMs());
      });
    },
  };
}

/** @throws HubError submission_incomplete, submission_blocked */
function judged(content: PostingContent, nowMs: number): readonly LintFinding[] {
  const missing = missingForPublication(content);
  if (missing.length > 0) throw new HubError('submission_incomplete', '法律要写明的没写齐：补上再发', { missing });
  // what only the station knows it judges itself: pay here, doubles, the employer's standing
  const known = { nowMs, payFloorFenPerHour: null, usualDayFen: null, isDuplicate: false, sanctionUntil: null };
  const findings = lintPosting(content, known);
  const isTooLong = content.validThroughMs !== null && content.validThroughMs > nowMs + longestValidMs;
  if (isBlocked(findings) || isTooLong) {
    const blocking = findings.filter(({ severity }) => severity === 'block').map(({ rule, field, words }) => ({ rule, field, words }));
    const late = isTooLong ? [{ rule: 'validity_past', field: 'validThroughMs', words: '30' }] : [];
    throw new HubError('submission_blocked', '有不能写的话：改了再发', { findings: [...blocking, ...late] });
  }
  return findings;
}

/** @throws HubError station_not_found, station_gone, station_not_linked */
async function refuseUnlinked(tx: Transaction<Tables>, number: number): Promise<void> {
  const station = await tx.selectFrom('station').where('number', '=', number).select('state').executeTakeFirst();
  if (station?.state !== 'listed') await refuseMissing(tx, number);
  const link = await tx.selectFrom('link').where('number', '=', number).select('state').executeTakeFirst();
  if (link?.state !== 'active') throw new HubError('station_not_linked', '这个驿站还没有联网：请打电话，或者到站里登记', { number });
}

function refuseMany(recent: readonly { readonly at_ms: number }[], most: number, withinMs: number, nowMs: number): void {
  if (recent.length < most) return;
  const oldest = Math.min(...recent.map(({ at_ms }) => at_ms));
  const retryAfterS = Math.max(1, Math.ceil((oldest + withinMs - nowMs) / 1000));
  throw new HubError('submission_limit', '发得太多了：过一会儿再发，急的请打驿站电话', { most, retryAfterS });
}

/** What nobody read in a week goes, with a word to whoever asks; whose it was is told apart for three days only. */
async function forgetOld(tx: Transaction<Tables>, nowMs: number): Promise<void> {
  for (const table of ['submission', 'hire'] as const) {
    const stale = await tx
      .selectFrom(table)
      .where('at_ms', '<', nowMs - keptMs)
      .where('address_party', '<>', '')
      .select('id')
      .limit(500)
      .execute();
    const ids = stale.map(({ id }) => id);
    if (ids.length > 0) {
      await tx.deleteFrom('inbox_item').where('kind', '=', table).where('key', 'in', ids).execute();
      await tx.updateTable(table).set({ address_party: '' }).where('id', 'in', ids).execute();
      if (table === 'submission') {
        await tx.updateTable('submission').set({ phone_party: '' }).where('id', 'in', ids).execute();
        await tx.updateTable('submission').set({ state: 'unread' }).where('id', 'in', ids).where('state', '=', 'waiting').execute();
      }
    }
    await tx
      .deleteFrom(table)
      .where('at_ms', '<', nowMs - rememberedMs)
      .execute();
  }
}
