/**
 * Groups of stations as the map draws them. The publisher makes the overviews with the same function as the page its own groups, so
 * counts agree everywhere.
 */
import { descend, rowsIn } from './quadtree.ts';
import type { PlacedRows, WorldBounds } from './station-columns.ts';

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

const hold = (value: number, from: number, to: number) => Math.round(Math.max(from, Math.min(to, value)));

/**
 * The groups whose cells touch the bounds, in Morton order. A cell is counted whole, so that a group never depends on the view; from
 * `singleZoom` on only the stations inside the bounds.
 * @param passes prefix sums of a filter, or null for all
 * @param open prefix sums of what passes and is open
 */
export function groupsIn(
  columns: PlacedRows,
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
