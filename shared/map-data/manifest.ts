/** The one file of the map that is asked for again: it names all others by the hash of their content. */
import { array, boolean, int, literal, maxLength, minimum, nullable, object, type output, record, regex, string } from 'zod/mini';
import { decodeJson } from './json.ts';

const hashed = (pattern: string) => string().check(regex(new RegExp(`^${pattern.replace('#', '[0-9a-f]{16}')}$`)));
const amount = int().check(minimum(0));

const schema = object({
  version: literal(1),
  /** Later than that of the manifest it replaced. */
  madeAtMs: amount,
  previousMadeAtMs: nullable(amount),
  /** The country is made up. */
  demo: boolean(),
  count: amount,
  /** Of all stations, in steps of the world's edge (station-columns.ts); null without any. */
  bounds: nullable(object({ west: amount, north: amount, east: amount, south: amount })),
  /** One for each of overviewZooms. */
  overviews: array(object({ zoom: amount, file: hashed('overview-[4-8]-#\\.bin'), bits: hashed('bits-[4-8]-#\\.bin') })).check(
    maxLength(5),
  ),
  /** By regionKey: z6 tiles that have stations. */
  regions: record(string().check(regex(/^\d{1,2}-\d{1,2}$/)), object({ file: hashed('region-#\\.bin'), count: amount })),
  /** May be older than the rest: see pack.ts. `bytes` as they travel, compressed. */
  pack: nullable(
    object({
      file: hashed('pack-#\\.bin'),
      bytes: amount,
      names: hashed('names-#\\.bin'),
      namesBytes: amount,
      count: amount,
      madeAtMs: amount,
    }),
  ),
  holidays: hashed('holidays-#\\.json'),
  gone: hashed('gone-#\\.json'),
  /** Provinces and cities. */
  districts: hashed('districts-#\\.json'),
  /** Provinces, cities and districts. */
  allDistricts: hashed('districts-#\\.json'),
});
export type Manifest = output<typeof schema>;

/** @throws MapDataError: `newer` when the page must be loaded again */
export function decodeManifest(bytes: Uint8Array): Manifest {
  return decodeJson(bytes, schema);
}

/** The 16 digits in a file's name. */
export function hashIn(file: string): string {
  return /-([0-9a-f]{16})\.(?:bin|json)$/.exec(file)?.[1] ?? '';
}

export function shardFile(hash: string): string {
  return `shard-${hash}.bin`;
}

export function detailFile(hash: string): string {
  return `detail-${hash}.json`;
}
