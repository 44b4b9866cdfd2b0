import { describe, expect, it } from 'vitest';
import { messages } from '../../../renderer/i18n/setup.ts';
import { stepOf } from '../../../renderer/screens/desk/reports/bars.tsx';
import { rangeText } from '../../../renderer/screens/desk/reports/report-words.ts';
import type { LocalDate } from '../../../shared/domain/work-day.ts';

const range = (from: string, to: string) => ({ from: from as LocalDate, to: to as LocalDate });

describe('a range in words', () => {
  it.each([
    ['2026-10-01', '2026-10-31', '2026年10月'],
    ['2026-02-01', '2026-02-28', '2026年2月'],
    ['2026-10-01', '2026-10-30', '2026年10月1日 到 10月30日'],
    ['2026-11-23', '2026-11-23', '2026年11月23日'],
    ['2025-12-29', '2026-01-04', '2025年12月29日 到 2026年1月4日'],
    ['2025-10-01', '2026-10-31', '2025年10月1日 到 2026年10月31日'],
  ])('from %s to %s is %s', (from, to, words) => {
    expect(rangeText(messages.t, range(from, to))).toBe(words);
  });
});

describe('the scale of bars', () => {
  it('goes in round steps, a few of them', () => {
    expect([0, 1, 3, 7, 60, 186, 1386, 40_000].map(stepOf)).toEqual([1, 1, 1, 2, 20, 50, 500, 10_000]);
  });
});
