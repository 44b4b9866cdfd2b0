/** The station store over Kysely. */
import type { Transaction } from 'kysely';
import type { ListedStation } from '../../../shared/domain/listed-station.ts';
import { HubError } from '../hub-error.ts';
import { type AuditEntry, audit, readAudit } from './audit.ts';
import { type HubDb, inTransaction } from './hub-db.ts';
import { mergeStations } from './merge-stations.ts';
import { putStations, writeStations } from './put-stations.ts';
import { refuseMissing, stationReading } from './station-reading.ts';
import { stationText, toStored } from './station-rows.ts';
import type { EditableField, StationStore, StoredStation, Writer } from './station-store.ts';
import type { Tables } from './tables.ts';

const notEdited: readonly string[] = ['number', 'source', 'original'];
const mostClosures = 20;

export function sqlStationStore({ db, nowMs }: { readonly db: HubDb; readonly nowMs: () => number }): StationStore {
  /** A transaction that knows the revision it makes, if it makes one. */
  async function changing<T>(work: (tx: Transaction<Tables>, revision: number) => Promise<{ changed: boolean; value: T }>): Promise<T> {
    return inTransaction(db, async (tx) => {
      const state = await tx.selectFrom('hub_state').select('revision').executeTakeFirstOrThrow();
      const { changed, value } = await work(tx, state.revision + 1);
      if (changed)
        await tx
          .updateTable('hub_state')
          .set({ revision: state.revision + 1 })
          .execute();
      return value;
    });
  }

  /** One station becomes another one; the same again is no change and leaves no line. */
  function changeOne(
    number: number,
    entry: AuditEntry,
    change: (station: ListedStation) => Partial<ListedStation>,
    seenMs?: number,
  ): Promise<StoredStation> {
    return changing(async (tx, revision) => {
      const stored = await stationReading(tx).get(number);
      if (seenMs !== undefined && stored.updatedAtMs !== seenMs) await refuseChanged(tx, stored);
      const fields = change(stored.station);
      const station = { ...stored.station, ...fields };
      if (stationText(station) === stationText(stored.station)) return { changed: false, value: stored };
      const differ = (Object.keys(fields) as (keyof ListedStation)[]).filter(
        (field) => JSON.stringify(fields[field]) !== JSON.stringify(stored.station[field]),
      );
      const next = {
        station,
        revision,
        updatedAtMs: nowMs(),
        edited: [...new Set([...stored.edited, ...differ.filter((field): field is EditableField => !notEdited.includes(field))])],
      };
      await writeStations(tx, [next]);
      await audit(tx, nowMs(), { ...entry, number, details: { fields: differ, ...entry.details } });
      return { changed: true, value: next };
    });
  }

  return {
    ...stationReading(db.reader),

    put: (rows, by) =>
      changing(async (tx, revision) => {
        const report = await putStations(tx, rows, { revision, nowMs: nowMs() });
        const { numbers: _, ...details } = report;
        const changed = report.added + report.changed > 0;
        if (changed) await audit(tx, nowMs(), { by, action: 'station.put', details });
        return { changed, value: report };
      }),

    edit: (number, edit, by, seenMs) => changeOne(number, { by, action: 'station.edit' }, () => edit, seenMs),

    close: (number, closure, by) =>
      changeOne(number, { by, action: 'station.close', details: { closure } }, ({ closures }) => {
        const others = closures.filter(({ from, to }) => from !== closure.from || to !== closure.to);
        if (others.length >= mostClosures) {
          throw new HubError('too_many_closures', `一个驿站最多记 ${mostClosures} 次关闭：先删掉过去的`, { most: mostClosures });
        }
        return { closures: [...others, closure].sort((a, b) => (a.from < b.from ? -1 : 1)) };
      }),

    withdraw: (number, by) =>
      changing(async (tx, revision) => {
        await stationReading(tx).get(number);
        await leave(tx, number, { state: 'withdrawn', merged_into: null, revision, updated_at_ms: nowMs() });
        await audit(tx, nowMs(), { by, action: 'station.withdraw', number });
        return { changed: true, value: undefined };
      }),

    restore: (number, by: Writer) =>
      changing(async (tx, revision) => {
        const row = await tx.selectFrom('station').where('number', '=', number).selectAll().executeTakeFirst();
        if (!row) return refuseMissing(tx, number);
        const stored = { ...toStored(row), revision, updatedAtMs: nowMs() };
        if (row.state === 'listed') return { changed: false, value: toStored(row) };
        const { name, id } = stored.station.source;
        await writeStations(tx, [stored]);
        await tx.updateTable('station_source').set({ number }).where('source_name', '=', name).where('source_id', '=', id).execute();
        await audit(tx, nowMs(), { by, action: 'station.restore', number });
        return { changed: true, value: stored };
      }),

    merge: (from, into, by) =>
      changing(async (tx, revision) => {
        if (from === into) throw new HubError('merge_itself', '驿站不能并到它自己', { number: from });
        const reading = stationReading(tx);
        const [gone, stays] = [await reading.get(from), await reading.get(into)];
        const { station, taken } = mergeStations(stays.station, gone.station);
        const stored = { station, revision, updatedAtMs: nowMs(), edited: [...new Set([...stays.edited, ...taken])] };
        await writeStations(tx, [stored]);
        const moved = { merged_into: into, revision, updated_at_ms: nowMs() };
        await leave(tx, from, { state: 'merged', ...moved });
        // What was merged into it before goes along: nobody is sent from one gone station to another.
        await tx.updateTable('station').set(moved).where('merged_into', '=', from).execute();
        await tx.updateTable('station_source').set({ number: into }).where('number', '=', from).execute();
        await tx.updateTable('report').set({ number: into }).where('number', '=', from).execute();
        await audit(tx, nowMs(), { by, action: 'station.merge', number: from, details: { into, taken } });
        return { changed: true, value: stored };
      }),
  };
}

async function refuseChanged(tx: Transaction<Tables>, { station, updatedAtMs }: StoredStation): Promise<never> {
  const { number } = station;
  const [last] = await readAudit(tx, { number, limit: 1 });
  const who = last ? `“${last.by}”` : '别人';
  throw new HubError('changed_meanwhile', `${who}刚刚改过 ${number} 号驿站：先看看现在的样子，再改一次`, {
    number,
    updatedAtMs,
    by: last?.by ?? null,
  });
}

/** A station that goes takes its figures and its token along. */
async function leave(
  tx: Transaction<Tables>,
  number: number,
  to: { state: 'withdrawn' | 'merged'; merged_into: number | null; revision: number; updated_at_ms: number },
): Promise<void> {
  await tx.updateTable('station').set(to).where('number', '=', number).execute();
  await tx.deleteFrom('live').where('number', '=', number).execute();
  await tx.deleteFrom('station_token').where('number', '=', number).execute();
}
