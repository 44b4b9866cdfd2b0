/** 到站 at the staff desk: a day's counts, its list, corrections by a counter-entry, and visits that staff write down. */
import { z } from 'zod';
import { localDateSchema } from '../../domain/local-date.ts';
import { type VisitPurpose, visitPurposeSchema } from '../../domain/visit.ts';
import type { LocalDate } from '../../domain/work-day.ts';
import type { Actor } from '../actor.ts';
import { id, type Operation } from '../operation.ts';

/** Why staff take a visit out of the count; kept with the counter-entry. `slip` is also what a worker's own taking back says. */
export const correctionReasons = ['slip', 'twice', 'wrong_purpose', 'test'] as const;
export type CorrectionReason = (typeof correctionReasons)[number];

export interface VisitRow {
  readonly id: string;
  readonly dailyNumber: number;
  readonly purpose: VisitPurpose;
  readonly atMs: number;
  /** The staff member who wrote it down; null for a touch on the screen. */
  readonly addedBy: string | null;
  /** The counter-entry, if there is one: such a visit does not count. */
  readonly corrected: { readonly by: 'worker' | 'staff'; readonly reason: string; readonly atMs: number } | null;
}

export interface VisitDay {
  readonly day: LocalDate;
  readonly today: LocalDate;
  /** 人次: visits without those taken out. */
  readonly visits: number;
  /** 人数: workers known by their card who were there; never added to 人次. */
  readonly workers: number;
  /** Visits taken out of the count. */
  readonly corrected: number;
  readonly byPurpose: Readonly<Record<VisitPurpose, number>>;
  /** 人次 of each local hour, 24 of them. */
  readonly byHour: readonly number[];
  /** Newest number first, from below `beforeNumber`, at most `limit`; also those taken out. */
  readonly rows: readonly VisitRow[];
  readonly more: boolean;
}

export interface VisitsDesk {
  /** A day and its list. @throws day_in_future */
  'visit.day'(input: { day?: LocalDate | undefined; beforeNumber?: number | undefined; limit: number }, actor: Actor): Promise<VisitDay>;

  /**
   * Writes down a visit of somebody who could not touch the screen; it gets the day's next number. Of today it is now; of an earlier
   * day it needs the hour. The same `requestId` answers the first visit again.
   * @throws day_in_future, visit_hour_missing
   */
  'visit.add'(
    input: { purpose: VisitPurpose; day?: LocalDate | undefined; hour?: number | undefined; requestId: string },
    actor: Actor,
  ): Promise<{ visitId: string; dailyNumber: number }>;

  /** Takes a visit out of the count by a counter-entry; it stays and its number is not reused. @throws visit_not_found, visit_corrected */
  'visit.correct'(input: { visitId: string; reason: CorrectionReason }, actor: Actor): Promise<{ corrected: true }>;
}

export const visitsOperations = {
  'visit.day': {
    kind: 'query',
    access: 'staff',
    input: z.strictObject({
      day: localDateSchema.optional(),
      beforeNumber: z.int().min(1).max(1_000_000).optional(),
      limit: z.int().min(1).max(100),
    }),
  },
  'visit.add': {
    kind: 'command',
    access: 'staff',
    input: z.strictObject({
      purpose: visitPurposeSchema,
      day: localDateSchema.optional(),
      hour: z.int().min(0).max(23).optional(),
      requestId: id,
    }),
  },
  'visit.correct': { kind: 'command', access: 'staff', input: z.strictObject({ visitId: id, reason: z.enum(correctionReasons) }) },
} as const satisfies { [Name in keyof VisitsDesk]: Operation<Parameters<VisitsDesk[Name]>[0]> };
