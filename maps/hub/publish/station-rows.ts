/**
 * What the publisher keeps of every station, a few hundred bytes each: columns in Morton order, and the words as one JSON string. A
 * change makes new columns of the old ones; nothing is changed in place, so that what is being written stays as it is.
 */
import { accessMethods } from '../../../shared/domain/access-method.ts';
import type { Schedule } from '../../../shared/domain/hours/schedule.ts';
import type { Closure, ListedStation, ShownTrust } from '../../../shared/domain/listed-station.ts';
import { mortonCompare, worldX, worldY } from '../../../shared/geo/mercator.ts';
import { dayOfDate } from '../../../shared/map-data/calendar-day.ts';
import type { StationDetail } from '../../../shared/map-data/detail.ts';
import { mortonCode } from '../../../shared/map-data/morton-code.ts';
import { hoursUnknown, noEnd, placeBits, type StationColumns } from '../../../shared/map-data/station-columns.ts';

/** A station as it is to be shown, with what the public says of it. */
export interface PublishedStation {
  readonly station: ListedStation;
  readonly trust: ShownTrust | null;
}

/** Things of which many stations have the same: each once, by index. It only grows; a full publishing begins a new one. */
export class Interned<T> {
  readonly values: T[] = [];
  readonly #indexes = new Map<string, number>();

