/** The card's content (docs/card-format.md, section 3): limits are checked alike on writing and on reading. */
import { malformed } from './card-error.ts';
import { cardNameFault } from './card-name.ts';
import { lastSerial } from './card-number.ts';
import { type Cbor, decodeCbor, encodeCbor } from './cbor.ts';

/** Optional fields are absent, never zero or undefined. Days count from 2020-01-01 in UTC+8. */
export interface JobCard {
  readonly serial: number;
  readonly issueDay: number;
  /** 1-180; valid through the end of day `issueDay + validDays`. */
  readonly validDays: number;
  readonly name: string;
  /** 1-4 codes of the catalogue. */
  readonly trades: readonly number[];
  readonly years?: number;
  /** Eleven digits. */
  readonly phone?: string;
  /** Yuan a day, least and most. */
  readonly dayWage?: readonly [number, number];
  readonly availability?: { readonly startOffsetDays: number; readonly mask: number };
  readonly languages?: number;
  readonly flags?: number;
  /** What the station verified itself, bits as in section 3. */
  readonly verified?: number;
  /** Of each trade: 1 学徒, 2 一般, 3 熟练. */
  readonly levels?: readonly (1 | 2 | 3)[];
}

const phonePattern = /^1[3-9]\d{9}$/;

function whole(value: Cbor | undefined, min: number, max: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) malformed('a number out of range');
  return value as number;
}

function wholes(value: Cbor | undefined, length: readonly [number, number], min: number, max: number): number[] {
  if (!Array.isArray(value) || value.length < length[0] || value.length > length[1]) malformed('a list of another length');
  return (value as readonly Cbor[]).map((one) => whole(one, min, max));
}

function phoneBytes(phone: string): Uint8Array {
  if (!phonePattern.test(phone)) malformed('not a mobile number');
  let rest = Number(phone);
  const bytes = new Uint8Array(5);
  for (let place = 4; place >= 0; place--) {
    bytes[place] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

function phoneText(value: Cbor): string {
  if (!(value instanceof Uint8Array) || value.length !== 5) malformed('not a phone number');
  const phone = String((value as Uint8Array).reduce((sum, byte) => sum * 256 + byte, 0));
  if (!phonePattern.test(phone)) malformed('not a mobile number');
  return phone;
}

/** @throws CardFormatError for content that no card may have */
export function encodeCard(card: JobCard): Uint8Array {
  const { serial, issueDay, validDays, name, trades, years, phone, dayWage, availability, languages, flags, verified, levels } = card;
  const map = new Map<number, Cbor>([
    [1, serial],
    [2, issueDay],
    [3, validDays],
    [4, name],
    [5, [...trades]],
  ]);
  if (years) map.set(6, years);
  if (phone !== undefined) map.set(7, phoneBytes(phone));
  if (dayWage) map.set(8, [...dayWage]);
  if (availability) map.set(9, [availability.startOffsetDays, availability.mask]);
  if (languages) map.set(10, languages);
  if (flags) map.set(11, flags);
  if (verified) map.set(12, verified);
  if (levels) map.set(13, [...levels]);
  readCard(map);
  return encodeCbor(map);
}

/** @throws CardFormatError */
export function decodeCard(payload: Uint8Array): JobCard {
  return readCard(decodeCbor(payload));
}

function readCard(map: Cbor): JobCard {
  if (!(map instanceof Map)) malformed('not a map');
  const fields = map as ReadonlyMap<number, Cbor>;
  for (const key of fields.keys()) if (key < 1 || key > 13) malformed('a field that version 1 does not have');
  const has = (key: number) => fields.has(key);
  const name = fields.get(4);
  if (typeof name !== 'string' || cardNameFault(name) !== null) malformed('not a name');
  const trades = wholes(fields.get(5), [1, 4], 1, 65_535);
  const wage = has(8) ? wholes(fields.get(8), [2, 2], 1, 9999) : null;
  if (wage && (wage[0] ?? 0) > (wage[1] ?? 0)) malformed('the least is more than the most');
  const availability = has(9) ? availabilityOf(fields.get(9)) : null;
  return {
    serial: whole(fields.get(1), 0, lastSerial),
    issueDay: whole(fields.get(2), 0, 65_535),
    validDays: whole(fields.get(3), 1, 180),
    name: name as string,
    trades,
    ...(has(6) && { years: whole(fields.get(6), 1, 60) }),
    ...(has(7) && { phone: phoneText(fields.get(7) as Cbor) }),
    ...(wage && { dayWage: wage as unknown as readonly [number, number] }),
    ...(availability && { availability }),
    ...(has(10) && { languages: whole(fields.get(10), 1, 65_535) }),
    ...(has(11) && { flags: whole(fields.get(11), 1, 65_535) }),
    ...(has(12) && { verified: whole(fields.get(12), 1, 65_535) }),
    ...(has(13) && { levels: wholes(fields.get(13), [trades.length, trades.length], 1, 3) as (1 | 2 | 3)[] }),
  };
}

function availabilityOf(value: Cbor | undefined): { startOffsetDays: number; mask: number } {
  const [startOffsetDays = 0, mask = 0] = wholes(value, [2, 2], 0, 511);
  if (startOffsetDays > 90) malformed('a start out of range');
  return { startOffsetDays, mask };
}
