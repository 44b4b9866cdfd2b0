/**
 * The nearest of many stations, by distance on the ground. The quadtree is searched from its nearest square outwards: a square is looked
 * into only if something in it could still be nearer than what was found, so the answer is right over all and reads a few hundred rows.
 */
import { distanceMetres, type Point } from '../../../../shared/geo/distance.ts';
import { latOf, lngOf } from '../../../../shared/geo/mercator.ts';
import { quartersOf, type TileRows } from '../../../../shared/map-data/quadtree.ts';
import { tileBounds, touches } from '../../../../shared/map-data/region.ts';
import type { PlacedRows, WorldBounds } from '../../../../shared/map-data/station-columns.ts';

export interface Near {
  readonly row: number;
  readonly metres: number;
}

export const pointOfRow = ({ x, y }: PlacedRows, row: number): Point => ({ lat: latOf(y[row] as number), lng: lngOf(x[row] as number) });

/** Squares with no more rows are read row by row, and so are those this small. */
const fewRows = 24;
const smallest = 26;
/** More than all roundings together. */
const slackMetres = 0.1;
const radians = Math.PI / 180;

/** No more than the distance to anything in a square: to its nearer side, at the latitude where that is nearest. */
export function metresToTile(from: Point, tile: Pick<TileRows, 'z' | 'x' | 'y'>): number {
  const { west, north, east, south } = tileBounds(tile);
  const [left, right, top, bottom] = [lngOf(west), lngOf(east - 1), latOf(north), latOf(south - 1)];
  const within = (lat: number) => Math.max(bottom, Math.min(top, lat));
  const to = (lat: number, lng: number) => Math.max(0, distanceMetres(from, { lat, lng }) - slackMetres);
  if (from.lng >= left && from.lng <= right) return to(within(from.lat), from.lng);
  const apart = (lng: number) => Math.abs(((((from.lng - lng + 180) % 360) + 360) % 360) - 180);
  const side = apart(left) < apart(right) ? left : right;
  // The foot of the perpendicular on that meridian; behind the pole where they are more than a quarter turn apart.
  const foot = Math.atan2(Math.sin(from.lat * radians), Math.cos(from.lat * radians) * Math.cos(apart(side) * radians)) / radians;
  return Math.min(to(top, side), to(bottom, side), to(within(foot), side));
}

interface Waiting {
  readonly metres: number;
  readonly tile: TileRows;
}

/** Puts in by distance, the nearest at the end: there are some dozens, and most stand near the end. */
function put(waiting: Waiting[], one: Waiting): void {
  let at = waiting.length;
  while (at > 0 && (waiting[at - 1] as Waiting).metres < one.metres) at -= 1;
  waiting.splice(at, 0, one);
}

/**
 * The `most` nearest rows that pass (prefix sums; null: all) and lie in the bounds (null: anywhere), the nearest first; of two as far,
 * the one with the smaller number.
 */
export function nearestPassing(
  columns: PlacedRows,
  passes: Uint32Array | null,
  from: Point,
  most: number,
  bounds: WorldBounds | null = null,
): readonly Near[] {
  const { x, y, number, count } = columns;
  const near: Near[] = [];
  const isFull = () => near.length >= most;
  const farthest = () => (near[near.length - 1] as Near).metres;

  function take(row: number): void {
    const metres = distanceMetres(from, pointOfRow(columns, row));
    const isBefore = (other: Near) =>
      metres < other.metres || (metres === other.metres && (number[row] as number) < (number[other.row] as number));
    let at = near.length;
    while (at > 0 && isBefore(near[at - 1] as Near)) at -= 1;
    if (at >= most) return;
    near.splice(at, 0, { row, metres });
    if (near.length > most) near.pop();
  }

  function takeRows({ from: first, to }: TileRows): void {
    for (let row = first; row < to; row += 1) {
      if (passes && passes[row] === passes[row + 1]) continue;
      const [px, py] = [x[row] as number, y[row] as number];
      if (bounds && (px < bounds.west || px >= bounds.east || py < bounds.north || py >= bounds.south)) continue;
      take(row);
    }
  }

  const isEmpty = ({ from: first, to }: TileRows) => passes !== null && passes[first] === passes[to];
  if (most < 1) return near;
  const waiting: Waiting[] = [{ metres: 0, tile: { z: 0, x: 0, y: 0, from: 0, to: count } }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { metres, tile } = next;
    if (isFull() && metres > farthest()) break;
    if (tile.to - tile.from <= fewRows || tile.z >= smallest) takeRows(tile);
    else
      for (const quarter of quartersOf(columns, tile))
        if (!isEmpty(quarter) && (!bounds || touches(tileBounds(quarter), bounds)))
          put(waiting, { metres: metresToTile(from, quarter), tile: quarter });
  }
  return near;
}
