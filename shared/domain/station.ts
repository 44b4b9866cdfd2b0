/**
 * The station's own settings. Every number is clamped on writing and on reading: one absurd duration has crash-looped
 * signage players in the field, so a figure out of range becomes the nearest allowed one, never a refusal to start.
 */
import { z } from 'zod';
import { cardPrefixFault } from '../card/card-url.ts';
import { pointSchema } from '../geo/point.ts';
import { amenityCodes } from './amenity.ts';
import { loanHours } from './power-bank.ts';
import { cleanText } from './text.ts';

const clamped = (min: number, max: number, usual: number) =>
  z.preprocess((value) => (typeof value === 'number' && Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : usual), z.number());
const line = (longest: number) => z.string().transform((text) => cleanText(text).slice(0, longest));

/** What stands between the site and the card in the URL that a card carries (docs/card-format.md, section 1). */
export function cardPrefix(site: string): string {
  return `${site}/c#`;
}

export const stationSettingsSchema = z.object({
  /** 西河·零工之家 */
  name: line(20).pipe(z.string().min(1)),
  /** The line under the name: 工会爱心驿站 */
  tagline: line(24),
  city: line(12),
  address: line(60),
  /** The station's own telephone, as dialled; empty if it has none. */
  phone: line(20).pipe(z.string().regex(/^[0-9 -]*$/)),
  /** Opening hours as the door says them. */
  hoursText: line(40),
  point: pointSchema.nullable(),
  /** What the station offers and where it stands (进门左手边), in the order of the strip. */
  services: z.array(z.object({ amenity: z.enum(amenityCodes), where: line(24) })).max(24),
  /** Diagonal of the screen in inches: every size on the kiosk follows from it. */
  screenInches: clamped(7, 98, 21.5),
  /** How long a page of the roll stays, in seconds. */
  rollSeconds: clamped(5, 30, 10),
  /** How long a power bank is lent, in hours. */
  bankHours: clamped(loanHours.min, loanHours.max, loanHours.usual).transform(Math.round),
  /** Whether every session begins in 大字. */
  largeText: z.boolean().default(false),
  /** The local floor of pay in fen an hour, against which postings are judged; null until it is set. */
  payFloorFenPerHour: z.preprocess(
    (fen) => (typeof fen === 'number' && Number.isFinite(fen) && fen > 0 ? Math.min(100_000, Math.max(100, Math.round(fen))) : null),
    z.int().nullable(),
  ),
  /** Where cards lead: `https://jy.example.cn`; null until it is set. Plain http is for a demo's loopback or LAN address only. */
  cardSite: z.preprocess(
    (site) => (typeof site === 'string' && cardPrefixFault(cardPrefix(site), { demo: true }) === null ? site : null),
    z.string().nullable(),
  ),
});
export type StationSettings = z.infer<typeof stationSettingsSchema>;
