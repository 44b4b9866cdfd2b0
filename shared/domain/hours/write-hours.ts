/** A schedule in Chinese, as on a door. */
import { clockText } from '../work-day.ts';
import { sameHours, wholeDay } from './intervals.ts';
import type { DayHours } from './schedule.ts';

export interface WeekAndHolidays {
  /** Seven, Monday first. */
  readonly week: readonly DayHours[];
  readonly holidays: 'same' | 'closed' | 'unknown' | DayHours;
}

const names = ['一', '二', '三', '四', '五', '六', '日'];

/** 2:00 alone could be the afternoon; 02:00 cannot. */
function startText(minute: number): string {
  const text = clockText(minute);
  return minute >= 60 && minute < 300 ? `0${text}` : text;
}

/** `6:00–21:00`, `9:00–11:30、14:00–17:00`, `18:00–次日2:00`, `24小时`, `休息`. */
export function dayHoursText(hours: DayHours): string {
  if (hours.length === 0) return '休息';
  if (sameHours(hours, [wholeDay])) return '24小时';
  return hours.map(([from, to]) => `${startText(from)}–${to === 1440 ? '24:00' : clockText(to).replace(' ', '')}`).join('、');
}

/** `周一至周五`, `周六日`, `周一、三、五`; all seven are `周一至周日`. */
function daysText(days: readonly number[]): string {
  const [first = 0] = days;
  const last = days.at(-1) ?? first;
  if (days.length > 2 && last - first === days.length - 1) return `周${names[first]}至周${names[last]}`;
  if (days.length === 2 && first === 5) return '周六日';
  return `周${days.map((day) => names[day]).join('、')}`;
}

/**
 * The week and its holidays: `周一至周五 6:00–21:00，周六日 9:00–17:00，节假日休息`. `readHours` reads it back to the same schedule, touching
 * intervals as one. Dated exceptions are not in it; holidays that are unknown are not mentioned unless the rest would be read as a promise.
 */
export function writeHours({ week, holidays }: WeekAndHolidays): string {
  const groups: { readonly days: number[]; readonly hours: DayHours }[] = [];
  week.forEach((hours, day) => {
    const group = groups.find((known) => sameHours(known.hours, hours));
    if (group === undefined) groups.push({ days: [day], hours });
    else group.days.push(day);
  });
  const parts = groups.map(({ days, hours }) => daysText(days) + (hours.length === 0 ? '' : ' ') + dayHoursText(hours));
  if (holidays === 'same') parts.push('节假日照常');
  else if (holidays === 'unknown') {
    if (groups.every(({ hours }) => sameHours(hours, [wholeDay]))) parts.push('节假日另行通知');
  } else {
    const hours = holidays === 'closed' ? [] : holidays;
    parts.push(`节假日${hours.length === 0 ? '' : ' '}${dayHoursText(hours)}`);
  }
  return parts.join('，');
}
