/** Schedules in a shard or the pack: the distinct days first, then weeks, holiday rules and exceptions that point at them. */
import type { DayHours, Interval, Schedule } from '../domain/hours/schedule.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';
import { dateOfDay, dayOfDate, firstDay, lastDay } from './calendar-day.ts';
import { damaged } from './map-data-error.ts';

const holidayRules = ['same', 'closed', 'unknown'] as const;

const keyOf = (day: DayHours) => day.map(([from, to]) => `${from}-${to}`).join();

export function writeSchedules(out: ByteWriter, schedules: readonly Schedule[]): void {
  const days = new Map<string, { readonly index: number; readonly day: DayHours }>();
  const indexOf = (day: DayHours): number => {
    const key = keyOf(day);
    const known = days.get(key) ?? { index: days.size, day };
    days.set(key, known);
    return known.index;
  };
  // Every day is seen once before the table is written.
  const rows = schedules.map(({ week, holidays, exceptions }) => ({
    week: week.map(indexOf),
    holidays: typeof holidays === 'string' ? holidayRules.indexOf(holidays) : holidayRules.length + indexOf(holidays),
    exceptions: exceptions.map((exception) => ({ ...exception, day: indexOf(exception.hours) })),
  }));
  out.varint(days.size);
  for (const { day } of days.values()) {
    out.varint(day.length);
    for (const [from, to] of day) {
      out.varint(from);
      out.varint(to - from);
    }
  }
  out.varint(rows.length);
  for (const { week, holidays, exceptions } of rows) {
    for (const day of week) out.varint(day);
    out.varint(holidays);
    out.varint(exceptions.length);
    for (const { from, to, day, reason } of exceptions) {
      out.zigzag(dayOfDate(from));
      out.zigzag(dayOfDate(to) - dayOfDate(from));
      out.varint(day);
      out.text(reason);
    }
  }
}

function readDay(from: ByteReader): DayHours {
  const day: Interval[] = [];
  for (let left = from.atMost(6); left > 0; left -= 1) {
    const opens = from.atMost(1439);
    const lasts = from.atMost(1440);
    if (lasts === 0 || opens < (day.at(-1)?.[1] ?? 0)) damaged('hours that overlap');
    day.push([opens, opens + lasts]);
  }
  return day;
}

function readDate(day: number): string {
  return day < firstDay || day > lastDay ? damaged('a date out of range') : dateOfDay(day);
}

/** Equal days are one object: what is compiled from a schedule may be kept by it. */
export function readSchedules(from: ByteReader): Schedule[] {
  // The schema's type has arrays that can be written to; nobody writes to what was read.
  const days = Array.from({ length: from.count() }, () => readDay(from) as Schedule['week'][0]);
  const day = (index: number) => days[index] ?? damaged('no such day');
  return Array.from({ length: from.count(9) }, () => {
    const week = Array.from({ length: 7 }, () => day(from.varint())) as Schedule['week'];
    const rule = from.varint();
    const holidays = holidayRules[rule] ?? day(rule - holidayRules.length);
    const exceptions = Array.from({ length: from.count(4) }, () => {
      const first = from.zigzag();
      const last = first + from.zigzag();
      return { from: readDate(first), to: readDate(last), hours: day(from.varint()), reason: from.text() };
    });
    return { week, holidays, exceptions };
  });
}
