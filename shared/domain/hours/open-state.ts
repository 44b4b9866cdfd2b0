/** Whether a station is open at a moment, in Asia/Shanghai whatever the zone of the process. What is not known is unknown, never open. */
import type { Closure } from '../listed-station.ts';
import { Calendar, hoursOn } from './day-hours.ts';
import type { HolidayTable } from './holidays.ts';
import type { Interval, Schedule } from './schedule.ts';

/** Moments are epoch milliseconds. */
export type OpenState =
  /** `untilMs` null: it does not close within a week. */
  | { readonly state: 'open'; readonly untilMs: number | null }
  /** Still open, for an hour at most; a break ends with hours of the same day. */
  | { readonly state: 'closing'; readonly untilMs: number; readonly reason: 'closes' }
  | { readonly state: 'closing'; readonly untilMs: number; readonly reason: 'break'; readonly opensAgainMs: number }
  /** `opensMs` null: not in sight, or after a day whose hours are not known. */
  | {
      readonly state: 'closed';
      readonly opensMs: number | null;
      /** Temporarily shut today; `until` is its last day, null until further notice. */
      readonly suspended?: { readonly reason: string; readonly until: string | null };
    }
  | { readonly state: 'unknown' };

/** The codes of `openTable`; from `closing` on one gets in. */
export const stateCodes = { unknown: 0, closed: 1, closing: 2, open: 3 } as const;

/** Minutes before the end from which a station is closing. */
const soon = 60;
const weekLong = 7 * 1440;
/** Days within which the next opening is looked for, closures not counted. */
const sight = 30;
const noClosures: readonly Closure[] = [];

/** One station's hours on the days around now. Minutes count from today's 0:00. */
class Door {
  readonly #schedule: Schedule;
  readonly #closures: readonly Closure[];
  readonly #calendar: Calendar;

  constructor(schedule: Schedule, closures: readonly Closure[], calendar: Calendar) {
    this.#schedule = schedule;
    this.#closures = closures;
    this.#calendar = calendar;
  }

  /** The hours that begin on a day, cut where a closure begins; null: not known. */
  #hours(day: number): readonly Interval[] | null {
    if (closureOn(this.#closures, this.#calendar.day(day).date) !== undefined) return [];
    const hours = hoursOn(this.#schedule, this.#calendar.day(day));
    if (hours === null) return null;
    const night = hours.some(([, to]) => to > 1440);
    const cut = night && closureOn(this.#closures, this.#calendar.day(day + 1).date) !== undefined;
    return hours.map(([from, to]) => [day * 1440 + from, day * 1440 + (cut ? Math.min(to, 1440) : to)]);
  }

  /** What holds a minute: of that day, or of the night before; the one that ends last, today's where both do. */
  #around(minute: number): { readonly end: number; readonly day: number } | null {
    const today = Math.floor(minute / 1440);
    let found: { readonly end: number; readonly day: number } | null = null;
    for (const day of [today - 1, today]) {
      for (const [from, to] of this.#hours(day) ?? []) {
        if (from <= minute && minute < to && to >= (found?.end ?? to)) found = { end: to, day };
      }
    }
    return found;
  }

  isKnown(day: number): boolean {
    return this.#hours(day) !== null;
  }

  /** When it shuts, and the day whose hours those are; null: shut at that minute. Nothing after `limit` is looked at. */
  shuts(minute: number, limit: number): { readonly end: number; readonly day: number } | null {
    let last = this.#around(minute);
    while (last !== null && last.end < limit) {
      const next = this.#around(last.end);
      if (next === null) return last;
      last = next;
    }
    return last;
  }

  /** The next hours to begin at or after a minute at which it is shut; null: none in sight, or a day before them is not known. */
  opens(minute: number): { readonly start: number; readonly day: number } | null {
    let day = Math.floor(minute / 1440);
    for (let left = sight; left > 0; day++) {
      const closure = closureOn(this.#closures, this.#calendar.day(day).date);
      if (closure !== undefined) {
        if (closure.to === null) return null;
        // On to its last day: a long closure costs no more than a short one.
        day = this.#calendar.offsetOf(closure.to);
        continue;
      }
      const hours = this.#hours(day);
      if (hours === null) return null;
      const next = hours.find(([from]) => from >= minute);
      if (next !== undefined) return { start: next[0], day };
      left--;
    }
    return null;
  }
}

/** The closure that shuts a day, the one that lasts longest if several do, the first of equals. */
function closureOn(closures: readonly Closure[], date: string): Closure | undefined {
  let found: Closure | undefined;
  for (const closure of closures) {
    if (closure.from > date || (closure.to !== null && closure.to < date)) continue;
    if (found === undefined || (found.to !== null && (closure.to === null || closure.to > found.to))) found = closure;
  }
  return found;
}

/**
 * The state at a moment. Hours that began yesterday run on into a holiday; a closure ends them. The next opening is given only where
 * every day before it is known.
 */
export function openState(schedule: Schedule | null, closures: readonly Closure[], atMs: number, holidays: HolidayTable): OpenState {
  const calendar = new Calendar(atMs, holidays);
  const closure = closureOn(closures, calendar.day(0).date);
  if (closure !== undefined) {
    const opens = schedule === null ? null : new Door(schedule, closures, calendar).opens(calendar.now);
    const opensMs = opens === null ? null : calendar.msOf(opens.start);
    return { state: 'closed', opensMs, suspended: { reason: closure.reason, until: closure.to } };
  }
  if (schedule === null) return { state: 'unknown' };
  const door = new Door(schedule, closures, calendar);
  const last = door.shuts(calendar.now, calendar.now + weekLong);
  if (last === null) {
    if (!door.isKnown(0)) return { state: 'unknown' };
    const opens = door.opens(calendar.now);
    return { state: 'closed', opensMs: opens === null ? null : calendar.msOf(opens.start) };
  }
  if (last.end >= calendar.now + weekLong) return { state: 'open', untilMs: null };
  const untilMs = calendar.msOf(last.end);
  if (last.end - calendar.now > soon) return { state: 'open', untilMs };
  const again = door.opens(last.end);
  if (again === null || again.day !== last.day) return { state: 'closing', untilMs, reason: 'closes' };
  return { state: 'closing', untilMs, reason: 'break', opensAgainMs: calendar.msOf(again.start) };
}

/**
 * The state's code (`stateCodes`) of each schedule at a moment, as `openState` would say without closures: a map of hundreds of thousands
 * of stations has some thousand schedules.
 */
export function openTable(schedules: readonly (Schedule | null)[], atMs: number, holidays: HolidayTable): Uint8Array {
  const calendar = new Calendar(atMs, holidays);
  return Uint8Array.from(schedules, (schedule) => {
    if (schedule === null) return stateCodes.unknown;
    const door = new Door(schedule, noClosures, calendar);
    const last = door.shuts(calendar.now, calendar.now + soon + 1);
    if (last === null) return door.isKnown(0) ? stateCodes.closed : stateCodes.unknown;
    return last.end - calendar.now > soon ? stateCodes.open : stateCodes.closing;
  });
}
