/** The reports of the public over Kysely. */
import { createHash, randomBytes } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { v4 } from 'uuid';
import type { AmenityCode } from '../../../shared/domain/amenity.ts';
import type { PublicReportKind } from '../../../shared/domain/listed-station.ts';
import { HubError } from '../hub-error.ts';
import { addressHashes } from '../services/address-hash.ts';
import { type TrustReport, trustOf, windowMs } from '../services/trust.ts';
import { audit } from './audit.ts';
import { type HubDb, inTransaction } from './hub-db.ts';
import type { ReportCase, ReportStore } from './report-store.ts';
import { showAnew } from './show-anew.ts';
import { refuseMissing } from './station-reading.ts';
import type { Tables } from './tables.ts';

const hourMs = 3_600_000;
const mostInAnHour = 10;
/** The key says ten seconds; the answer and the undoing have a way to go. */
const undoMs = 15_000;
/** What is older says nothing about a door. */
const trustMs = 180 * 24 * hourMs;

export function sqlReportStore(db: HubDb): ReportStore {
  return {
    add: ({ number, kind, amenity, address }, nowMs) =>
      inTransaction(db, async (tx) => {
        const station = await tx.selectFrom('station').where('number', '=', number).select('state').executeTakeFirst();
        if (station?.state !== 'listed') await refuseMissing(tx, number);
        await tx
          .updateTable('report')
          .set({ address_hash: '' })
          .where('address_hash', '<>', '')
          .where('at_ms', '<', nowMs - windowMs)
          .execute();
        const hashes = await addressHashes(tx, address, nowMs);
        const recent = await recentOf(tx, hashes, nowMs);
        refuseTooMany(recent, { number, kind, amenity }, nowMs);
        const undo = randomBytes(16).toString('base64url');
        await tx
          .insertInto('report')
          .values({
            id: v4(),
            number,
            kind,
            amenity,
            address_hash: hashes[0],
            // Says "the same one as before" on this station, and nothing about any other.
            party: recent.find((report) => report.number === number)?.party ?? v4(),
            at_ms: nowMs,
            decision: null,
            decided_at_ms: null,
            undone_at_ms: null,
            undo_hash: hashOf(undo),
          })
          .execute();
        await showAnew(tx, number);
        return { undo };
      }),

    undo: (token, nowMs) =>
      inTransaction(db, async (tx) => {
        const row = await tx
          .selectFrom('report')
          .where('undo_hash', '=', hashOf(token))
          .where('at_ms', '>', nowMs - undoMs)
          .where('undone_at_ms', 'is', null)
          .where('decision', 'is', null)
          .select(['id', 'number'])
          .executeTakeFirst();
        if (!row) throw new HubError('report_undo_late', '已经过了 10 秒，撤不回来了：报错了就再报一次正确的');
        await tx.updateTable('report').set({ undone_at_ms: nowMs }).where('id', '=', row.id).execute();
        await showAnew(tx, row.number);
        return row.number;
      }),

    async of(number, nowMs) {
      const rows = await trustRows(db.reader, nowMs).where('number', '=', number).execute();
      return trustOf(rows.map(toReport), nowMs);
    },

    async all(nowMs) {
      const rows = await trustRows(db.reader, nowMs).execute();
      const byNumber = Map.groupBy(rows, ({ number }) => number);
      return new Map([...byNumber].map(([number, reports]) => [number, trustOf(reports.map(toReport), nowMs)]));
    },

    async cases(nowMs) {
      const rows = await db.reader
        .selectFrom('report')
        .innerJoin('station', 'station.number', 'report.number')
        .where('decision', 'is', null)
        .where('undone_at_ms', 'is', null)
        .where('kind', '<>', 'open')
        .where('state', '=', 'listed')
        .select(['report.number', 'station.name', 'kind', 'amenity', 'party', 'at_ms', 'decision'])
        .orderBy('at_ms')
        .execute();
      const groups = Map.groupBy(rows, ({ number, kind, amenity }) => `${number} ${kind} ${amenity ?? ''}`);
      const trust = await this.all(nowMs);
      return [...groups.values()]
        .flatMap((reports): readonly ReportCase[] => {
          const [first] = reports;
          const last = reports.at(-1);
          if (!first || !last) return [];
          return [
            {
              number: first.number,
              name: first.name,
              kind: first.kind as ReportCase['kind'],
              amenity: first.amenity as AmenityCode | null,
              parties: new Set(reports.map(({ party }) => party)).size,
              firstMs: first.at_ms,
              lastMs: last.at_ms,
              shown: trust.get(first.number)?.doubt === first.kind,
            },
          ];
        })
        .sort((a, b) => b.lastMs - a.lastMs);
    },

    decide: ({ number, kind, amenity }, decision, by, nowMs) =>
      inTransaction(db, async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('report')
          .set({ decision, decided_at_ms: nowMs })
          .where('number', '=', number)
          .where('kind', '=', kind)
          .where('amenity', amenity === null ? 'is' : '=', amenity)
          .where('decision', 'is', null)
          .where('undone_at_ms', 'is', null)
          .executeTakeFirst();
        const decided = Number(numUpdatedRows);
        if (decided === 0) return decided;
        await showAnew(tx, number);
        await audit(tx, nowMs, { by, action: `report.${decision}`, number, details: { kind, amenity, decided } });
        return decided;
      }),
  };
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

interface Recent {
  readonly number: number;
  readonly kind: PublicReportKind;
  readonly amenity: string | null;
  readonly party: string;
  readonly at_ms: number;
  readonly undone_at_ms: number | null;
}

function recentOf(tx: Transaction<Tables>, hashes: readonly string[], nowMs: number): Promise<readonly Recent[]> {
  return tx
    .selectFrom('report')
    .where('address_hash', 'in', hashes)
    .where('at_ms', '>', nowMs - windowMs)
    .select(['number', 'kind', 'amenity', 'party', 'at_ms', 'undone_at_ms'])
    .execute();
}

/** What was undone counts here too, or undoing would be a way around. */
function refuseTooMany(
  recent: readonly Recent[],
  { number, kind, amenity }: Pick<Recent, 'number' | 'kind' | 'amenity'>,
  nowMs: number,
): void {
  const hour = recent.filter(({ at_ms }) => at_ms > nowMs - hourMs).sort((a, b) => a.at_ms - b.at_ms);
  const [oldest] = hour;
  if (oldest && hour.length >= mostInAnHour) {
    const retryAfterS = Math.max(1, Math.ceil((oldest.at_ms + hourMs - nowMs) / 1000));
    throw new HubError('report_limit', '报得太多了：一会儿再报', { most: mostInAnHour, retryAfterS });
  }
  const again = recent.some(
    (report) =>
      report.number === number &&
      report.kind === kind &&
      report.amenity === amenity &&
      report.undone_at_ms === null &&
      report.at_ms > nowMs - 24 * hourMs,
  );
  if (again) throw new HubError('report_twice', '今天已经记过了，谢谢', { number, kind });
}

function trustRows(db: Kysely<Tables>, nowMs: number) {
  return db
    .selectFrom('report')
    .where('undone_at_ms', 'is', null)
    .where('at_ms', '>', nowMs - trustMs)
    .select(['number', 'kind', 'amenity', 'party', 'at_ms', 'decision']);
}

function toReport(row: {
  kind: PublicReportKind;
  amenity: string | null;
  party: string;
  at_ms: number;
  decision: TrustReport['decision'];
}): TrustReport {
  const { kind, amenity, party, at_ms, decision } = row;
  return { kind, amenity: amenity as AmenityCode | null, party, atMs: at_ms, decision };
}
