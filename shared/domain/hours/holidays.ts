/**
 * Statutory holidays (法定节假日) and days of make-up work (调休) by year, as `holidays-<hash>.json` carries them (docs/map-data.md).
 * The State Council announces a year's days in the November before; until then only the dates fixed by law are known.
 */
import { array, boolean, iso, literal, maxLength, object, type output, readonly, record, regex, safeParse, string } from 'zod/mini';

const holidaySchema = readonly(object({ date: iso.date(), name: string().check(maxLength(20)) }));

export const holidayTableSchema = readonly(
  object({
    version: literal(1),
    years: readonly(
      record(
        string().check(regex(/^\d{4}$/)),
        readonly(
          object({
            /** False: no decree yet. The days off are those of the law, days of make-up work are not known. */
            announced: boolean(),
            off: readonly(array(holidaySchema).check(maxLength(60))),
            work: readonly(array(iso.date()).check(maxLength(30))),
          }),
        ),
      ),
    ),
  }),
);
export type HolidayTable = output<typeof holidayTableSchema>;

/** What stands in until the table is there: every year is unlisted. */
export const noHolidays: HolidayTable = { version: 1, years: {} };

/** Null for what is not a table of this version. */
export function readHolidayTable(value: unknown): HolidayTable | null {
  const result = safeParse(holidayTableSchema, value);
  return result.success ? result.data : null;
}

/** `unlisted`: the table has no such year, so that any of its days may be a holiday. */
export type DayKind =
  | { readonly kind: 'holiday'; readonly name: string }
  | { readonly kind: 'make-up-work' }
  | { readonly kind: 'ordinary' }
  | { readonly kind: 'unlisted' };

/** @param date `YYYY-MM-DD` in Asia/Shanghai */
export function dayKind(table: HolidayTable, date: string): DayKind {
  const year = table.years[date.slice(0, 4)];
  if (year === undefined) return { kind: 'unlisted' };
  const off = year.off.find((day) => day.date === date);
  if (off !== undefined) return { kind: 'holiday', name: off.name };
  return year.work.includes(date) ? { kind: 'make-up-work' } : { kind: 'ordinary' };
}

/** Whether the year's decree is out, so that days of make-up work are known. */
export function isAnnounced(table: HolidayTable, date: string): boolean {
  return table.years[date.slice(0, 4)]?.announced === true;
}
