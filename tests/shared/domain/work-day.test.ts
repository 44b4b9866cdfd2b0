import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDateSchema } from '../../../shared/domain/local-date.ts';
import {
  addDays,
  clockText,
  daysBetween,
  endOfDayMs,
  type LocalDate,
  localMinuteOf,
  startOfDayMs,
  workDayOf,
} from '../../../shared/domain/work-day.ts';

const day = (text: string) => text as LocalDate;

describe('the work day', () => {
  it.each([
    ['2026-11-22T23:59:00Z', '2026-11-23', 7 * 60 + 59],
    ['2026-11-23T00:01:00Z', '2026-11-23', 8 * 60 + 1],
    ['2026-11-23T15:59:59.999Z', '2026-11-23', 23 * 60 + 59],
    ['2026-11-23T16:00:00Z', '2026-11-24', 0],
    ['2026-11-23T16:01:00Z', '2026-11-24', 1],
  ])('of %s is %s in Shanghai, whatever the zone of the process', (moment, expected, minute) => {
    expect([workDayOf(Date.parse(moment)), localMinuteOf(Date.parse(moment))]).toEqual([expected, minute]);
  });

  it('begins at 16:00 UTC and ends a millisecond before the next', () => {
    expect(new Date(startOfDayMs(day('2026-11-23'))).toISOString()).toBe('2026-11-22T16:00:00.000Z');
    expect(new Date(endOfDayMs(day('2026-11-23'))).toISOString()).toBe('2026-11-23T15:59:59.999Z');
  });

  it('is the day that its own first and last moments fall on, for any day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 40_000 }), (offset) => {
        const date = addDays(day('2026-01-01'), offset);
        expect([workDayOf(startOfDayMs(date)), workDayOf(endOfDayMs(date)), daysBetween(day('2026-01-01'), date)]).toEqual([
          date,
          date,
          offset,
        ]);
      }),
    );
  });

  it('refuses days that are not in the calendar', () => {
    const accepted = ['2026-02-28', '2026-02-29', '2028-02-29', '2026-13-01', '26-1-1', '2026-11-23T00:00'].filter(
      (text) => localDateSchema.safeParse(text).success,
    );
    expect(accepted).toEqual(['2026-02-28', '2028-02-29']);
  });
});

describe('the clock as people read it', () => {
  it('writes hours without a leading zero and names the next day', () => {
    expect([480, 545, 0, 1439, 1800].map(clockText)).toEqual(['8:00', '9:05', '0:00', '23:59', '次日 6:00']);
  });
});