  indexOf(value: T): number {
    const key = JSON.stringify(value);
    const known = this.#indexes.get(key);
    if (known !== undefined) return known;
    this.#indexes.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}

export interface Tables {
  readonly schedules: Interned<Schedule>;
  /** Province, city, district, as far as known. */
  readonly districts: Interned<readonly string[]>;
}

export interface StationRows {
  readonly count: number;
  readonly number: Uint32Array;
  readonly x: Uint32Array;
  readonly y: Uint32Array;
  readonly yes: Uint32Array;
  readonly known: Uint32Array;
  /** Index into tables.schedules plus one; 0 unknown. */
  readonly hours: Uint32Array;
  readonly closedFrom: Uint16Array;
  readonly closedTo: Uint16Array;
  readonly access: Uint8Array;
  /** Index into tables.districts. */
  readonly district: Uint32Array;
  /** JSON of `Words`. */
  readonly words: readonly string[];
}

type More = Pick<StationDetail, 'amenityNotes' | 'closures' | 'photos' | 'trust'>;
type Words = readonly [name: string, address: string, phone: string, hoursText: string, accessNote: string, more: More | 0];

const half = 2 ** (placeBits - 1);
const unit = 2 ** placeBits;
const toUnit = (step: number) => Math.min(2 ** 32 - unit, Math.floor((step + half) / unit) * unit);

function wordsOf({ station, trust }: PublishedStation): string {
  const { amenityNotes, closures, photos } = station;
  const plain = Object.keys(amenityNotes).length === 0 && closures.length === 0 && photos.length === 0 && !trust;
  const words: Words = [
    station.name,
    station.address,
    station.phone,
    station.hours.text,
    station.accessNote,
    plain ? 0 : { amenityNotes, closures, photos, trust },
  ];
  return JSON.stringify(words);
}

/** The closure that runs or comes next, as days since 2020-01-01; [0, 0] for none. */
function closureOn(closures: readonly Closure[], today: number): readonly [from: number, to: number] {
  const [next] = closures
    .map(({ from, to }) => [Math.max(1, dayOfDate(from)), to === null ? noEnd : Math.min(noEnd - 1, dayOfDate(to))] as const)
    .filter(([from, to]) => to >= today && from < noEnd)
    .sort(([a], [b]) => a - b);
  return next ?? [0, 0];
}

/** In the order given. */
export function rowsOf(stations: readonly PublishedStation[], tables: Tables, today: number): StationRows {
  const rows = emptyRows(stations.length);
  for (const [row, published] of stations.entries()) {
    const { station } = published;
    rows.number[row] = station.number;
    rows.x[row] = toUnit(worldX(station.point.lng));
    rows.y[row] = toUnit(worldY(station.point.lat));
    rows.yes[row] = station.amenities.yes;
    rows.known[row] = station.amenities.known;
    rows.hours[row] = station.hours.schedule ? tables.schedules.indexOf(station.hours.schedule) + 1 : 0;
    [rows.closedFrom[row], rows.closedTo[row]] = closureOn(station.closures, today);
    rows.access[row] = Math.max(0, accessMethods.indexOf(station.access));
    rows.district[row] = tables.districts.indexOf(station.district);
    rows.words[row] = wordsOf(published);
  }
  return rows;
}

function emptyRows(count: number) {
  const wide = () => new Uint32Array(count);
  return {
    ...{ count, number: wide(), x: wide(), y: wide(), yes: wide(), known: wide(), hours: wide(), district: wide() },
    ...{ closedFrom: new Uint16Array(count), closedTo: new Uint16Array(count), access: new Uint8Array(count), words: [] as string[] },
  };
}

const columnNames = ['number', 'x', 'y', 'yes', 'known', 'hours', 'district', 'closedFrom', 'closedTo', 'access'] as const;

export function joinRows(parts: readonly StationRows[]): StationRows {
  const joined = emptyRows(parts.reduce((sum, { count }) => sum + count, 0));
  let at = 0;
  for (const part of parts) {
    for (const name of columnNames) joined[name].set(part[name], at);
    for (const words of part.words) joined.words.push(words);
    at += part.count;
  }
  return joined;
}

export function pickRows(rows: StationRows, indexes: Uint32Array): StationRows {
  const picked = emptyRows(indexes.length);
  for (const name of columnNames) {
    const [from, to] = [rows[name], picked[name]];
    for (let row = 0; row < indexes.length; row += 1) to[row] = from[indexes[row] as number] as number;
  }
  for (const index of indexes) picked.words.push(rows.words[index] as string);
  return picked;
}

/** In Morton order; those at one place by number. */
export function inMortonOrder(rows: StationRows): StationRows {
  const { x, y, number } = rows;
  // 26 of an axis's 32 bits are exact in a double, and almost always decide.
  const codes = Float64Array.from(x, (column, row) => mortonCode(column >>> 6, (y[row] as number) >>> 6));
  const at = (of: ArrayLike<number>, row: number) => of[row] as number;
  const order = Uint32Array.from(x.keys()).sort(
    (a, b) => at(codes, a) - at(codes, b) || mortonCompare(at(x, a), at(y, a), at(x, b), at(y, b)) || at(number, a) - at(number, b),
  );
  return pickRows(rows, order);
}

/** The rows without those of `gone`, and `added`, which are sorted, each in its place. */
export function mergeRows(rows: StationRows, gone: ReadonlySet<number>, added: StationRows): StationRows {
  const order = new Uint32Array(rows.count + added.count);
  let used = 0;
  let next = 0;
  const comesFirst = (row: number) =>
    mortonCompare(added.x[next] as number, added.y[next] as number, rows.x[row] as number, rows.y[row] as number) ||
    (added.number[next] as number) - (rows.number[row] as number);
  for (let row = 0; row < rows.count; row += 1) {
    if (gone.has(rows.number[row] as number)) continue;
    for (; next < added.count && comesFirst(row) < 0; next += 1) order[used++] = rows.count + next;
    order[used++] = row;
  }
  for (; next < added.count; next += 1) order[used++] = rows.count + next;
  return pickRows(joinRows([rows, added]), order.subarray(0, used));
}

/** The same rows on another day; the same object where no closure began or ended. Also tells which rows differ. */
export function onDay(rows: StationRows, today: number): { readonly rows: StationRows; readonly changed: readonly number[] } {
  const closedFrom = rows.closedFrom.slice();
  const closedTo = rows.closedTo.slice();
  const changed: number[] = [];
  for (const [row, words] of rows.words.entries()) {
    if (words.endsWith(',0]')) continue;
    const [from, to] = closureOn(detailOf(rows, row, []).closures, today);
    if (from === closedFrom[row] && to === closedTo[row]) continue;
    closedFrom[row] = from;
    closedTo[row] = to;
    changed.push(row);
  }
  return changed.length === 0 ? { rows, changed } : { rows: { ...rows, closedFrom, closedTo }, changed };
}

export function detailOf(rows: StationRows, row: number, district: readonly string[]): StationDetail {
  const [name, address, phone, hoursText, accessNote, more] = JSON.parse(rows.words[row] as string) as Words;
  const { amenityNotes, closures, photos, trust } = more || { amenityNotes: {}, closures: [], photos: [], trust: null };
  return {
    number: rows.number[row] as number,
    name,
    address,
    phone,
    district,
    hoursText,
    accessNote,
    amenityNotes,
    closures,
    photos,
    trust,
  };
}

export function nameOf(rows: StationRows, row: number): string {
  return (JSON.parse(rows.words[row] as string) as Words)[0];
}

/** A run of rows as published columns, with a schedule table of its own; hours beyond 65,535 different ones are unknown in it. */
export function columnsOf(rows: StationRows, schedules: readonly Schedule[], from: number, to: number): StationColumns {
  const codes = new Map<number, number>([[0, hoursUnknown]]);
  const used: Schedule[] = [];
  const hours = Uint16Array.from(rows.hours.subarray(from, to), (index) => {
    const known = codes.get(index);
    if (known !== undefined) return known;
    const code = used.length < hoursUnknown ? used.push(schedules[index - 1] as Schedule) - 1 : hoursUnknown;
    codes.set(index, code);
    return code;
  });
  const { number, x, y, yes, known, closedFrom, closedTo, access } = rows;
  return {
    ...{ count: to - from, hours, schedules: used },
    ...{ number: number.subarray(from, to), x: x.subarray(from, to), y: y.subarray(from, to) },
    ...{ yes: yes.subarray(from, to), known: known.subarray(from, to), access: access.subarray(from, to) },
    ...{ closedFrom: closedFrom.subarray(from, to), closedTo: closedTo.subarray(from, to) },
  };
}
