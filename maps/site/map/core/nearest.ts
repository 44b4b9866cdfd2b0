/** The nearest of many columns' rows, by distance on the ground. */
import { distanceMetres, type Point } from '../../../../shared/geo/distance.ts';
import { latOf, lngOf } from '../../../../shared/geo/mercator.ts';
import { rowsIn } from '../../../../shared/map-data/quadtree.ts';
import type { PlacedRows } from '../../../../shared/map-data/station-columns.ts';
import { around } from './area.ts';

export interface Near {
  readonly row: number;
  readonly metres: number;
}

export const pointOfRow = ({ x, y }: PlacedRows, row: number): Point => ({ lat: latOf(y[row] as number), lng: lngOf(x[row] as number) });

/** The `most` nearest of the rows, the nearest first; of two as far, the one with the smaller number. */
export function nearestOf(columns: PlacedRows, rows: Uint32Array, from: Point, most: number): readonly Near[] {
  const near: Near[] = [];
  for (const row of rows) {
    const metres = distanceMetres(from, pointOfRow(columns, row));
    const last = near[near.length - 1];
    if (near.length === most && last && last.metres <= metres) continue;
    let at = near.length;
    while (at > 0 && (near[at - 1] as Near).metres > metres) at -= 1;
    near.splice(at, 0, { row, metres });
    if (near.length > most) near.pop();
  }
  return near;
}

const firstMetres = 500;
const lastMetres = 20_000_000;

/**
 * The `most` nearest rows that pass (prefix sums), wherever they are: squares around the place grow until enough stations lie within the
 * circle in the square.
 */
export function nearestPassing(columns: PlacedRows, passes: Uint32Array, from: Point, most: number): readonly Near[] {
  const all = passes[columns.count] ?? 0;
  for (let metres = firstMetres; ; metres *= 3) {
    const isAll = metres >= lastMetres;
    const rows = rowsIn(columns, passes, isAll ? { west: 0, north: 0, east: 2 ** 32, south: 2 ** 32 } : around(from, metres));
    const near = nearestOf(columns, rows, from, most);
    const last = near[Math.min(most, all) - 1];
    if (isAll || (last && last.metres <= metres)) return near;
  }
}
