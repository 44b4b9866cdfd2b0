/** What was a station: `/s/<number>` goes on answering. */
import { array, int, literal, maximum, maxLength, minimum, nullable, object, string, tuple } from 'zod/mini';
import type { GoneStation } from '../domain/listed-station.ts';
import { decodeJson, encodeJson } from './json.ts';

const number = int().check(minimum(1), maximum(999_999));
const schema = object({ version: literal(1), gone: array(tuple([number, string().check(maxLength(40)), nullable(number)])) });

export function encodeGone(gone: readonly GoneStation[]): Uint8Array {
  const rows = gone.map((station) => [station.number, station.name, station.mergedInto] as const);
  return encodeJson({ version: 1, gone: rows.sort(([a], [b]) => a - b) });
}

/** Ascending by number. @throws MapDataError */
export function decodeGone(bytes: Uint8Array): GoneStation[] {
  return decodeJson(bytes, schema).gone.map(([id, name, mergedInto]) => ({ number: id, name, mergedInto }));
}
