import { describe, expect, it } from 'vitest';
import type { PostingContent } from '../../../shared/domain/posting.ts';
import { isBlocked, type LintKnowledge, lintPosting } from '../../../shared/domain/posting-lint.ts';
import { addDays } from '../../../shared/domain/work-day.ts';
import { at, content, now, today } from '../../support/builders.ts';

const nothingKnown: LintKnowledge = { nowMs: now, payFloorFenPerHour: null, usualDayFen: null, isDuplicate: false, sanctionUntil: null };
const lint = (over: Partial<PostingContent>, known: Partial<LintKnowledge> = {}) =>
  lintPosting({ ...content(), ...over }, { ...nothingKnown, ...known });
const rules = (over: Partial<PostingContent>, known: Partial<LintKnowledge> = {}) =>
  lint(over, known).map((finding) => `${finding.rule} ${finding.severity} ${finding.field} ${finding.words}`.trim());

describe('lintPosting', () => {
  it('has nothing against an honest posting', () => {
    expect(lint({}, { payFloorFenPerHour: 2000, usualDayFen: 26_000 })).toEqual([]);
  });

  it('tells the field in which words stand', () => {
    expect(rules({ title: '洗碗女工', conditions: '45岁以下', content: '上岗交押金 200 元' })).toEqual([
      'sex block title 女工',
      'age warn conditions 45岁以下',
      'fee block content 押金200元',
    ]);
  });

  it('judges pay by the hour and by the day against the floor, and only these', () => {
    const pay = (
      minFen: number,
      maxFen: number,
      unit: 'hour' | 'day' | 'order' | 'month',
      hours: readonly [number, number] | null = null,
    ) =>
      rules(
        { wage: { minFen, maxFen, unit }, startMinute: hours && hours[0] * 60, endMinute: hours && hours[1] * 60 },
        { payFloorFenPerHour: 2000 },
      );
    expect(pay(1999, 1999, 'hour')).toEqual(['pay_below_floor block wage 20']);
    expect(pay(1500, 2500, 'hour')).toEqual(['pay_below_floor warn wage 20']);
    expect(pay(2000, 2000, 'hour')).toEqual([]);
    expect(pay(15_999, 15_999, 'day')).toEqual(['pay_below_floor block wage 20']);
    expect(pay(16_000, 16_000, 'day')).toEqual([]);
    // a shift of four hours is half a day; one of twelve is eleven and a meal
    expect(pay(8000, 8000, 'day', [8, 12])).toEqual([]);
    expect(pay(7999, 7999, 'day', [8, 12])).toEqual(['pay_below_floor block wage 20']);
    expect(pay(17_000, 17_000, 'day', [8, 20])).toEqual(['pay_below_floor warn wage 20']);
    expect(pay(8000, 8000, 'day', [8, 20])).toEqual(['pay_below_floor block wage 20']);
    expect([pay(100, 100, 'order'), pay(100, 100, 'month')]).toEqual([[], []]);
  });

  it('judges no pay while no floor is set', () => {
    expect(rules({ wage: { minFen: 1, maxFen: 1, unit: 'hour' } })).toEqual([]);
  });

  it('asks about pay of four times the usual, whatever its unit', () => {
    const pay = (fen: number, unit: 'hour' | 'day' | 'month' | 'order') =>
      rules({ wage: { minFen: fen, maxFen: fen, unit } }, { usualDayFen: 15_000 });
    expect(pay(60_000, 'day')).toEqual(['pay_far_above warn wage 150']);
    expect(pay(59_999, 'day')).toEqual([]);
    expect(pay(7500, 'hour')).toEqual(['pay_far_above warn wage 150']);
    expect(pay(1_305_000, 'month')).toEqual(['pay_far_above warn wage 150']);
    expect(pay(9_000_000, 'order')).toEqual([]);
  });

  it('asks about figures that are hard to believe', () => {
    expect(rules({ headcount: 100 })).toEqual(['headcount_high warn headcount 100']);
    expect(rules({ startMinute: 360, endMinute: 1110 })).toEqual(['shift_long warn startMinute 12.5']);
    expect(rules({ startMinute: 360, endMinute: 1080 })).toEqual([]);
  });

  it('asks about work whose last day is over', () => {
    const yesterday = addDays(today, -1);
    expect(rules({ workDate: yesterday, durationDays: null })).toEqual([`day_past warn workDate ${yesterday}`]);
    expect(rules({ workDate: yesterday, durationDays: 2 })).toEqual([]);
    expect(rules({ workDate: null })).toEqual([]);
  });

  it('blocks what is no longer valid', () => {
    expect(rules({ validThroughMs: at(5) })).toEqual(['validity_past block validThroughMs']);
    expect(rules({ validThroughMs: null })).toEqual([]);
  });

  it('asks about doubles and blocks an employer under sanction until its day is over', () => {
    expect(rules({}, { isDuplicate: true })).toEqual(['duplicate warn employer 安居装修队']);
    expect(rules({}, { sanctionUntil: today })).toEqual([`employer_sanctioned block employer ${today}`]);
    expect(rules({}, { sanctionUntil: addDays(today, -1) })).toEqual([]);
  });
});

describe('isBlocked', () => {
  it('tells hard faults from doubts', () => {
    expect([isBlocked([]), isBlocked(lint({ headcount: 500 })), isBlocked(lint({ title: '洗碗女工' }))]).toEqual([false, false, true]);
  });
});
