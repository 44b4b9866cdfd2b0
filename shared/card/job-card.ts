/** The card's content (docs/card-format.md, section 3): limits are checked alike on writing and on reading. */
import { lastDay } from './card-day.ts';
import { malformed } from './card-error.ts';
import { cardNameFault } from './card-name.ts';
import { lastSerial } from './card-number.ts';
import { type Cbor, decodeCbor, encodeCbor } from './cbor.ts';
import { asBytes, asList, asMap, asText, asWhole } from './cbor-shape.ts';

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

function phoneText(bytes: Uint8Array): string {
  const phone = String(bytes.reduce((sum, byte) => sum * 256 + byte, 0));
  return phonePattern.test(phone) ? phone : malformed('not a mobile number');
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
  const setUnlessZero = (key: number, value: number | undefined) => value !== undefined && value !== 0 && map.set(key, value);
  setUnlessZero(6, years);
  if (phone !== undefined) map.set(7, phoneBytes(phone));
  if (dayWage) map.set(8, [...dayWage]);
  if (availability) map.set(9, [availability.startOffsetDays, availability.mask]);
  setUnlessZero(10, languages);
  setUnlessZero(11, flags);
  setUnlessZero(12, verified);
  if (levels) map.set(13, [...levels]);
  readCard(map);
  return encodeCbor(map);
}

/** @throws CardFormatError */
export function decodeCard(payload: Uint8Array): JobCard {
  return readCard(asMap(decodeCbor(payload)));
}

function readCard(fields: ReadonlyMap<number, Cbor>): JobCard {
  for (const key of fields.keys()) if (key < 1 || key > 13) malformed('a field that version 1 does not have');
  const wholes = (key: number, least: number, most: number, min: number, max: number) =>
    asList(fields.get(key), least, most).map((one) => asWhole(one, min, max));
  /** Of an optional field: nothing where it is absent, and a zero is absent in its one form. */
  const optional = <T>(key: number, read: () => T) => fields.has(key) && read();
  const natural = (key: number, max: number) => asWhole(fields.get(key), 1, max);

  const name = asText(fields.get(4));
  if (cardNameFault(name) !== null) malformed('not a name');
  const trades = wholes(5, 1, 4, 1, 65_535);
  const [least = 0, most = 0] = optional(8, () => wholes(8, 2, 2, 1, 9999)) || [];
  if (least > most) malformed('the least is more than the most');
  const [startOffsetDays = 0, mask = 0] = optional(9, () => wholes(9, 2, 2, 0, 511)) || [];
  if (startOffsetDays > 90) malformed('a start out of range');
  return {
    serial: asWhole(fields.get(1), 0, lastSerial),
    issueDay: asWhole(fields.get(2), 0, lastDay),
    validDays: natural(3, 180),
    name,
    trades,
    ...optional(6, () => ({ years: natural(6, 60) })),
    ...optional(7, () => ({ phone: phoneText(asBytes(fields.get(7), 5)) })),
    ...optional(8, () => ({ dayWage: [least, most] as const })),
    ...optional(9, () => ({ availability: { startOffsetDays, mask } })),
    ...optional(10, () => ({ languages: natural(10, 65_535) })),
    ...optional(11, () => ({ flags: natural(11, 65_535) })),
    ...optional(12, () => ({ verified: natural(12, 65_535) })),
    ...optional(13, () => ({ levels: wholes(13, trades.length, trades.length, 1, 3) as (1 | 2 | 3)[] })),
  };
}
