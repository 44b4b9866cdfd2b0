/** The whole country in two files: made at most every ten minutes, since each is a megabyte and readers keep the one they have. */
import type { Manifest } from '../../../shared/map-data/manifest.ts';
import { hashIn } from '../../../shared/map-data/manifest.ts';
import { encodeNames } from '../../../shared/map-data/names.ts';
import { encodePack } from '../../../shared/map-data/pack.ts';
import { readingsOf } from './initials-of.ts';
import type { RegionEntry } from './leaf-files.ts';
import type { MapFolder } from './map-folder.ts';
import { columnsOf, nameOf, type StationRows, type Tables } from './station-rows.ts';

export type PackEntry = NonNullable<Manifest['pack']>;

export async function putPack(
  folder: MapFolder,
  rows: StationRows,
  tables: Tables,
  entries: readonly RegionEntry[],
  before: PackEntry | null,
  nowMs: number,
): Promise<PackEntry | null> {
  if (rows.count === 0) return null;
  const regions = entries.map(({ tile, file, count }) => ({ tile, hash: hashIn(file), count }));
  const file = await folder.put('pack.bin', encodePack({ regions, columns: columnsOf(rows, tables.schedules.values, 0, rows.count) }));
  const names = Array.from({ length: rows.count }, (_, row) => nameOf(rows, row));
  const readings = new Map<string, number>();
  for (const character of new Set(names.join(''))) {
    const letters = readingsOf(character);
    if (letters !== 0) readings.set(character, letters);
  }
  const namesFile = await folder.put('names.bin', encodeNames(names, readings));
  await folder.settle();
  const madeAtMs = before?.file === file && before.names === namesFile ? before.madeAtMs : nowMs;
  return { file, bytes: folder.travels(file), names: namesFile, namesBytes: folder.travels(namesFile), count: rows.count, madeAtMs };
}
