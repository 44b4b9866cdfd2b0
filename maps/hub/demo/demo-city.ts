/** 西河市, the made-up city that a hub shows until it has stations of its own: examples/demo-stations.csv, its closures dated anew. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getAmenity } from '../../../shared/domain/amenity.ts';
import { localDateSchema } from '../../../shared/domain/local-date.ts';
import { addDays, daysBetween, type LocalDate, workDayOf } from '../../../shared/domain/work-day.ts';
import { fileSource } from '../import/byte-source.ts';
import { readStations } from '../import/read-stations.ts';
import type { StationStore, StationToPut } from '../store/station-store.ts';
import type { SimulatedStation } from './live-simulation.ts';

/** Under which all demo stations are listed: nothing else may have this name. */
export const demoSource = '演示';

/** The day that the dates in demo-stations.csv count from. */
const baseDay = localDateSchema.parse('2026-11-23');
const examples = fileURLToPath(new URL('../../../examples/', import.meta.url));

/** @param folder examples/ of the project */
export async function readDemoCity(nowMs: number, folder = examples): Promise<readonly StationToPut[]> {
  const file = await readStations(await fileSource(join(folder, 'demo-stations.csv')), {
    source: demoSource,
    system: null,
    area: null,
    choices: [],
    within: [],
    unnamed: null,
  });
  const [fault] = file.faults.kept;
  if (fault) throw new Error(`demo-stations.csv: ${JSON.stringify(fault)}`);
  const days = daysBetween(baseDay, workDayOf(nowMs));
  const moved = (date: string) => addDays(date as LocalDate, days);
  return file.stations.map(({ station }) => ({
    ...station,
    closures: station.closures.map(({ from, to, reason }) => ({ from: moved(from), to: to && moved(to), reason })),
  }));
}

/**
 * The demo city in the store, as it stands today: twice a day changes nothing, another day moves its closures along. Answers the
 * stations that are to be simulated; none, and nothing is written, where the store holds anybody else's.
 */
export async function loadDemoCity(store: StationStore, nowMs: number, folder?: string): Promise<readonly SimulatedStation[]> {
  const stations = await readDemoCity(nowMs, folder);
  const first = stations[0];
  if (!first) return [];
  const isDemo = (await store.findBySource(demoSource, first.source.id)) !== undefined;
  const isEmpty = (await store.count()) === 0 && (await store.gone()).length === 0;
  if (!isDemo && !isEmpty) return [];
  const { numbers } = await store.put(stations, 'demo');
  return stations.map(({ amenities: { yes } }, at) => ({
    number: numbers[at] as number,
    banks: (yes & (2 ** getAmenity('power_bank').bit)) !== 0,
    jobs: (yes & (2 ** getAmenity('jobs').bit)) !== 0,
  }));
}
