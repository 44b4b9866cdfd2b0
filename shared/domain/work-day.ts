/**
 * The station's calendar: every day, hour and "today" is Asia/Shanghai, whatever the zone of the process.
 * China has kept UTC+8 without summer time since 1991, so a fixed offset is exact for every date this product stores.
 */
import type { z } from 'zod';

const offsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

/** A calendar day in UTC+8, `YYYY-MM-DD`; parsed by local-date.ts. */
export type LocalDate = string & z.core.$brand<'LocalDate'>;

/** The work day (Asia/Shanghai) that a moment falls on. */
export function workDayOf(atMs: number): LocalDate {
  return new Date(atMs + offsetMs).toISOString().slice(0, 10) as LocalDate;
}

/** Minutes since local midnight, 0-1439. */
export function localMinuteOf(atMs: number): number {
  return Math.floor(((((atMs + offsetMs) % dayMs) + dayMs) % dayMs) / 60_000);
}

/** First millisecond of a local day. */
export function startOfDayMs(day: LocalDate): number {
  return Date.parse(`${day}T00:00:00Z`) - offsetMs;
}

/** Last millisecond of a local day: what a bare date means as the end of a validity. */
export function endOfDayMs(day: LocalDate): number {
  return startOfDayMs(day) + dayMs - 1;
}

export function addDays(day: LocalDate, days: number): LocalDate {
  return workDayOf(startOfDayMs(day) + days * dayMs);
}

/** Whole days from one local day to another; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((startOfDayMs(to) - startOfDayMs(from)) / dayMs);
}

/** `8:00`, or `次日 6:00` for minutes past midnight of the next day. */
export function clockText(minute: number): string {
  const inDay = minute % 1440;
  const text = `${Math.floor(inDay / 60)}:${String(inDay % 60).padStart(2, '0')}`;
  return minute >= 1440 ? `次日 ${text}` : text;
}
