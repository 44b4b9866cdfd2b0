/** Visits (到站登记): anonymous by default, one touch for each purpose. 人次 counts visits; it is never mixed with 人数. */
import { z } from 'zod';
import type { AmenityCode } from './amenity.ts';
import { type LocalDate, workDayOf } from './work-day.ts';

/** 歇脚 喝水 热饭 充电 找活 办卡 咨询 */
export const visitPurposes = ['rest', 'drink', 'meal', 'charge', 'jobs', 'card', 'advice'] as const;
export const visitPurposeSchema = z.enum(visitPurposes);
export type VisitPurpose = z.infer<typeof visitPurposeSchema>;

export interface Visit {
  readonly id: string;
  readonly workDay: LocalDate;
  /** Counts from 1 each work day; never reused, also not after a correction. */
  readonly dailyNumber: number;
  readonly purpose: VisitPurpose;
  readonly atMs: number;
  /** The touch session that made it: a random id that ends with the session and names nobody. */
  readonly sessionId: string;
}

/** A second touch on the same purpose in the same touch session within this time is the same visit. */
export const repeatWithinMs = 10 * 60_000;
/** How long a worker may take back a slip of the finger (点错了); later it is the staff's to correct. */
export const takeBackWithinMs = 5 * 60_000;

/** Whether a new touch only repeats an earlier visit. Work days divide: 23:59 and 00:01 are two visits. */
export function isRepeat(earlier: Visit, touch: { purpose: VisitPurpose; sessionId: string; atMs: number }): boolean {
  return (
    earlier.sessionId === touch.sessionId &&
    earlier.purpose === touch.purpose &&
    earlier.workDay === workDayOf(touch.atMs) &&
    Math.abs(touch.atMs - earlier.atMs) < repeatWithinMs
  );
}

/** The amenity that a purpose is about, for telling where it stands. */
export const amenityOfPurpose: Readonly<Record<VisitPurpose, AmenityCode | null>> = {
  rest: 'seats',
  drink: 'water',
  meal: 'microwave',
  charge: 'charging',
  jobs: null,
  card: null,
  advice: null,
};
