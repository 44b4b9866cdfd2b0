/** Random hours for laws: days in order without overlap, some past midnight, some round the clock. */
import fc from 'fast-check';
import type { Schedule } from '../../../../shared/domain/hours/schedule.ts';

const quarter = fc.integer({ min: 0, max: 95 });

/** Intervals apart from one another; the last may run past midnight, up to its own start. */
export const dayHours: fc.Arbitrary<[number, number][]> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<[number, number][]>([]) },
  { weight: 1, arbitrary: fc.constant<[number, number][]>([[0, 1440]]) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.uniqueArray(quarter, { minLength: 2, maxLength: 8 }),
        fc.option(fc.integer({ min: 1, max: 96 })),
        fc.integer({ min: 0, max: 14 }),
      )
      .map(([marks, night, odd]) => {
        const sorted = marks.toSorted((a, b) => a - b).map((mark) => mark * 15 + (odd % 2 === 0 ? 0 : odd));
        const hours: [number, number][] = [];
        for (let at = 0; at + 1 < sorted.length; at += 2) hours.push([sorted[at] ?? 0, sorted[at + 1] ?? 0]);
        const last = hours.at(-1);
        if (night !== null && last !== undefined) last[1] = Math.max(last[1], Math.min(last[0] + 1440, 1440 + night * 15));
        return hours;
      }),
  },
);

const week = fc.oneof(
  dayHours.map((hours): Schedule['week'] => [hours, hours, hours, hours, hours, hours, hours]),
  fc.tuple(dayHours, dayHours).map(([work, rest]): Schedule['week'] => [work, work, work, work, work, rest, rest]),
  fc.tuple(dayHours, dayHours, dayHours, dayHours, dayHours, dayHours, dayHours),
);

export const schedule: fc.Arbitrary<Schedule> = fc.record({
  week,
  holidays: fc.oneof(
    fc.constantFrom('same' as const, 'closed' as const, 'unknown' as const),
    dayHours.filter((hours) => hours.length > 0),
  ),
  exceptions: fc.constant([]),
});
