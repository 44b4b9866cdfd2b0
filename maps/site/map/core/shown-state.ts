/** From hours and closures to what the screens say: 到 21:00, 25 分钟后午休, 明天 6:00 开. */
import type { HolidayTable } from '../../../../shared/domain/hours/holidays.ts';
import { sameHours } from '../../../../shared/domain/hours/intervals.ts';
import { openState } from '../../../../shared/domain/hours/open-state.ts';
import type { DayHours, Schedule } from '../../../../shared/domain/hours/schedule.ts';
import { weekTable } from '../../../../shared/domain/hours/week-table.ts';
import type { Closure } from '../../../../shared/domain/listed-station.ts';
import { addDays, daysBetween, localMinuteOf, workDayOf } from '../../../../shared/domain/work-day.ts';
import type { HolidayNote, ShownState, WeekDay } from '../station-view.ts';

const minuteMs = 60_000;
const dayMinutes = 1440;

/** 21:00; the midnight that ends a day is 24:00. */
function clockAt(atMs: number, isEnd: boolean): string {
  const minute = localMinuteOf(atMs);
  return isEnd && minute === 0 ? '24:00' : clockOf(minute);
}

/** Minutes of a day, also past midnight: 26:00 is said as 2:00. */
function clockOf(minute: number): string {
  const inDay = minute === dayMinutes ? minute : minute % dayMinutes;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}

export function shownState(schedule: Schedule | null, closures: readonly Closure[], nowMs: number, holidays: HolidayTable): ShownState {
  const state = openState(schedule, closures, nowMs, holidays);
  switch (state.state) {
    case 'open':
      return { kind: 'open', until: state.untilMs === null ? null : clockAt(state.untilMs, true) };
    case 'closing':
      return {
        kind: 'soon',
        minutes: Math.max(1, Math.ceil((state.untilMs - nowMs) / minuteMs)),
        at: clockAt(state.untilMs, true),
        end: state.reason === 'break' ? 'break' : 'shut',
      };
    case 'closed': {
      if (state.suspended) {
        const running = closures.find(({ from, to }) => from <= workDayOf(nowMs) && (to === null || to >= workDayOf(nowMs)));
        return { kind: 'suspended', closure: running ?? { from: workDayOf(nowMs), to: null, reason: '' } };
      }
      if (state.opensMs === null) return { kind: 'closed', opens: null };
      const day = workDayOf(state.opensMs);
      return { kind: 'closed', opens: { inDays: daysBetween(workDayOf(nowMs), day), day, at: clockAt(state.opensMs, false) } };
    }
    case 'unknown':
      return { kind: 'unknown' };
  }
}

interface ShownWeek {
  readonly week: readonly WeekDay[] | null;
  /** The next that differs from the week. */
  readonly holiday: HolidayNote | null;
}

export function shownWeek(schedule: Schedule | null, nowMs: number, holidays: HolidayTable): ShownWeek {
  if (schedule === null) return { week: null, holiday: null };
  const { rows, notes } = weekTable(schedule, nowMs, holidays);
  const today = workDayOf(nowMs);
  const weekdayToday = rows.findIndex(({ isToday }) => isToday);
  const clocks = (hours: DayHours) => hours.map(([from, to]) => [clockOf(from), clockOf(to)] as const);
  const week = rows.map(({ weekday, isToday, hours }) => ({
    day: addDays(today, weekday - weekdayToday),
    isToday,
    bars: hours.map(([from, to]) => [from, Math.min(dayMinutes, to)] as const),
    hours: clocks(hours),
  }));
  const [note] = notes;
  if (!note) return { week, holiday: null };
  const usual = rows[(new Date(`${note.date}T00:00:00Z`).getUTCDay() + 6) % 7]?.hours ?? [];
  const hours =
    note.hours === null ? 'unknown' : note.hours.length === 0 ? 'closed' : sameHours(note.hours, usual) ? 'same' : clocks(note.hours);
  return { week, holiday: { day: note.date, name: note.name, hours } };
}
