/** How many stations of a rectangle pass: squares of the quadtree that lie in it whole are a subtraction of prefix sums. */
import { quartersOf, type TileRows } from '../../../../shared/map-data/quadtree.ts';
import { tileBounds, touches } from '../../../../shared/map-data/region.ts';
import type { PlacedRows, WorldBounds } from '../../../../shared/map-data/station-columns.ts';

const fewRows = 32;

/** Exact, as `rowsIn` finds them. @param prefixes prefix sums (prefixOf), each counted for itself; null: all rows */
export function countIn(columns: PlacedRows, prefixes: readonly (Uint32Array | null)[], bounds: WorldBounds): readonly number[] {
  const { x, y, count } = columns;
  const sums = prefixes.map(() => 0);
  const add = (from: number, to: number) => {
    for (const [at, prefix] of prefixes.entries())
      sums[at] = (sums[at] as number) + (prefix ? (prefix[to] as number) - (prefix[from] as number) : to - from);
  };
  const into = (tile: TileRows): void => {
    const edges = tileBounds(tile);
    if (!touches(edges, bounds)) return;
    const isWhole = edges.west >= bounds.west && edges.east <= bounds.east && edges.north >= bounds.north && edges.south <= bounds.south;
    if (isWhole) add(tile.from, tile.to);
    else if (tile.to - tile.from > fewRows && tile.z < 32) quartersOf(columns, tile).forEach(into);
    else {
      for (let row = tile.from; row < tile.to; row += 1) {
        const [px, py] = [x[row] as number, y[row] as number];
        if (px >= bounds.west && px < bounds.east && py >= bounds.north && py < bounds.south) add(row, row + 1);
      }
    }
  };
  if (count > 0) into({ z: 0, x: 0, y: 0, from: 0, to: count });
  return sums;
}
