/** Days since 2020-01-01 as map files count them: plain dates of the calendar, no clock and no zone in it. */
const dayMs = 86_400_000;
const firstMs = Date.UTC(2020, 0, 1);

export const firstDay = (Date.parse('0000-01-01') - firstMs) / dayMs;
export const lastDay = (Date.parse('9999-12-31') - firstMs) / dayMs;

/** @throws RangeError for what is no `YYYY-MM-DD` */
export function dayOfDate(date: string): number {
  const day = (Date.parse(`${date}T00:00:00Z`) - firstMs) / dayMs;
  if (!Number.isInteger(day)) throw new RangeError(`not a date: ${date}`);
  return day;
}

export function dateOfDay(day: number): string {
  return new Date(firstMs + day * dayMs).toISOString().slice(0, 10);
}
