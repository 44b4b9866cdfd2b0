/** What a station's page says of its hours: the week, and the days ahead that differ from it. */
import { Calendar, hoursOn } from './day-hours.ts';
import { type HolidayTable, isAnnounced } from './holidays.ts';
import { sameHours } from './intervals.ts';
import type { DayHours, Schedule } from './schedule.ts';

export interface WeekRow {
  /** 0 is Monday. */
  readonly weekday: number;
  readonly isToday: boolean;
  /** The usual hours of that weekday, which may end past midnight; none: shut. */
  readonly hours: DayHours;
}

/** Days in a row that differ from the week for one reason, with the same hours. Dates are `YYYY-MM-DD`. */
export interface DayNote {
  readonly date: string;
  readonly to: string;
  /** 春节; 调休 for make-up work; the reason of an exception. */
  readonly name: string;
  readonly kind: 'holiday' | 'make-up-work' | 'exception';
  /** Null: not known. */
  readonly hours: DayHours | null;
  /** False: of a year whose decree is not out; more days off and days of make-up work may come. */
  readonly announced: boolean;
}

export interface WeekTable {
  /** Seven, Monday first. */
  readonly rows: readonly WeekRow[];
  /** Within 14 days from today on, today included; in order. */
  readonly notes: readonly DayNote[];
}

const noteDays = 14;

function noteOn(schedule: Schedule, calendar: Calendar, offset: number, holidays: HolidayTable): DayNote | null {
  const day = calendar.day(offset);
  const { date } = day;
  const rest = { date, to: date, hours: hoursOn(schedule, day), announced: isAnnounced(holidays, date) };
  const exception = schedule.exceptions.findLast(({ from, to }) => from <= date && date <= to);
  if (exception !== undefined) return { ...rest, name: exception.reason, kind: 'exception' };
  if (day.kind.kind === 'holiday') return { ...rest, name: day.kind.name, kind: 'holiday' };
  return day.kind.kind === 'make-up-work' ? { ...rest, name: '调休', kind: 'make-up-work' } : null;
}

function goesOn(before: DayNote, { name, kind, hours }: DayNote): boolean {
  if (before.name !== name || before.kind !== kind) return false;
  return before.hours === null || hours === null ? before.hours === hours : sameHours(before.hours, hours);
}

export function weekTable(schedule: Schedule, atMs: number, holidays: HolidayTable): WeekTable {
  const calendar = new Calendar(atMs, holidays);
  const today = calendar.day(0).weekday;
  const rows = schedule.week.map((hours, weekday) => ({ weekday, isToday: weekday === today, hours }));
  const notes: DayNote[] = [];
  let before = -1;
  for (let offset = 0; offset <= noteDays; offset++) {
    const note = noteOn(schedule, calendar, offset, holidays);
    const last = notes.at(-1);
    if (note === null) continue;
    if (last !== undefined && before === offset - 1 && goesOn(last, note)) notes[notes.length - 1] = { ...last, to: note.date };
    else notes.push(note);
    before = offset;
  }
  return { rows, notes };
}
