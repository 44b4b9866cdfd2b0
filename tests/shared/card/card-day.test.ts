import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardDayDate, cardDayOf, cardDayOfDate, lastDay } from '../../../shared/card/card-day.ts';

describe('days on cards', () => {
  it('count from 2020-01-01 and turn at midnight in UTC+8', () => {
    expect(cardDayOf(Date.parse('2020-01-01T00:00:00+08:00'))).toBe(0);
    expect(cardDayOf(Date.parse('2026-11-22T23:59:59.999+08:00'))).toBe(2517);
    expect(cardDayOf(Date.parse('2026-11-22T00:00:00+08:00'))).toBe(2517);
    expect(cardDayOf(Date.parse('2026-11-23T00:00:00+08:00'))).toBe(2518);
    expect([cardDayDate(0), cardDayDate(2517), cardDayDate(lastDay)]).toEqual(['2020-01-01', '2026-11-22', '2199-06-06']);
  });

  it('are the dates again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: lastDay }), (day) => {
        expect(cardDayOfDate(cardDayDate(day))).toBe(day);
        expect(cardDayOf(Date.parse(`${cardDayDate(day)}T12:00:00+08:00`))).toBe(day);
      }),
    );
  });
});
