/** Days on cards and lists: whole days since 2020-01-01 in UTC+8 (docs/card-format.md, section 3). */
import type { LocalDate } from '../domain/work-day.ts';

/** The last day that a card or a list can name, in the year 2199. */
export const lastDay = 65_535;
const dayMs = 86_400_000;
const firstDayMs = Date.UTC(2020, 0, 1);
const offsetMs = 8 * 3_600_000;

export function cardDayOf(atMs: number): number {
  return Math.floor((atMs + offsetMs - firstDayMs) / dayMs);
}

export function cardDayDate(day: number): LocalDate {
  return new Date(firstDayMs + day * dayMs).toISOString().slice(0, 10) as LocalDate;
}

export function cardDayOfDate(date: LocalDate): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - firstDayMs) / dayMs);
}
