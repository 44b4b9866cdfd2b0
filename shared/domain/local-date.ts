import { z } from 'zod';

/** A calendar day in UTC+8, `YYYY-MM-DD`, from outside. Apart from work-day.ts, which the public site uses without zod. */
export const localDateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((date) => {
    const at = Date.parse(`${date}T00:00:00Z`);
    return Number.isFinite(at) && new Date(at).toISOString().startsWith(date);
  }, 'not a day of the calendar')
  .brand<'LocalDate'>();
