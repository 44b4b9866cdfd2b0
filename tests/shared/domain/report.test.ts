import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figureWords, hireRate, rangeFault, reportFigures, reportSpans, spanOf, withoutFuture } from '../../../shared/domain/report.ts';
import { addDays, daysBetween, type LocalDate } from '../../../shared/domain/work-day.ts';

const day = (text: string) => text as LocalDate;
const anyDay = fc.integer({ min: 0, max: 3000 }).map((away) => addDays(day('2024-01-01'), away));

describe('a range of a report', () => {
  it('is refused when it ends before it begins, and beyond two years', () => {
    expect([
      rangeFault(day('2026-11-02'), day('2026-11-01')),
      rangeFault(day('2026-11-01'), day('2026-11-01')),
      rangeFault(day('2024-01-01'), day('2025-12-31')),
      rangeFault(day('2024-01-01'), day('2026-01-01')),
      rangeFault(day('2026-01-01'), day('2026-04-03'), 92),
    ]).toEqual(['range_reversed', null, null, 'range_too_long', 'range_too_long']);
  });

  it('loses the days to come, and keeps its order', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(800), anyDay, (from, length, today) => {
        const cut = withoutFuture(from, addDays(from, length), today);
        expect(cut.from <= cut.to && cut.to <= today).toBe(true);
        if (addDays(from, length) <= today) expect(cut).toEqual({ from, to: addDays(from, length) });
      }),
    );
  });
});

describe('spans', () => {
  it('are today, the week from Monday, this month, the last', () => {
    expect(reportSpans.map((span) => spanOf(span, day('2026-03-01')))).toEqual([
      { from: '2026-03-01', to: '2026-03-01' },
      { from: '2026-02-23', to: '2026-03-01' },
      { from: '2026-03-01', to: '2026-03-31' },
      { from: '2026-02-01', to: '2026-02-28' },
    ]);
    expect(spanOf('month', day('2026-12-31'))).toEqual({ from: '2026-12-01', to: '2026-12-31' });
    expect(spanOf('lastMonth', day('2026-01-31'))).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  });

  it('hold the day they are asked on, but for the last month, which ends the day before this one begins', () => {
    fc.assert(
      fc.property(anyDay, (today) => {
        for (const span of ['day', 'week', 'month'] as const) {
          const { from, to } = spanOf(span, today);
          expect(from <= today && today <= to).toBe(true);
        }
        expect(addDays(spanOf('lastMonth', today).to, 1)).toBe(spanOf('month', today).from);
        expect(daysBetween(spanOf('week', today).from, spanOf('week', today).to)).toBe(6);
      }),
    );
  });
});

describe('the hire rate', () => {
  it('is hires by referrals, and none without a referral', () => {
    expect([hireRate({ hires: 146, referrals: 241 }), hireRate({ hires: 3, referrals: 0 }), hireRate({ hires: 0, referrals: 5 })]).toEqual([
      146 / 241,
      null,
      0,
    ]);
  });
});

describe('figures', () => {
  it('each have a name and a definition of one sentence in both languages', () => {
    for (const figure of [...reportFigures, 'rate'] as const) {
      const { zh, en } = figureWords[figure];
      expect([zh.definition.split('。').length, en.definition.split('. ').length, zh.name === '' || en.name === '']).toEqual([2, 1, false]);
    }
  });
});
