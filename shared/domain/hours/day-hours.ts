/** Which hours a day of the calendar has: the week, holidays, make-up work and dated exceptions put together. Asia/Shanghai throughout. */
import { addDays, daysBetween, type LocalDate, startOfDayMs, workDayOf } from '../work-day.ts';
import { type DayKind, dayKind, type HolidayTable } from './holidays.ts';
import { sameHours } from './intervals.ts';
import type { DayHours, Schedule } from './schedule.ts';

export interface CalendarDay {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** 0 is Monday. */
  readonly weekday: number;
  readonly kind: DayKind;
}

/** The days around a moment, each looked up once however many stations ask. */
export class Calendar {
  /** Minutes since today's 0:00, with fractions: 0 ≤ now < 1440. */
  readonly now: number;
  readonly #today: LocalDate;
  readonly #holidays: HolidayTable;
  readonly #days = new Map<number, CalendarDay>();

  constructor(atMs: number, holidays: HolidayTable) {
    this.#today = workDayOf(atMs);
    this.now = (atMs - startOfDayMs(this.#today)) / 60_000;
    this.#holidays = holidays;
  }

  /** 0 is today, -1 yesterday. */
  day(offset: number): CalendarDay {
    const known = this.#days.get(offset);
    if (known !== undefined) return known;
    const date = addDays(this.#today, offset);
    const day = { date, weekday: (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7, kind: dayKind(this.#holidays, date) };
    this.#days.set(offset, day);
    return day;
  }

  /** Days from today to a date; negative before it. */
  offsetOf(date: string): number {
    return daysBetween(this.#today, date as LocalDate);
  }

  /** The moment that is so many minutes after today's 0:00. */
  msOf(minute: number): number {
    return startOfDayMs(this.#today) + minute * 60_000;
  }
}

/** The hours that most of Monday to Friday have, the earlier day's where two are as frequent: what make-up work keeps. */
function workdayHours(week: Schedule['week']): DayHours {
  const workdays = week.slice(0, 5);
  let best: DayHours = [];
  let most = 0;
  for (const hours of workdays) {
    const count = workdays.filter((other) => sameHours(hours, other)).length;
    if (count > most) [best, most] = [hours, count];
  }
  return best;
}

/** The hours that begin on a day, none where it is shut; null where they are not known. */
export function hoursOn({ week, holidays, exceptions }: Schedule, { date, weekday, kind }: CalendarDay): DayHours | null {
  const exception = exceptions.findLast(({ from, to }) => from <= date && date <= to);
  if (exception !== undefined) return exception.hours;
  const usual = week[weekday] ?? [];
  switch (kind.kind) {
    case 'ordinary':
      return usual;
    case 'make-up-work':
      return workdayHours(week);
    case 'unlisted':
      return holidays === 'same' ? usual : null;
    case 'holiday':
      if (holidays === 'same') return usual;
      if (holidays === 'closed') return [];
      return holidays === 'unknown' ? null : holidays;
  }
}
