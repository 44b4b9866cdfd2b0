/**
 * StationColumns as bytes, for a shard (one tile) and for the pack (many): one column after the other, so that brotli finds what
 * repeats. Places are differences along the Morton curve inside their tile, in units of 2^placeBits.
 */
import type { Tile } from '../geo/mercator.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';
import { damaged } from './map-data-error.ts';
import { mortonCode, mortonX, mortonY } from './morton-code.ts';
import { readSchedules, writeSchedules } from './schedule-table.ts';
import { hoursUnknown, noEnd, placeBits, type StationColumns } from './station-columns.ts';

/** A tile and how many of the rows, in order, lie in it. */
export interface TileRun {
  readonly tile: Tile;
  readonly count: number;
}

const masks = [0, 8, 16] as const;
/** The least that a row takes: place, number, masks, hours, access. */
const leastRow = 8;

/** Which schedules the rows use, the most frequent first, and where each of the old ones went. */
function usedSchedules({ hours, schedules }: StationColumns): { readonly order: number[]; readonly codeOf: Uint32Array } {
  const uses = new Uint32Array(schedules.length);
  for (const index of hours) if (index !== hoursUnknown) uses[index] = (uses[index] ?? 0) + 1;
  const order = [...uses.keys()].filter((index) => uses[index]).sort((a, b) => (uses[b] ?? 0) - (uses[a] ?? 0) || a - b);
  const codeOf = new Uint32Array(schedules.length);
  for (const [code, index] of order.entries()) codeOf[index] = code + 1;
  return { order, codeOf };
}

function writePlaces(out: ByteWriter, { x, y }: StationColumns, runs: readonly TileRun[]): void {
  let row = 0;
  for (const { tile, count } of runs) {
    const mask = 2 ** (32 - placeBits - tile.z) - 1;
    let before = 0;
    for (const end = row + count; row < end; row += 1) {
      const code = mortonCode(((x[row] as number) >>> placeBits) & mask, ((y[row] as number) >>> placeBits) & mask);
      out.varint(code - before);
      before = code;
    }
  }
}

/** A source says something of the same amenities for all its stations, or only what is there: so a table, and 0 for the latter. */
function writeKnown(out: ByteWriter, yes: Uint32Array, known: Uint32Array): void {
  const codes = new Map<number, number>();
  for (const [row, mask] of known.entries()) if (mask !== yes[row] && !codes.has(mask)) codes.set(mask, codes.size + 1);
  out.varint(codes.size);
  for (const mask of codes.keys()) out.varint(mask);
  for (const [row, mask] of known.entries()) out.varint(mask === yes[row] ? 0 : (codes.get(mask) as number));
}

function readKnown(from: ByteReader, yes: Uint32Array, known: Uint32Array): void {
  const masks = Array.from({ length: from.count() }, () => from.atMost(2 ** 24 - 1));
  for (const [row, there] of yes.entries()) {
    const code = from.varint();
    const mask = code === 0 ? there : (masks[code - 1] ?? damaged('no such mask'));
    if ((mask & there) !== there) damaged('an amenity that is there and not known');
    known[row] = mask;
  }
}

/** Places are cut to their unit. @throws RangeError for rows that are not in Morton order */
export function writeColumns(out: ByteWriter, columns: StationColumns, runs: readonly TileRun[]): void {
  const { count, number, yes, known, hours, access, closedFrom, closedTo } = columns;
  const { order, codeOf } = usedSchedules(columns);
  writeSchedules(
    out,
    order.map((index) => columns.schedules[index] as StationColumns['schedules'][number]),
  );
  writePlaces(out, columns, runs);
  for (let row = 0, before = 0; row < count; row += 1) {
    out.zigzag((number[row] as number) - before);
    before = number[row] as number;
  }
  for (const shift of masks) for (const mask of yes) out.byte((mask >>> shift) & 255);
  writeKnown(out, yes, known);
  for (const index of hours) out.varint(index === hoursUnknown ? 0 : (codeOf[index] as number));
  out.bytes(access);
  const closed = [...closedFrom.keys()].filter((row) => closedFrom[row] !== 0);
  out.varint(closed.length);
  for (const [at, row] of closed.entries()) {
    out.varint(row - (closed[at - 1] ?? 0));
    out.varint(closedFrom[row] as number);
    out.varint(closedTo[row] as number);
  }
}

function readPlaces(from: ByteReader, runs: readonly TileRun[], x: Uint32Array, y: Uint32Array): void {
  let row = 0;
  for (const { tile, count } of runs) {
    const bits = 32 - placeBits - tile.z;
    const edge = 2 ** (2 * bits);
    const west = tile.x * 2 ** (32 - tile.z);
    const north = tile.y * 2 ** (32 - tile.z);
    let code = 0;
    for (const end = row + count; row < end; row += 1) {
      code += from.varint();
      if (code >= edge) damaged('a place outside its tile');
      x[row] = west + mortonX(code) * 2 ** placeBits;
      y[row] = north + mortonY(code) * 2 ** placeBits;
    }
  }
}

/** @throws MapDataError */
export function readColumns(from: ByteReader, runs: readonly TileRun[]): StationColumns {
  const count = runs.reduce((sum, run) => sum + run.count, 0);
  const schedules = readSchedules(from);
  if (count * leastRow > from.left) damaged('cut short');
  const column = () => new Uint32Array(count);
  const [number, x, y, yes, known] = [column(), column(), column(), column(), column()];
  readPlaces(from, runs, x, y);
  for (let row = 0, before = 0; row < count; row += 1) {
    before += from.zigzag();
    if (before < 1 || before > 999_999) damaged('a number out of range');
    number[row] = before;
  }
  for (const shift of masks) {
    const plane = from.take(count);
    for (let row = 0; row < count; row += 1) yes[row] = (yes[row] as number) | ((plane[row] as number) << shift);
  }
  readKnown(from, yes, known);
  const hours = new Uint16Array(count);
  for (let row = 0; row < count; row += 1) {
    const code = from.atMost(schedules.length);
    hours[row] = code === 0 ? hoursUnknown : code - 1;
  }
  const access = from.take(count).slice();
  const closedFrom = new Uint16Array(count);
  const closedTo = new Uint16Array(count);
  for (let left = from.count(3), row = 0; left > 0; left -= 1) {
    row += from.varint();
    if (row >= count) damaged('no such row');
    closedFrom[row] = from.atMost(noEnd);
    closedTo[row] = from.atMost(noEnd);
  }
  return { count, number, x, y, yes, known, hours, closedFrom, closedTo, access, schedules };
}
