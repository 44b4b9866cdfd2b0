/**
 * Groups of the whole country at zooms 4-8, for a page that has no stations yet; beside it the same groups' counts for each amenity
 * bit, which make one filter exact. Both in the order of cells.ts.
 */
import { ByteReader, ByteWriter } from './bytes.ts';
import type { Group } from './cells.ts';
import { damaged } from './map-data-error.ts';
import { mortonCode, mortonX, mortonY } from './morton-code.ts';

export const overviewZooms = [4, 5, 6, 7, 8] as const;
export type OverviewZoom = (typeof overviewZooms)[number];
export const amenityBits = 24;

export interface Overview {
  readonly zoom: OverviewZoom;
  /** Places to a quarter of a pixel at their zoom; open unknown. */
  readonly groups: readonly Group[];
  /** Index of a group → what most of it is called (西河); the largest only. */
  readonly names: ReadonlyMap<number, string>;
}

/** Steps of the world in a quarter of a pixel, and where in its cell a place stands, 0-255. */
const stepOf = (zoom: number) => 2 ** (32 - zoom - 8 - 2);

function readZoom(from: ByteReader): OverviewZoom {
  const zoom = from.byte();
  return overviewZooms.find((known) => known === zoom) ?? damaged('no such zoom');
}

export function encodeOverview({ zoom, groups, names }: Overview): Uint8Array {
  const out = new ByteWriter('overview');
  const step = stepOf(zoom);
  out.byte(zoom);
  out.varint(groups.length);
  let before = 0;
  for (const { cellX, cellY } of groups) {
    const code = mortonCode(cellX, cellY);
    out.varint(code - before);
    before = code;
  }
  for (const { count } of groups) out.varint(count);
  for (const { x } of groups) out.byte(Math.floor(x / step) & 255);
  for (const { y } of groups) out.byte(Math.floor(y / step) & 255);
  for (const { count, number } of groups) if (count === 1) out.varint(number);
  out.varint(names.size);
  for (const [index, name] of names) {
    out.varint(index);
    out.text(name);
  }
  return out.finish();
}

/** @throws MapDataError */
export function decodeOverview(bytes: Uint8Array): Overview {
  const from = new ByteReader(bytes, 'overview');
  const zoom = readZoom(from);
  const step = stepOf(zoom);
  const length = from.count(4);
  const edge = 4 ** (zoom + 2);
  let before = 0;
  const cells = Array.from({ length }, (_, at) => {
    const code = before + from.varint();
    if (code >= edge || (at > 0 && code === before)) damaged('cells out of order');
    before = code;
    return code;
  });
  const counts = cells.map(() => from.varint() || damaged('an empty group'));
  const [xs, ys] = [from.take(length), from.take(length)];
  const groups = cells.map((code, at): Group => {
    const [cellX, cellY] = [mortonX(code), mortonY(code)];
    const count = counts[at] as number;
    const [x, y] = [(cellX * 256 + (xs[at] as number)) * step, (cellY * 256 + (ys[at] as number)) * step];
    return { cellX, cellY, x, y, count, open: null, row: -1, number: count === 1 ? from.atMost(999_999) : 0 };
  });
  const names = new Map<number, string>();
  for (let left = from.count(2); left > 0; left -= 1) names.set(from.atMost(length - 1), from.text());
  from.end();
  return { zoom, groups, names };
}

export interface AmenityCounts {
  readonly zoom: OverviewZoom;
  /** [bit][index of the group in the overview]: how many of the group's stations have it. */
  readonly counts: readonly Uint32Array[];
}

export function encodeAmenityCounts({ zoom, counts }: AmenityCounts): Uint8Array {
  const out = new ByteWriter('bits');
  out.byte(zoom);
  out.varint(counts[0]?.length ?? 0);
  for (const column of counts) for (const count of column) out.varint(count);
  return out.finish();
}

/** @throws MapDataError */
export function decodeAmenityCounts(bytes: Uint8Array): AmenityCounts {
  const from = new ByteReader(bytes, 'bits');
  const zoom = readZoom(from);
  const length = from.varint();
  if (length * amenityBits > from.left) damaged('cut short');
  const counts = Array.from({ length: amenityBits }, () => {
    const column = new Uint32Array(length);
    for (let at = 0; at < length; at += 1) column[at] = from.atMost(0xffff_ffff);
    return column;
  });
  from.end();
  return { zoom, counts };
}
