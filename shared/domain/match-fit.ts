/**
 * How well a worker and a piece of work fit, as staff would judge it: can they come that day, does the pay meet what they want,
 * how skilled are they, how far is it, how fresh is what we know. Both ways round, each judgement with its numbers.
 */
import { dayPayFen, type Wage } from './wage.ts';
import { daysBetween, type LocalDate } from './work-day.ts';
import { everyDayMask, type Level, nightsBit } from './worker.ts';

/** What the judgement reads of a worker. */
export interface FitWorker {
  readonly level: Level | null;
  readonly availableFrom: LocalDate;
  readonly availableMask: number;
  /** Yuan a day. */
  readonly dayWage: readonly [number, number] | null;
}

/** What the judgement reads of a piece of work. */
export interface FitWork {
  /** Null: to be agreed. */
  readonly workDate: LocalDate | null;
  readonly startMinute: number | null;
  readonly endMinute: number | null;
  readonly wage: Wage | null;
}

export type Availability = 'free' | 'later' | 'weekday' | 'no_nights';
export type PayFit = 'met' | 'open' | 'short';

export interface Fit {
  /** `later`: free from a later day; `weekday`: not on that day of the week; `no_nights`: it is night work. */
  readonly available: Availability;
  /** Days until they are free, where `later`; else 0. */
  readonly daysUntilFree: number;
  /** `open`: one side named no day's pay. */
  readonly pay: PayFit;
  /** What is missing to the least they want, fen a day; 0 unless `short`. */
  readonly shortFen: number;
  readonly level: Level | null;
  /** Null where the place has no point. */
  readonly metres: number | null;
  /** Days since the worker was here, or since the work was verified. */
  readonly freshDays: number;
}

const latestDayEnd = 22 * 60;
const earliestDayStart = 5 * 60;

/** Work that ends after 22:00 or begins before 5:00. */
export function isNightWork({ startMinute, endMinute }: Pick<FitWork, 'startMinute' | 'endMinute'>): boolean {
  if (startMinute === null) return false;
  return startMinute < earliestDayStart || (endMinute ?? startMinute) > latestDayEnd;
}

/** Monday is bit 0. */
function weekdayBit(day: LocalDate): number {
  return 1 << ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7);
}

function availabilityOf(worker: FitWorker, work: FitWork, today: LocalDate): Availability {
  const { availableFrom: from, availableMask: mask } = worker;
  const day = work.workDate !== null && work.workDate > today ? work.workDate : today;
  if (from > day) return 'later';
  if (isNightWork(work) && (mask & nightsBit) === 0) return 'no_nights';
  // Work to be agreed falls on a day that suits; a mask without days names none that does not.
  if (work.workDate !== null && (mask & everyDayMask) !== 0 && (mask & weekdayBit(day)) === 0) return 'weekday';
  return 'free';
}

function shortfallFen(worker: FitWorker, work: FitWork): number | null {
  const offered = work.wage && dayPayFen(work.wage);
  if (worker.dayWage === null || offered === null) return null;
  return Math.max(0, worker.dayWage[0] * 100 - offered);
}

export function fitOf(
  worker: FitWorker,
  work: FitWork,
  { today, metres, freshDays }: { readonly today: LocalDate; readonly metres: number | null; readonly freshDays: number },
): Fit {
  const available = availabilityOf(worker, work, today);
  const short = shortfallFen(worker, work);
  return {
    available,
    daysUntilFree: available === 'later' ? daysBetween(today, worker.availableFrom) : 0,
    pay: short === null ? 'open' : short === 0 ? 'met' : 'short',
    shortFen: short ?? 0,
    level: worker.level,
    metres,
    freshDays: Math.max(0, freshDays),
  };
}

const payRank: Readonly<Record<PayFit, number>> = { met: 0, open: 1, short: 2 };
/** Half kilometres: nearer than that is no reason. A place nobody measured comes after those within 10 km. */
const metresRank = (metres: number | null) => (metres === null ? 20 : Math.floor(metres / 500));

/** In the order of weight; a smaller figure is better. */
function ranks(fit: Fit): readonly number[] {
  return [
    fit.available === 'free' ? 0 : 1,
    payRank[fit.pay],
    fit.daysUntilFree,
    fit.shortFen,
    -(fit.level ?? 1.5),
    metresRank(fit.metres),
    fit.freshDays,
  ];
}

/**
 * Better fits first: free before not, pay met before open before short, then skill, distance, freshness. A total preorder: whoever is
 * at least as good in everything is never behind.
 */
export function compareFits(a: Fit, b: Fit): number {
  const theirs = ranks(b);
  for (const [at, rank] of ranks(a).entries()) {
    const difference = rank - (theirs[at] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
