/** Putting many stations, by their source: what an import does. Runs inside a transaction. */
import type { Transaction } from 'kysely';
import type { ListedStation } from '../../../shared/domain/listed-station.ts';
import { HubError } from '../hub-error.ts';
import { giveNumbers, refuseTaken } from './station-numbers.ts';
import { type StationRow, stationText, storedColumns, toRow, toStored } from './station-rows.ts';
import type { PutReport, StationToPut, StoredStation } from './station-store.ts';
import type { Tables } from './tables.ts';

/** Rows read and written at a time: an engine takes 32,766 values a statement, and a row has 14. */
const batch = 1000;

interface Put {
  readonly added: StoredStation[];
  readonly changed: StoredStation[];
  readonly left: number;
  readonly numbers: readonly number[];
}

export async function putStations(
  tx: Transaction<Tables>,
  rows: readonly StationToPut[],
  at: { readonly revision: number; readonly nowMs: number },
): Promise<PutReport> {
  refuseTwice(rows);
  const wanted = new Set(rows.flatMap(({ number }) => (number === null ? [] : [number])));
  const numbers: number[] = [];
  let [added, changed, left] = [0, 0, 0];
  for (let from = 0; from < rows.length; from += batch) {
    const part = rows.slice(from, from + batch);
    const put = await putBatch(tx, part, wanted, at);
    await write(tx, put);
    added += put.added.length;
    changed += put.changed.length;
    left += put.left;
    numbers.push(...put.numbers);
    // SQLite answers at once, so that nobody else would get a turn for as long as a country takes.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { added, changed, left, same: rows.length - added - changed - left, numbers };
}

const keyOf = (source: ListedStation['source']) => `${source.name}\n${source.id}`;

function refuseTwice(rows: readonly StationToPut[]): void {
  const seen = new Map<string, number>();
  for (const [at, { source }] of rows.entries()) {
    const before = seen.get(keyOf(source));
    if (before !== undefined) {
      throw new HubError('source_twice', `来源“${source.name}”的编号“${source.id}”出现了两次：第 ${before + 1} 行和第 ${at + 1} 行`, {
        source,
        rows: [before, at],
      });
    }
    seen.set(keyOf(source), at);
  }
}

async function putBatch(
  tx: Transaction<Tables>,
  rows: readonly StationToPut[],
  wanted: ReadonlySet<number>,
  { revision, nowMs }: { readonly revision: number; readonly nowMs: number },
): Promise<Put> {
  const known = await knownRows(tx, rows);
  const isNew = (row: StationToPut) => !known.has(keyOf(row.source));
  const chosen = rows.flatMap((row) => (isNew(row) && row.number !== null ? [row.number] : []));
  await refuseTaken(tx, chosen);
  const given = [...(await giveNumbers(tx, rows.filter((row) => isNew(row) && row.number === null).length, wanted))];

  const added: StoredStation[] = [];
  const changed: StoredStation[] = [];
  let left = 0;
  const numbers = rows.map((row) => {
    const kept = known.get(keyOf(row.source));
    if (!kept) {
      const number = row.number ?? (given.shift() as number);
      added.push({ station: { ...row, number }, revision, updatedAtMs: nowMs, edited: [] });
      return number;
    }
    const { station, edited } = toStored(kept);
    if (kept.state !== 'listed' || keyOf(station.source) !== keyOf(row.source)) left += 1;
    else {
      const next = over(station, row, edited);
      if (stationText(next) !== stationText(station)) changed.push({ station: next, revision, updatedAtMs: nowMs, edited });
    }
    return kept.number;
  });
  return { added, changed, left, numbers };
}

/** What the source says now, over what stands: not over what staff have edited, nor over what it does not speak of. */
function over(station: ListedStation, row: StationToPut, edited: readonly (keyof ListedStation)[]): ListedStation {
  const kept = edited.map((field) => [field, station[field]]);
  const unsaid = (['closures', 'photos'] as const).filter((field) => row[field].length === 0).map((field) => [field, station[field]]);
  return { ...row, ...Object.fromEntries([...kept, ...unsaid]), number: station.number };
}

async function knownRows(tx: Transaction<Tables>, rows: readonly StationToPut[]): Promise<ReadonlyMap<string, StationRow>> {
  const known = new Map<string, StationRow>();
  const byName = Map.groupBy(rows, ({ source }) => source.name);
  for (const [name, ofName] of byName) {
    const found = await tx
      .selectFrom('station_source')
      .innerJoin('station', 'station.number', 'station_source.number')
      .where('source_name', '=', name)
      .where(
        'source_id',
        'in',
        ofName.map(({ source }) => source.id),
      )
      .selectAll('station')
      .select('source_id')
      .execute();
    for (const row of found) known.set(keyOf({ name, id: row.source_id }), row);
  }
  return known;
}

async function write(tx: Transaction<Tables>, { added, changed }: Put): Promise<void> {
  if (added.length > 0) {
    await tx.insertInto('station').values(added.map(toRow)).execute();
    const sources = added.map(({ station: { source, number } }) => ({ source_name: source.name, source_id: source.id, number }));
    await tx.insertInto('station_source').values(sources).execute();
  }
  if (changed.length > 0) await writeStations(tx, changed);
}

/** Stations that are there already, with what is new in them. */
export async function writeStations(tx: Transaction<Tables>, stations: readonly StoredStation[]): Promise<void> {
  const columns = ['name', 'province', 'city', 'county', 'lat', 'lng', 'search_key', 'state', 'merged_into', ...storedColumns] as const;
  await tx
    .insertInto('station')
    .values(stations.map(toRow))
    .onConflict((conflict) =>
      conflict
        .column('number')
        .doUpdateSet(({ ref }) => Object.fromEntries(columns.map((column) => [column, ref(`excluded.${column}`)])) as never),
    )
    .execute();
}
