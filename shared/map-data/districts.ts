/**
 * The country as people say it: provinces, cities, districts, with counts and where they are. Published twice: provinces and cities
 * for the first screen, and all three levels for the search.
 */
import { array, int, literal, maximum, maxLength, minimum, never, object, string, tuple, type ZodMiniType } from 'zod/mini';
import { decodeJson, encodeJson } from './json.ts';
import type { WorldBounds } from './station-columns.ts';

export interface District {
  readonly name: string;
  /** First letters of its pinyin: xhs. */
  readonly initials: string;
  readonly count: number;
  /** Of its stations, widened to 150 m. */
  readonly bounds: WorldBounds;
  /** Most stations first. */
  readonly parts: readonly District[];
}

/** Bounds stand in the file in steps of 2^14: west, north, width, height. */
const unit = 2 ** 14;
type Row = readonly [name: string, initials: string, count: number, bounds: readonly number[], parts: readonly Row[]];

const step = int().check(minimum(0), maximum(2 ** 18));
const rowOf = (part: ZodMiniType<Row>): ZodMiniType<Row> =>
  tuple([
    string().check(maxLength(20)),
    string().check(maxLength(40)),
    int().check(minimum(0)),
    array(step).check(maxLength(4)),
    array(part),
  ]);
/** Three levels and no more: what is nested deeper is damage. */
const row = rowOf(rowOf(rowOf(never())));
const schema = object({ version: literal(1), districts: array(row) });

function toRow({ name, initials, count, bounds, parts }: District): Row {
  const west = Math.floor(bounds.west / unit);
  const north = Math.floor(bounds.north / unit);
  const size = [Math.ceil(bounds.east / unit) - west, Math.ceil(bounds.south / unit) - north];
  return [name, initials, count, [west, north, ...size], parts.map(toRow)];
}

function toDistrict([name, initials, count, [west = 0, north = 0, width = 0, height = 0], parts]: Row): District {
  const bounds = { west: west * unit, north: north * unit, east: (west + width) * unit, south: (north + height) * unit };
  return { name, initials, count, bounds, parts: parts.map(toDistrict) };
}

export function encodeDistricts(districts: readonly District[]): Uint8Array {
  return encodeJson({ version: 1, districts: districts.map(toRow) });
}

/** @throws MapDataError */
export function decodeDistricts(bytes: Uint8Array): District[] {
  return decodeJson(bytes, schema).districts.map(toDistrict);
}
