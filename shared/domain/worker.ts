/**
 * A worker as they register themselves (就业登记): what stands on the card and how the station reaches them. Everything here
 * was said by the worker; what the station checked itself is `verified`, set by staff only.
 */
import { z } from 'zod';
import { cardNameFault } from '../card/card-name.ts';
import { tradeCodeSchema } from './trade.ts';

/** As on the card (docs/card-format.md, key 13): 1 学徒, 2 一般, 3 熟练. */
export const levels = [1, 2, 3] as const;
export type Level = (typeof levels)[number];

/** What staff can tick, with its bit on the card (docs/card-format.md, key 12). */
export const verifications = { identity: 1, phone: 2, certificate: 4, specialCertificate: 8, reference: 16 } as const;
export type Verification = keyof typeof verifications;
export const anyVerification = 31;

/** Days and kinds of work, as on the card (key 9): Monday is bit 0 … Sunday bit 6, nights bit 7, live-in bit 8. */
export const nightsBit = 128;
export const liveInBit = 256;
export const everyDayMask = 127;

export const mostTradesAtKiosk = 3;
export const cardsPerPhoneAndDay = 3;
/** How long a card is valid, in days. */
export const cardValidDays = 90;

/** A mainland mobile number, eleven digits. */
export const phoneSchema = z.string().regex(/^1[3-9]\d{9}$/);

/** `138 0013 8000`, grouped as people read it aloud. */
export function groupPhone(phone: string): string {
  return [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)].filter((part) => part !== '').join(' ');
}

/** `138 **** 8000` */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)} **** ${phone.slice(-4)}`;
}

/** The name as the wall shows it: the first character of a short name, else the part before `·`, + 师傅. Never a whole name. */
export function maskName(name: string): string {
  if (name.endsWith('师傅')) return name;
  const [first = '', ...rest] = name.split('·');
  const shown = rest.length > 0 ? first : (compoundSurname(name) ?? [...name][0]);
  return `${shown}师傅`;
}

const compoundSurnames = [
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '夏侯',
  '司徒',
  '长孙',
  '宇文',
  '轩辕',
  '端木',
  '独孤',
  '南宫',
  '西门',
  '呼延',
];
function compoundSurname(name: string): string | undefined {
  return compoundSurnames.find((surname) => name.startsWith(surname) && name.length > surname.length);
}

const yuan = z.int().min(1).max(9999);

export const registrationSchema = z.strictObject({
  trades: z
    .array(z.strictObject({ code: tradeCodeSchema, level: z.literal(levels).nullable() }))
    .min(1)
    .max(mostTradesAtKiosk)
    .refine((chosen) => new Set(chosen.map(({ code }) => code)).size === chosen.length, 'a trade stands twice'),
  /** Years of experience in all; null where not said. */
  years: z.int().min(0).max(60).nullable(),
  /** As it will stand on the card: `王师傅` or the whole name. */
  name: z.string().refine((name) => cardNameFault(name) === null, 'not a name for a card'),
  phone: phoneSchema,
  /** Yuan a day; null = 面议. */
  dayWage: z
    .tuple([yuan, yuan])
    .refine(([min, max]) => min <= max, 'the least is more than the most')
    .nullable(),
  available: z.strictObject({
    /** Days from the day of issue until the first day of work: 0 = today. */
    fromOffsetDays: z.int().min(0).max(90),
    mask: z.int().min(0).max(511),
  }),
  consent: z.strictObject({
    /** 我已满16岁，同意印这张卡 */
    card: z.literal(true),
    phoneOnCard: z.boolean(),
    wall: z.boolean(),
  }),
});
export type Registration = z.infer<typeof registrationSchema>;
