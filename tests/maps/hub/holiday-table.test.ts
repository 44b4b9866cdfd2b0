import chineseDays from 'chinese-days';
import { describe, expect, it } from 'vitest';
import { holidayTable } from '../../../maps/hub/holiday-table.ts';
import { dayKind, isAnnounced, readHolidayTable } from '../../../shared/domain/hours/holidays.ts';

const table = holidayTable(2026);
const namesOf = (year: string) => {
  const off = table.years[year]?.off ?? [];
  return Object.entries(Object.groupBy(off, ({ name }) => name)).map(([name, days = []]) => [
    name,
    ...days.map(({ date }) => date.slice(5)),
  ]);
};

describe('the published table of holidays', () => {
  it('is one that the page accepts, of this year and two more', () => {
    expect(readHolidayTable(JSON.parse(JSON.stringify(table)))).toEqual(table);
    expect(Object.keys(table.years)).toEqual(['2026', '2027', '2028']);
  });

  it.each([
    ['2026-02-17', { kind: 'holiday', name: '春节' }],
    ['2026-06-19', { kind: 'holiday', name: '端午' }],
    ['2026-09-25', { kind: 'holiday', name: '中秋' }],
    ['2026-06-01', { kind: 'ordinary' }],
    ['2026-02-14', { kind: 'make-up-work' }],
    ['2027-02-05', { kind: 'holiday', name: '春节' }],
    ['2027-02-09', { kind: 'ordinary' }],
    ['2025-12-31', { kind: 'unlisted' }],
  ])('says what %s is', (date, kind) => {
    expect(dayKind(table, date)).toEqual(kind);
  });

  it('has the days of make-up work of 2026', () => {
    expect(table.years['2026']?.work).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
  });

  it('gives a year without a decree the days of the law, and says that it has none', () => {
    expect(['2026-05-01', '2027-05-01'].map((date) => isAnnounced(table, date))).toEqual([true, false]);
    expect(namesOf('2027')).toEqual([
      ['元旦', '01-01'],
      ['春节', '02-05', '02-06', '02-07', '02-08'],
      ['清明', '04-05'],
      ['劳动节', '05-01', '05-02'],
      ['端午', '06-09'],
      ['中秋', '09-15'],
      ['国庆节', '10-01', '10-02', '10-03'],
    ]);
    expect(table.years['2027']?.work).toEqual([]);
  });

  it('takes the fifth month, not the leap fifth, in 2028', () => {
    expect(dayKind(table, '2028-05-28')).toEqual({ kind: 'holiday', name: '端午' });
  });

  it('counts a day of two holidays once', () => {
    const [year] = Object.values(holidayTable(2031, 1).years);
    const dates = year?.off.map(({ date }) => date) ?? [];
    expect([dates.length, new Set(dates).size, dates.includes('2031-10-01')]).toEqual([12, 12, true]);
  });

  it('agrees with chinese-days on the lunar days and 清明 until 2060', () => {
    const ours = holidayTable(2027, 34);
    const differing = Object.entries(ours.years).filter(([year, { off }]) => {
      const theirs = [
        chineseDays.getSolarDateFromLunar(`${year}-01-01`).date,
        chineseDays.getSolarTermDate(Number(year), 4, 'pure_brightness'),
        chineseDays.getSolarDateFromLunar(`${year}-05-05`).date,
        chineseDays.getSolarDateFromLunar(`${year}-08-15`).date,
      ];
      return !theirs.every((date) => off.some((day) => day.date === date));
    });
    expect(differing.map(([year]) => year)).toEqual([]);
  });
});
