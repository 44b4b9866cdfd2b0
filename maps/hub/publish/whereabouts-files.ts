/** Number → tile, 512 numbers a file. */

import type { Tile } from '../../../shared/geo/mercator.ts';
import { tileOf } from '../../../shared/geo/mercator.ts';
import { encodeWhereabouts, whereaboutsKey, whereaboutsLevel, whereaboutsPath } from '../../../shared/map-data/whereabouts.ts';
import { hashOf, type MapFolder } from './map-folder.ts';
import type { StationRows } from './station-rows.ts';

/** @returns paths of all that are in use */
export async function putWhereabouts(folder: MapFolder, rows: StationRows, numbers: readonly number[] | null): Promise<string[]> {
  const wanted = numbers && new Set(numbers.map(whereaboutsKey));
  const paths = new Set<string>();
  const files = new Map<string, Map<number, Tile>>();
  // One number of a file that lost its last station is enough to find it.
  for (const number of numbers ?? []) if (folder.has(whereaboutsPath(number))) files.set(whereaboutsPath(number), new Map());
  for (const [row, number] of rows.number.entries()) {
    const path = whereaboutsPath(number);
    paths.add(path);
    if (wanted && !wanted.has(whereaboutsKey(number))) continue;
    const file = files.get(path) ?? new Map<number, Tile>();
    file.set(number, tileOf(rows.x[row] as number, rows.y[row] as number, whereaboutsLevel));
    files.set(path, file);
  }
  for (const [path, file] of files) {
    const bytes = encodeWhereabouts(file);
    const old = folder.has(path) ? await folder.read(path) : null;
    if (!old || hashOf(old) !== hashOf(bytes)) await folder.replace(path, bytes);
  }
  return [...paths];
}
