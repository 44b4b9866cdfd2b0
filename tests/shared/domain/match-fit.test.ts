import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFits, type Fit, type FitWork, type FitWorker, fitOf, isNightWork } from '../../../shared/domain/match-fit.ts';
import { addDays } from '../../../shared/domain/work-day.ts';
import { everyDayMask, nightsBit } from '../../../shared/domain/worker.ts';
import { today } from '../../support/builders.ts';

/** A Monday. */
const monday = today;
const worker: FitWorker = { level: 3, availableFrom: monday, availableMask: everyDayMask, dayWage: [260, 320] };
const work: FitWork = { workDate: monday, startMinute: 480, endMinute: 1020, wage: { minFen: 28_000, maxFen: 28_000, unit: 'day' } };
const around = { today: monday, metres: 1200, freshDays: 2 };

describe('how a worker and work fit', () => {
  it('is told with its numbers', () => {
    expect(fitOf(worker, work, around)).toEqual({
      ...{ available: 'free', daysUntilFree: 0, pay: 'met', shortFen: 0, level: 3, metres: 1200, freshDays: 2 },
    });
  });

  it.each([
    ['free only later', { availableFrom: addDays(monday, 4) }, {}, 'later', 4],
    ['free by the day of the work', { availableFrom: addDays(monday, 4) }, { workDate: addDays(monday, 4) }, 'free', 0],
    ['not on Mondays', { availableMask: everyDayMask & ~1 }, {}, 'weekday', 0],
    ['on Mondays only', { availableMask: 1 }, {}, 'free', 0],
    ['on Mondays only, for a Tuesday', { availableMask: 1 }, { workDate: addDays(monday, 1) }, 'weekday', 0],
    ['on no day that was named', { availableMask: 0 }, {}, 'free', 0],
    ['on no Monday, for a day to be agreed', { availableMask: everyDayMask & ~1 }, { workDate: null }, 'free', 0],
    ['no nights', {}, { startMinute: 1200, endMinute: 1800 }, 'no_nights', 0],
    ['nights', { availableMask: everyDayMask | nightsBit }, { startMinute: 1200, endMinute: 1800 }, 'free', 0],
    ['work that began before today', {}, { workDate: addDays(monday, -3) }, 'free', 0],
  ] as const)('%s', (_, who, what, available, daysUntilFree) => {
    expect(fitOf({ ...worker, ...who }, { ...work, ...what }, around)).toMatchObject({ available, daysUntilFree });
  });

  it.each([
    ['less than they want', { wage: { minFen: 20_000, maxFen: 24_000, unit: 'day' } }, 'short', 2000],
    ['an hourly wage of the same day', { wage: { minFen: 3250, maxFen: 3250, unit: 'hour' } }, 'met', 0],
    ['pay by the order', { wage: { minFen: 3250, maxFen: 3250, unit: 'order' } }, 'open', 0],
    ['pay that nobody named', { wage: null }, 'open', 0],
  ] as const)('with %s', (_, what, pay, shortFen) => {
    expect(fitOf(worker, { ...work, ...what }, around)).toMatchObject({ pay, shortFen });
  });

  it('leaves open what a worker left open', () => {
    expect(fitOf({ ...worker, dayWage: null }, work, around).pay).toBe('open');
  });

  it.each([
    [null, null, false],
    [480, 1020, false],
    [299, 600, true],
    [300, 600, false],
    [780, 1320, false],
    [780, 1321, true],
    [1200, 1800, true],
    [1330, null, true],
  ])('work from %s to %s at night: %s', (startMinute, endMinute, night) => {
    expect(isNightWork({ startMinute, endMinute })).toBe(night);
  });
});

const fit: fc.Arbitrary<Fit> = fc
  .record({
    available: fc.constantFrom('free', 'later', 'weekday', 'no_nights' as const),
    daysUntilFree: fc.integer({ min: 1, max: 5 }),
    pay: fc.constantFrom('met', 'open', 'short' as const),
    shortFen: fc.integer({ min: 1, max: 5000 }),
    level: fc.constantFrom(null, 1, 2, 3 as const),
    metres: fc.option(fc.integer({ min: 0, max: 20_000 })),
    freshDays: fc.nat({ max: 5 }),
  })
  .map(
    (one): Fit => ({
      ...one,
      daysUntilFree: one.available === 'later' ? one.daysUntilFree : 0,
      shortFen: one.pay === 'short' ? one.shortFen : 0,
    }),
  );
const sign = (a: Fit, b: Fit) => Math.sign(compareFits(a, b));

describe('the order of fits', () => {
  it('is one order: the same from both sides, and it carries over', () => {
    fc.assert(
      fc.property(fit, fit, fit, (a, b, c) => {
        expect([sign(a, a), sign(a, b) + sign(b, a)]).toEqual([0, 0]);
        if (sign(a, b) <= 0 && sign(b, c) <= 0) expect(sign(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('does not depend on the order in which they were found', () => {
    fc.assert(
      fc.property(fc.array(fit, { maxLength: 12 }), fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (all, keys) => {
        const shuffled = all.map((one) => ({ one, key: keys.next().value })).toSorted((a, b) => a.key - b.key);
        const sorted = (some: readonly Fit[]) => some.toSorted(compareFits);
        const one = sorted(all);
        sorted(shuffled.map((entry) => entry.one)).forEach((other, at) => {
          expect(sign(other, one[at] as Fit)).toBe(0);
        });
      }),
    );
  });

  it('never puts behind who is at least as good in everything', () => {
    const better: fc.Arbitrary<Partial<Fit>> = fc.constantFrom<Partial<Fit>>(
      { available: 'free', daysUntilFree: 0 },
      { pay: 'met', shortFen: 0 },
      { level: 3 },
      { metres: 0 },
      { freshDays: 0 },
    );
    fc.assert(
      fc.property(fit, better, (one, gain) => {
        expect(compareFits({ ...one, ...gain }, one)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it.each([
    ['free before not free, whatever it pays', { available: 'free', pay: 'short', shortFen: 9 }, { available: 'weekday', pay: 'met' }],
    ['enough pay before skill', { pay: 'met', level: 1 }, { pay: 'open', level: 3 }],
    ['skill before nearness', { level: 3, metres: 9000 }, { level: 2, metres: 10 }],
    ['nearness before freshness', { metres: 100, freshDays: 4 }, { metres: 3000, freshDays: 0 }],
    ['fresh before old within the same half kilometre', { metres: 499, freshDays: 0 }, { metres: 1, freshDays: 1 }],
    ['unsaid skill before a learner', { level: null }, { level: 1 }],
  ] as const)('puts %s', (_, first, second) => {
    const plain = fitOf(worker, work, around);
    expect(compareFits({ ...plain, ...first }, { ...plain, ...second })).toBeLessThan(0);
  });
});
