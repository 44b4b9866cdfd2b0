/** Pay is integer fen with a unit; the unit never parts from the amount. */
import { z } from 'zod';

export const payUnits = ['hour', 'day', 'order', 'month'] as const;
export type PayUnit = (typeof payUnits)[number];
/** When the money is handed over: 日结, 周结, 月结, 完工结. */
export const settlements = ['day', 'week', 'month', 'completion'] as const;
export type Settlement = (typeof settlements)[number];

/** Above these a figure is a slip of the hand (fen a unit): 1,000 元/时, 10,000 元/天, 100,000 元/单, 200,000 元/月. */
export const payCeilingFen: Readonly<Record<PayUnit, number>> = {
  hour: 100_000,
  day: 1_000_000,
  order: 10_000_000,
  month: 20_000_000,
};

export const wageSchema = z
  .object({
    minFen: z.int().positive(),
    maxFen: z.int().positive(),
    unit: z.enum(payUnits),
  })
  .refine((wage) => wage.maxFen >= wage.minFen, { error: 'maximum below minimum', path: ['maxFen'] })
  .refine((wage) => wage.maxFen <= payCeilingFen[wage.unit], { error: 'beyond any wage of this unit', path: ['maxFen'] });
export type Wage = z.infer<typeof wageSchema>;

const unitWords: Readonly<Record<PayUnit, string>> = { hour: '元/时', day: '元/天', order: '元/单', month: '元/月' };
export const settlementWords: Readonly<Record<Settlement, string>> = { day: '日结', week: '周结', month: '月结', completion: '完工结' };

/** Fen as yuan without needless zeros: 28000 → `280`, 1850 → `18.5`. */
export function yuanText(fen: number): string {
  return (fen / 100).toFixed(2).replace(/\.?0+$/, '');
}

/** `280`, or `200-280` for a range. */
export function amountText(wage: Wage): string {
  return wage.minFen === wage.maxFen ? yuanText(wage.minFen) : `${yuanText(wage.minFen)}-${yuanText(wage.maxFen)}`;
}

/** `280元/天` */
export function wageText(wage: Wage): string {
  return amountText(wage) + unitWords[wage.unit];
}

/**
 * The wage as fen a working day, to put wages of different units in one order; null for pay by the order, which has no day.
 * A working day is 8 hours, a month 21.75 days (the Labour Ministry's figure for converting monthly pay, 劳社部发〔2008〕3号).
 */
export function dayPayFen(wage: Wage): number | null {
  switch (wage.unit) {
    case 'hour':
      return wage.maxFen * 8;
    case 'day':
      return wage.maxFen;
    case 'month':
      return Math.round(wage.maxFen / 21.75);
    case 'order':
      return null;
  }
}
