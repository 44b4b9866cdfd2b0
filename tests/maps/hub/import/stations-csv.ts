/** Small files of stations, made up, and the options an operator would give. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { textSource } from '../../../../maps/hub/import/byte-source.ts';
import { type ImportOptions, importStations } from '../../../../maps/hub/import/import-stations.ts';
import { type ReadOptions, readStations } from '../../../../maps/hub/import/read-stations.ts';
import { openSqlite } from '../../../../maps/hub/store/hub-db.ts';
import { sqlStationStore } from '../../../../maps/hub/store/sql-station-store.ts';
import type { StationStore, StationToPut } from '../../../../maps/hub/store/station-store.ts';
import { now } from '../../../support/builders.ts';
import { temporaryFolder } from '../../../support/station.ts';

export const readOptions: ReadOptions = { source: '西河市总工会', system: 'wgs84', area: null, choices: [], within: [], unnamed: null };
export const importOptions: ImportOptions = {
  ...readOptions,
  dryRun: false,
  goodRows: false,
  systemConfirmed: false,
  merge: false,
  by: 'import',
};

export async function emptyStore(): Promise<StationStore> {
  const db = await openSqlite(join(temporaryFolder(), 'hub.db'));
  onTestFinished(() => db.close());
  return sqlStationStore({ db, nowMs: () => now });
}

const plainHeader = '编号,名称,经度,纬度';
export const csv = (lines: readonly string[], header = plainHeader) => [header, ...lines, ''].join('\n');

export const read = (text: string, options: Partial<ReadOptions> = {}) =>
  readStations(textSource('stations.csv', text), { ...readOptions, ...options });

export const bring = (stations: StationStore, text: string, options: Partial<ImportOptions> = {}) =>
  importStations({ stations }, textSource('stations.csv', text), { ...importOptions, ...options });

/** The only station of a file without faults. */
export async function readOne(header: string, line: string, options: Partial<ReadOptions> = {}): Promise<StationToPut> {
  const { stations, faults } = await read(csv([line], header), options);
  const [first] = stations;
  if (!first || stations.length !== 1) throw new Error(JSON.stringify(faults.kept));
  return first.station;
}

/** Everything the store holds, without what a change of order may change: the numbers. */
export async function storedWithoutNumbers(stations: StationStore): Promise<readonly StationToPut[]> {
  const all: StationToPut[] = [];
  for await (const { station } of stations.all()) all.push({ ...station, number: null });
  return all.toSorted((a, b) => (a.source.id < b.source.id ? -1 : 1));
}
