/** Statements about days become one week. Where two of them disagree, only what both allow is open. */
import { allWeekdays, type Days } from './hours-days.ts';
import type { OpenStatement, Scope } from './hours-statements.ts';
import { common, merged, sameHours, wholeDay } from './intervals.ts';
import type { DayHours, Schedule } from './schedule.ts';

type Week = readonly DayHours[];
interface Reading {
  readonly week: Week;
  readonly holidays: 'same' | 'closed' | 'unknown' | DayHours;
}

const weekdayNumbers = [0, 1, 2, 3, 4, 5, 6];

/** Null where it is not sure whether the second adds to the first or stands for it. */
function together(before: DayHours, { hours, additional }: OpenStatement): DayHours | null {
  if (before.length === 0 || sameHours(before, hours)) return hours;
  const both = common(before, hours);
  if (both.length > 0) return both;
  return additional ? merged([...before, ...hours]) : null;
}

/** The hours of the days that `fits` picks, all statements together. */
function hoursOf(open: readonly OpenStatement[], fits: (days: Days) => boolean): DayHours | null {
  let hours: DayHours | null = [];
  for (const statement of open) {
    if (hours !== null && fits(statement.days)) hours = together(hours, statement);
  }
  return hours;
}

function holidaysOf({ open, closed, holidays }: Scope, week: Week): Reading['holidays'] | null {
  if (closed.some((days) => days.holiday)) return 'closed';
  const festivals = closed.some((days) => days.festival);
  if (open.some(({ days }) => days.holiday)) {
    const own = hoursOf(open, (days) => days.holiday);
    return festivals ? 'unknown' : own;
  }
  if (festivals || holidays === 'told') return 'unknown';
  if (holidays === 'same') return 'same';
  if (open.length > 0 && open.every(({ days }) => days.working)) return 'closed';
  const roundTheClock = week.every((hours) => sameHours(hours, [wholeDay]));
  return roundTheClock || open.some(({ days }) => days.every) ? 'same' : 'unknown';
}

function readingOf(scope: Scope): Reading | null {
  const { open, closed } = scope;
  const shut = closed.reduce((bits, days) => bits | days.weekdays, 0);
  if (open.every(({ days }) => days.weekdays === 0) && shut !== allWeekdays) return null;
  const week: DayHours[] = [];
  for (const day of weekdayNumbers) {
    const hours = (shut >> day) & 1 ? [] : hoursOf(open, ({ weekdays }) => ((weekdays >> day) & 1) === 1);
    if (hours === null) return null;
    week.push(hours);
  }
  const holidays = holidaysOf(scope, week);
  return holidays === null ? null : { week, holidays };
}

/** What a season changes of the whole: days it names have its hours, the rest stays. */
function withWhole(whole: Scope, scope: Scope): Scope {
  const named = scope.open.reduce((bits, { days }) => bits | days.weekdays, 0);
  const open = whole.open.map((statement) => ({ ...statement, days: { ...statement.days, weekdays: statement.days.weekdays & ~named } }));
  return {
    ...scope,
    open: [...open, ...scope.open],
    closed: [...whole.closed, ...scope.closed],
    holidays: scope.holidays ?? whole.holidays,
  };
}

const fullYears = [
  ['夏', '冬'],
  ['春夏', '秋冬'],
  ['夏秋', '冬春'],
  ['春', '夏', '秋', '冬'],
];

/** Summer and winter make a year, summer alone does not. */
function coverTheYear(scopes: readonly Scope[]): boolean {
  const names = new Set(scopes.map(({ name }) => name.replace(/[季天令时]+$/, '')));
  return fullYears.some((year) => year.every((name) => names.has(name)));
}

function commonReading(a: Reading, b: Reading): Reading {
  const week = a.week.map((hours, day) => common(hours, b.week[day] ?? []));
  if (a.holidays === 'closed' || b.holidays === 'closed') return { week, holidays: 'closed' };
  if (typeof a.holidays !== 'string' && typeof b.holidays !== 'string') return { week, holidays: common(a.holidays, b.holidays) };
  return { week, holidays: a.holidays === b.holidays ? a.holidays : 'unknown' };
}

/** The schedule that never says open where one of the seasons or rooms is shut; null where there is none. */
export function scheduleOf(scopes: readonly Scope[]): Schedule | null {
  const [whole, ...parts] = scopes;
  if (whole === undefined) return null;
  const seasons = parts.filter(({ kind }) => kind === 'season');
  if (seasons.length > 0 && whole.open.length === 0 && !coverTheYear(seasons)) return null;
  const all = parts.map((part) => readingOf(withWhole(whole, part)));
  if (parts.length === 0 || whole.open.length > 0) all.push(readingOf(whole));
  let result: Reading | null = null;
  for (const reading of all) {
    if (reading === null) return null;
    result = result === null ? reading : commonReading(result, reading);
  }
  if (result === null || [...result.week, result.holidays].some((hours) => typeof hours !== 'string' && hours.length > 6)) return null;
  const nothingLeft =
    result.week.every((hours) => hours.length === 0) && scopes.some(({ open }) => open.some(({ days }) => days.weekdays !== 0));
  if (nothingLeft) return null;
  const [monday = [], tuesday = [], wednesday = [], thursday = [], friday = [], saturday = [], sunday = []] = result.week;
  return { week: [monday, tuesday, wednesday, thursday, friday, saturday, sunday], holidays: result.holidays, exceptions: [] };
}
