/**
 * The plain part of OpenStreetMap's opening_hours: days, clock times, off, PH, 24/7; a later rule replaces an earlier one on its days.
 * Everything else of that language (months, weeks, sunrise, open ends, comments, fallbacks) is unknown, never half understood.
 * https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
 */
import { type DayHours, type Interval, type Schedule, scheduleSchema } from '../../../shared/domain/hours/schedule.ts';

const dayNames = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
const everyDay = [0, 1, 2, 3, 4, 5, 6];
const wholeDay: DayHours = [[0, 1440]];

/** Null for what it cannot read whole, and for texts with none of its words: those are not in its language. */
export function readOsmHours(text: string): Schedule | null {
  const written = text.normalize('NFKC').toLowerCase().replace(/[~–—]/g, '-').trim();
  if (written === '24/7')
    return asSchedule(
      everyDay.map(() => wholeDay),
      'same',
    );
  if (!/\b(mo|tu|we|th|fr|sa|su|ph|off|closed)\b/.test(written)) return null;
  const week: DayHours[] = everyDay.map(() => []);
  let holidays: 'closed' | 'unknown' | DayHours = 'unknown';
  for (const part of written.replace(/;\s*$/, '').split(';')) {
    const rule = readRule(part.trim());
    if (!rule) return null;
    for (const day of rule.days) week[day] = rule.hours;
    if (rule.holidays) holidays = rule.hours.length === 0 ? 'closed' : rule.hours;
  }
  return asSchedule(week, holidays);
}

interface Rule {
  readonly days: readonly number[];
  readonly holidays: boolean;
  readonly hours: DayHours;
}

function readRule(text: string): Rule | undefined {
  const match = /^([a-z][a-z,\s-]*?)?[:\s]*(off|closed|24\/7|\d.*)$/.exec(text);
  if (!match) return undefined;
  const days = readDays(match[1] ?? '');
  const hours = readTimes(match[2] as string);
  return days && hours && { ...days, hours };
}

function readDays(text: string): Pick<Rule, 'days' | 'holidays'> | undefined {
  if (text.trim() === '') return { days: everyDay, holidays: false };
  const days: number[] = [];
  let holidays = false;
  for (const item of text.split(',').map((part) => part.replace(/\s+/g, ''))) {
    if (item === 'ph') {
      holidays = true;
      continue;
    }
    const [from, to = from, ...more] = item.split('-').map((day) => dayNames.indexOf(day));
    if (from === undefined || to === undefined || from < 0 || to < 0 || more.length > 0) return undefined;
    for (let day = from; ; day = (day + 1) % 7) {
      days.push(day);
      if (day === to) break;
    }
  }
  return { days, holidays };
}

function readTimes(text: string): DayHours | undefined {
  if (text === 'off' || text === 'closed') return [];
  if (text === '24/7') return wholeDay;
  const intervals: Interval[] = [];
  for (const item of text.split(',')) {
    const match = /^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$/.exec(item.trim());
    if (!match) return undefined;
    const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number);
    if (fromMinute > 59 || toMinute > 59) return undefined;
    const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
    // 08:00-08:00 is a whole day to some and a slip to others.
    if (from === to) return undefined;
    intervals.push([from, to < from ? to + 1440 : to]);
  }
  return intervals.toSorted(([a], [b]) => a - b);
}

/** The schedule's own rules (order, no overlap, no hour 25) have the last word. */
function asSchedule(week: readonly DayHours[], holidays: 'same' | 'closed' | 'unknown' | DayHours): Schedule | null {
  const parsed = scheduleSchema.safeParse({ week, holidays, exceptions: [] });
  return parsed.success ? parsed.data : null;
}
