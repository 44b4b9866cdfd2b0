import { describe, expect, it } from 'vitest';
import { dayKind, isAnnounced, noHolidays, readHolidayTable } from '../../../../shared/domain/hours/holidays.ts';
import { holidays2026 } from './holidays-2026.ts';

describe('a day of the year', () => {
  it.each([
    ['2026-02-17', { kind: 'holiday', name: '春节' }],
    ['2026-06-19', { kind: 'holiday', name: '端午' }],
    ['2026-09-25', { kind: 'holiday', name: '中秋' }],
    ['2026-06-01', { kind: 'ordinary' }],
    ['2026-10-10', { kind: 'make-up-work' }],
    ['2027-10-04', { kind: 'ordinary' }],
    ['2028-10-04', { kind: 'unlisted' }],
  ])('%s', (date, kind) => {
    expect(dayKind(holidays2026, date)).toEqual(kind);
  });

  it('is of a year that may not be announced yet', () => {
    expect(['2026-10-01', '2027-10-01', '2028-10-01'].map((date) => isAnnounced(holidays2026, date))).toEqual([true, false, false]);
  });

  it('is unlisted as long as there is no table', () => {
    expect(dayKind(noHolidays, '2026-10-01')).toEqual({ kind: 'unlisted' });
  });
});

describe('the table of holidays', () => {
  it('is read back as it was', () => {
    expect(readHolidayTable(JSON.parse(JSON.stringify(holidays2026)))).toEqual(holidays2026);
  });

  it.each([
    ['nothing', null],
    ['a newer version', { ...holidays2026, version: 2 }],
    [
      'a day that is not in the calendar',
      { version: 1, years: { '2026': { announced: true, off: [{ date: '2026-02-30', name: '春节' }], work: [] } } },
    ],
    ['a year that is none', { version: 1, years: { soon: { announced: true, off: [], work: [] } } }],
    ['a year without its days', { version: 1, years: { '2026': { announced: true, off: [] } } }],
  ])('is refused when it is %s', (_, value) => {
    expect(readHolidayTable(value)).toBeNull();
  });
});
