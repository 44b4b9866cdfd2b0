/** Arithmetic on the hours of one day: minutes after its 0:00, past midnight above 1440, in order and without overlap. */
import type { DayHours, Interval } from './schedule.ts';

export const wholeDay: Interval = [0, 1440];

/** In order, those that touch or overlap made one. */
export function merged(intervals: DayHours): DayHours {
  const result: Interval[] = [];
  for (const [from, to] of intervals.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], to)];
    else result.push([from, to]);
  }
  return result;
}

/** What lies in both. */
export function common(a: DayHours, b: DayHours): DayHours {
  return a.flatMap(([from, to]) =>
    b.flatMap(([otherFrom, otherTo]): Interval[] => {
      const start = Math.max(from, otherFrom);
      const end = Math.min(to, otherTo);
      return start < end ? [[start, end]] : [];
    }),
  );
}

export function sameHours(a: DayHours, b: DayHours): boolean {
  return a.length === b.length && a.every(([from, to], at) => from === b[at]?.[0] && to === b[at]?.[1]);
}
