/**
 * Groups of stations as the map draws them, and what lies in a rectangle: over columns in Morton order every square of the world's
 * quadtree is one run of rows, found by halving. The publisher makes the overviews with the same function, so counts agree everywhere.
 */
import type { StationColumns, WorldBounds } from './station-columns.ts';

export interface Group {
  /** The cell of the quadtree's level zoom + 2, 64 px wide. */
  readonly cellX: number;
  readonly cellY: number;
  /** The stations' centroid, held so far inside the cell that discs never overlap; one station alone stands at its own place. */
  readonly x: number;
  readonly y: number;
  readonly count: number;
  /** How many of them are open; null when nobody asked. */
  readonly open: number | null;
  /** First of the stations; -1 in a published overview. */
  readonly row: number;
  /** The station's number where it stands alone, else 0. */
  readonly number: number;
}

/** From here on every station stands for itself. */
export const singleZoom = 16;
const cellPx = 64;

/**
 * Width of a group's disc. The largest is as wide as its cell and therefore stands in the middle of it; a wider one, as drawings have
 * it for five digits, would lie on its neighbour.
 */
export function discPx(count: number): number {
  return count <= 9 ? 40 : count <= 99 ? 46 : count <= 999 ? 54 : count <= 9999 ? 62 : cellPx;
}

/** How many of the rows before each row pass: counts of any run are a subtraction. `prefix[i + 1] > prefix[i]` where row i passes. */
export function prefixOf(pass: Uint8Array): Uint32Array {
  const prefix = new Uint32Array(pass.length + 1);
  let sum = 0;
  for (let row = 0; row < pass.length; row += 1) {
    if (pass[row] !== 0) sum += 1;
    prefix[row + 1] = sum;
  }
  return prefix;
}

/** First row of a run, whose rows lie in one tile of level `32 - shift - 1`, that lies in its quarter `digit` or after. */
function quarterStart({ x, y }: StationColumns, shift: number, digit: number, from: number, to: number): number {
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
function descend(columns: StationColumns, bounds: WorldBounds, level: number, visit: Visit): void {
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

const hold = (value: number, from: number, to: number) => Math.round(Math.max(from, Math.min(to, value)));

/** Rows of the rectangle that pass, in order: exact, unlike groups, whose cells may reach over its edge. */
export function rowsIn(columns: StationColumns, passes: Uint32Array | null, bounds: WorldBounds): Uint32Array {
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

/**
 * The groups whose cells touch the bounds, in Morton order. A cell is counted whole, so that a group never depends on the view; from
 * `singleZoom` on only the stations inside the bounds.
 * @param passes prefix sums of a filter, or null for all
 * @param open prefix sums of what passes and is open
 */
export function groupsIn(
  columns: StationColumns,
  passes: Uint32Array | null,
  zoom: number,
  bounds: WorldBounds,
  open: Uint32Array | null = null,
): Group[] {
  const { x, y, number } = columns;
  const groups: Group[] = [];
  const openIn = (from: number, to: number) => (open ? (open[to] as number) - (open[from] as number) : null);
  const level = Math.max(0, Math.min(singleZoom, Math.floor(zoom))) + 2;
  const alone = (row: number) => {
    const [px, py] = [x[row] as number, y[row] as number];
    const shift = 32 - level;
    const cell = { cellX: px >>> shift, cellY: py >>> shift };
    groups.push({ ...cell, x: px, y: py, count: 1, open: openIn(row, row + 1), row, number: number[row] as number });
  };
  if (level >= singleZoom + 2) {
    for (const row of rowsIn(columns, passes, bounds)) alone(row);
    return groups;
  }
  descend(columns, bounds, level, (from, to, cellX, cellY) => {
    const count = passes ? (passes[to] as number) - (passes[from] as number) : to - from;
    if (count === 0) return;
    let first = -1;
    let sumX = 0;
    let sumY = 0;
    for (let row = from; row < to; row += 1) {
      if (passes && passes[row] === passes[row + 1]) continue;
      if (first < 0) first = row;
      sumX += x[row] as number;
      sumY += y[row] as number;
    }
    if (count === 1) {
      alone(first);
      return;
    }
    const side = 2 ** (32 - level);
    const margin = (discPx(count) / 2 / cellPx) * side;
    const [west, north] = [cellX * side, cellY * side];
    groups.push({
      cellX,
      cellY,
      x: hold(sumX / count, west + margin, west + side - margin),
      y: hold(sumY / count, north + margin, north + side - margin),
      count,
      open: openIn(from, to),
      row: first,
      number: 0,
    });
  });
  return groups;
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
export function tilesOf(columns: StationColumns, level: number): TileRows[] {
  const tiles: TileRows[] = [];
  descend(columns, world, level, (from, to, x, y, z) => tiles.push({ z, x, y, from, to }));
  return tiles;
}

/** The tile's four quarters that have rows, in order. */
export function quartersOf(columns: StationColumns, { z, x, y, from, to }: TileRows): TileRows[] {
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
