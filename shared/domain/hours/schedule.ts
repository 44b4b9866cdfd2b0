/** Opening hours in structure. What people write is read by read-hours.ts; what cannot be read stays `null`: unknown, never open. */
import { z } from 'zod';

const localDate = z.iso.date();

/**
 * From and to in minutes after 0:00 of the day it begins on, `from` included and `to` not: 0 ≤ from < 1440, from < to ≤ from + 1440.
 * What ends past midnight has `to` > 1440; a whole day is [0, 1440], never start = end.
 */
const intervalSchema = z
  .tuple([z.int().min(0).max(1439), z.int().min(1).max(2879)])
  .refine(([from, to]) => from < to && to <= from + 1440)
  .readonly();
export type Interval = readonly [from: number, to: number];

/** In order and without overlap; none is a day on which it stays shut. */
const dayHoursSchema = z
  .array(intervalSchema)
  .max(6)
  .refine((all) => all.every(([from], at) => at === 0 || from >= (all[at - 1]?.[1] ?? 0)))
  .readonly();
export type DayHours = readonly Interval[];

/** A stretch of dates that differ, both ends included. No hours: shut. */
export const exceptionSchema = z.object({ from: localDate, to: localDate, hours: dayHoursSchema, reason: z.string().max(40) });

export const scheduleSchema = z.object({
  /** Monday first. A day of make-up work (调休) takes the hours of Monday to Friday's most usual day. */
  week: z.tuple([dayHoursSchema, dayHoursSchema, dayHoursSchema, dayHoursSchema, dayHoursSchema, dayHoursSchema, dayHoursSchema]),
  /** On statutory holidays (法定节假日): as on any weekday, shut, hours of their own, or not said. */
  holidays: z.union([z.enum(['same', 'closed', 'unknown']), dayHoursSchema]),
  /** The last that fits wins. */
  exceptions: z.array(exceptionSchema).max(40).default([]).readonly(),
});
export type Schedule = z.infer<typeof scheduleSchema>;

/** The words on the door, always kept, and what could be read from them. */
export const hoursSchema = z.object({ text: z.string().max(120), schedule: scheduleSchema.nullable() });
export type Hours = z.infer<typeof hoursSchema>;
