/**
 * Where a station number is, for a page that opens with nothing but a number (`/s/123456`, `/?at=123456`): 512 numbers a file, each with
 * a tile of ten metres, small enough to open the map there, which lies in exactly one shard of its region.
 */
import type { Tile } from '../geo/mercator.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { damaged } from './map-data-error.ts';

const perFile = 512;
export const whereaboutsLevel = 22;

/** Numbers with the same key stand in the same file. */
export function whereaboutsKey(number: number): number {
  return Math.floor(number / perFile);
}

export function whereaboutsPath(number: number): string {
  return `at/${whereaboutsKey(number)}.bin`;
}

/** Number → tile of level 22. */
export type Whereabouts = ReadonlyMap<number, Tile>;

export function encodeWhereabouts(whereabouts: Whereabouts): Uint8Array {
  const out = new ByteWriter('whereabouts');
  const rows = [...whereabouts].sort(([a], [b]) => a - b);
  out.varint(rows.length);
  let before = { number: 0, x: 0, y: 0 };
  for (const [number, { x, y }] of rows) {
    out.varint(number - before.number);
    out.zigzag(x - before.x);
    out.zigzag(y - before.y);
    before = { number, x, y };
  }
  return out.finish();
}

/** @throws MapDataError */
export function decodeWhereabouts(bytes: Uint8Array): Whereabouts {
  const from = new ByteReader(bytes, 'whereabouts');
  const edge = 2 ** whereaboutsLevel;
  const rows = new Map<number, Tile>();
  let [number, x, y] = [0, 0, 0];
  for (let left = from.count(3); left > 0; left -= 1) {
    number += from.varint();
    x += from.zigzag();
    y += from.zigzag();
    if (number > 999_999 || x < 0 || x >= edge || y < 0 || y >= edge) damaged('a place out of range');
    rows.set(number, { z: whereaboutsLevel, x, y });
  }
  from.end();
  return rows;
}
