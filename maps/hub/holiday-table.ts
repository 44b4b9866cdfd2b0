/**
 * The table of holidays that is published, from chinese-days: its decrees and the lengths of its lunar months. Its functions on dates are
 * not used, for they are a day off where the process lives west of Greenwich; nor is Intl's Chinese calendar, a day off in 2027.
 */
import chineseDays from 'chinese-days';
import decrees from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { HolidayTable } from '../../shared/domain/hours/holidays.ts';
import { addDays, type LocalDate } from '../../shared/domain/work-day.ts';

type Year = HolidayTable['years'][string];
type Holiday = Year['off'][number];
type Decree = Readonly<Record<string, string>>;

const daysOff: Decree = decrees.holidays;
const workDays: Decree = decrees.workdays;

/** 'Spring Festival,春节,4' */
const nameOf = (entry: string) => entry.split(',')[1] ?? entry;

/** A day of the lunar calendar in the solar year of the same number, 2024-2099; never in a leap month. Summed from the months' lengths. */
function lunarDay(year: number, month: number, day: number): LocalDate {
  let days = day - 1;
  for (let before = 2024; before < year; before++) days += daysBeforeMonth(before, 13);
  return addDays('2024-02-10' as LocalDate, days + daysBeforeMonth(year, month));
}

function daysBeforeMonth(year: number, month: number): number {
  const leap = chineseDays.getYearLeapMonth(year);
  let days = (leap.leapMonth ?? 99) < month ? leap.days : 0;
  for (let before = 1; before < month; before++) days += chineseDays.monthDays(year, before);
  return days;
}

/** The day the sun stands at 15°, by the usual rule for 2000-2099 (寿星公式). */
function pureBrightness(year: number): LocalDate {
  const ofCentury = year % 100;
  const day = Math.floor(ofCentury * 0.2422 + 4.81) - Math.floor(ofCentury / 4);
  return `${year}-04-0${day}` as LocalDate;
}

/** 全国年节及纪念日放假办法 as revised on 2024-11-10 (国务院令第795号), in force from 2025. */
function daysOfLaw(year: number): Holiday[] {
  const days = (name: string, from: LocalDate, count: number) =>
    Array.from({ length: count }, (_, after): Holiday => ({ date: addDays(from, after), name }));
  return [
    ...days('元旦', `${year}-01-01` as LocalDate, 1),
    ...days('春节', addDays(lunarDay(year, 1, 1), -1), 4),
    ...days('清明', pureBrightness(year), 1),
    ...days('劳动节', `${year}-05-01` as LocalDate, 2),
    ...days('端午', lunarDay(year, 5, 5), 1),
    ...days('中秋', lunarDay(year, 8, 15), 1),
    ...days('国庆节', `${year}-10-01` as LocalDate, 3),
  ];
}

function ofYear(year: number): Year {
  const inYear = (date: string) => date.startsWith(`${year}-`);
  const decreed = Object.entries(daysOff)
    .filter(([date]) => inYear(date))
    .map(([date, entry]): Holiday => ({ date, name: nameOf(entry) }));
  const work = Object.keys(workDays).filter(inYear).toSorted();
  // A decree for next year may reach into this one's December, and one for last year into January: National Day is in its own alone.
  const announced = decreed.some(({ date }) => date === `${year}-10-01`);
  const off = new Map([...(announced ? [] : daysOfLaw(year)), ...decreed].map((day) => [day.date, day]));
  return { announced, off: [...off.values()].toSorted((a, b) => a.date.localeCompare(b.date)), work };
}

/** The years from this one on, as many as are asked for: today's table is that of this year and two more. */
export function holidayTable(firstYear: number, years = 3): HolidayTable {
  const all = Array.from({ length: years }, (_, after) => firstYear + after);
  return { version: 1, years: Object.fromEntries(all.map((year) => [String(year), ofYear(year)])) };
}
