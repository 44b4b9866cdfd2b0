/**
 * The world's quadtree over columns: rows stand in Morton order, so every square is one run of rows and is found by halving, without an
 * index of its own.
 */
import type { PlacedRows, WorldBounds } from './station-columns.ts';

/** First row of a run, whose rows lie in one tile of level `32 - shift - 1`, that lies in its quarter `digit` or after. */
function quarterStart({ x, y }: PlacedRows, shift: number, digit: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = ((((y[middle] as number) >>> shift) & 1) << 1) | (((x[middle] as number) >>> shift) & 1);
    if (found < digit) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Visit = (from: number, to: number, tileX: number, tileY: number, level: number) => void;

/** Visits, in order, every tile of `level` that has rows and touches the bounds. */
export function descend(columns: PlacedRows, bounds: WorldBounds, level: number, visit: Visit): void {
  const into = (from: number, to: number, tileX: number, tileY: number, at: number): void => {
    if (from === to) return;
    const size = 2 ** (32 - at);
    const west = tileX * size;
    const north = tileY * size;
    if (west >= bounds.east || north >= bounds.south || west + size <= bounds.west || north + size <= bounds.north) return;
    if (at === level) {
      visit(from, to, tileX, tileY, at);
      return;
    }
    const shift = 31 - at;
    const south = quarterStart(columns, shift, 2, from, to);
    const northEast = quarterStart(columns, shift, 1, from, south);
    const southEast = quarterStart(columns, shift, 3, south, to);
    into(from, northEast, tileX * 2, tileY * 2, at + 1);
    into(northEast, south, tileX * 2 + 1, tileY * 2, at + 1);
    into(south, southEast, tileX * 2, tileY * 2 + 1, at + 1);
    into(southEast, to, tileX * 2 + 1, tileY * 2 + 1, at + 1);
  };
  into(0, columns.count, 0, 0, 0);
}

/** Rows of the rectangle that pass, in order: exact, unlike groups, whose cells may reach over its edge. */
export function rowsIn(columns: PlacedRows, passes: Uint32Array | null, bounds: WorldBounds): Uint32Array {
  const { x, y } = columns;
  const rows: number[] = [];
  // Small enough tiles that few rows are looked at in vain, large enough that the descent is short.
  const span = Math.max(1, Math.min(bounds.east - bounds.west, bounds.south - bounds.north));
  const level = Math.max(0, Math.min(24, Math.ceil(32 - Math.log2(span)) + 1));
  descend(columns, bounds, level, (from, to) => {
    if (passes && passes[from] === passes[to]) return;
    for (let row = from; row < to; row += 1) {
      if (passes && passes[row] === passes[row + 1]) continue;
      const [px, py] = [x[row] as number, y[row] as number];
      if (px >= bounds.west && px < bounds.east && py >= bounds.north && py < bounds.south) rows.push(row);
    }
  });
  return Uint32Array.from(rows);
}

/** A run of rows that lie in one tile. */
export interface TileRows {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

const world: WorldBounds = { west: 0, north: 0, east: 2 ** 32, south: 2 ** 32 };

/** Every tile of a level that has rows, in order. */
export function tilesOf(columns: PlacedRows, level: number): TileRows[] {
  const tiles: TileRows[] = [];
  descend(columns, world, level, (from, to, x, y, z) => tiles.push({ z, x, y, from, to }));
  return tiles;
}

/** The tile's four quarters that have rows, in order. */
export function quartersOf(columns: PlacedRows, { z, x, y, from, to }: TileRows): TileRows[] {
  const starts = [1, 2, 3].map((digit) => quarterStart(columns, 31 - z, digit, from, to));
  const edges = [from, ...starts, to] as const;
  const quarter = (digit: number): TileRows => ({
    z: z + 1,
    x: x * 2 + (digit & 1),
    y: y * 2 + (digit >> 1),
    from: edges[digit] as number,
    to: edges[digit + 1] as number,
  });
  return [0, 1, 2, 3].map(quarter).filter((tile) => tile.from < tile.to);
}
