/** The words of up to 64 stations of a shard, in its order: column by column, what most stations do not have under the row's number. */
import {
  array,
  int,
  literal,
  maximum,
  maxLength,
  minimum,
  nullable,
  object,
  enum as oneOf,
  optional,
  type output,
  record,
  string,
} from 'zod/mini';
import type { Closure, ListedStation, ShownTrust } from '../domain/listed-station.ts';
import { decodeJson, encodeJson } from './json.ts';
import { damaged } from './map-data-error.ts';

export interface StationDetail extends Pick<ListedStation, 'number' | 'name' | 'address' | 'phone' | 'accessNote'> {
  /** Province, city, district, as far as known. */
  readonly district: readonly string[];
  /** The words on the door. */
  readonly hoursText: string;
  readonly amenityNotes: Readonly<Record<string, string>>;
  readonly closures: readonly Closure[];
  readonly photos: ListedStation['photos'];
  /** Null where nobody ever said anything. */
  readonly trust: ShownTrust | null;
}

const text = string().check(maxLength(160));
const moment = int().check(minimum(0));
const date = string().check(maxLength(10));
const moreSchema = object({
  amenityNotes: optional(record(string(), text)),
  closures: optional(array(object({ from: date, to: nullable(date), reason: text }))),
  photos: optional(array(object({ hash: string().check(maxLength(32)), takenOn: nullable(date) }))),
  trust: optional(
    object({
      lastConfirmedMs: nullable(moment),
      confirmedIn7Days: moment,
      doubt: nullable(oneOf(['locked', 'moved', 'never-existed', 'broken'])),
      doubtSinceMs: nullable(moment),
    }),
  ),
});
const schema = object({
  version: literal(1),
  number: array(int().check(minimum(1), maximum(999_999))),
  name: array(text),
  address: array(text),
  phone: array(text),
  hoursText: array(text),
  accessNote: array(text),
  districts: array(array(text).check(maxLength(3))),
  district: array(moment),
  more: record(string(), moreSchema),
});
type File = output<typeof schema>;

function moreOf({ amenityNotes, closures, photos, trust }: StationDetail): Record<string, unknown> | null {
  const more = {
    ...(Object.keys(amenityNotes).length > 0 && { amenityNotes }),
    ...(closures.length > 0 && { closures }),
    ...(photos.length > 0 && { photos }),
    ...(trust && { trust }),
  };
  return Object.keys(more).length > 0 ? more : null;
}

export function encodeDetail(stations: readonly StationDetail[]): Uint8Array {
  const paths = new Map<string, number>();
  const district = stations.map((station) => {
    const path = JSON.stringify(station.district);
    const index = paths.get(path) ?? paths.size;
    paths.set(path, index);
    return index;
  });
  const more: Record<string, unknown> = {};
  for (const [row, station] of stations.entries()) {
    const words = moreOf(station);
    if (words) more[row] = words;
  }
  const column = <K extends keyof StationDetail>(key: K) => stations.map((station) => station[key]);
  return encodeJson({
    version: 1,
    number: column('number'),
    name: column('name'),
    address: column('address'),
    phone: column('phone'),
    hoursText: column('hoursText'),
    accessNote: column('accessNote'),
    districts: [...paths.keys()].map((path) => JSON.parse(path)),
    district,
    more,
  });
}

function rowOf(file: File, row: number): StationDetail {
  const { amenityNotes = {}, closures = [], photos = [], trust = null } = file.more[row] ?? {};
  const said = (column: readonly string[]) => column[row] ?? damaged('columns of unequal length');
  return {
    number: file.number[row] ?? damaged('columns of unequal length'),
    name: said(file.name),
    address: said(file.address),
    phone: said(file.phone),
    hoursText: said(file.hoursText),
    accessNote: said(file.accessNote),
    district: file.districts[file.district[row] ?? -1] ?? damaged('no such district'),
    amenityNotes,
    closures,
    photos,
    trust,
  };
}

/** @throws MapDataError */
export function decodeDetail(bytes: Uint8Array): StationDetail[] {
  const file = decodeJson(bytes, schema);
  return file.number.map((_, row) => rowOf(file, row));
}
