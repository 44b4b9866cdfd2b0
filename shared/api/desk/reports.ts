/** The station's figures at the desk: reading them, opening the rows they count, taking them along. */
import { z } from 'zod';
import { localDateSchema } from '../../domain/local-date.ts';
import type { MatchState } from '../../domain/match.ts';
import type { PostingState } from '../../domain/posting.ts';
import { type Funnel, type Report, type ReportFigure, reportFigures } from '../../domain/report.ts';
import { tradeCodeSchema } from '../../domain/trade.ts';
import { type VisitPurpose, visitPurposeSchema } from '../../domain/visit.ts';
import type { PayUnit } from '../../domain/wage.ts';
import type { LocalDate } from '../../domain/work-day.ts';
import type { Actor } from '../actor.ts';
import type { PrintInput, PrintOutcome } from '../kiosk-api.ts';
import { id, type Operation } from '../operation.ts';

export interface ReportRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Narrows a figure to a part of it: visits by purpose and hour, postings and matches by trade and employer. */
export interface ReportFilter {
  readonly trade?: number | undefined;
  readonly employer?: string | undefined;
  readonly purpose?: VisitPurpose | undefined;
  readonly hour?: number | undefined;
}

/** Where a page of rows ended: to be handed back as it came. */
export type RowPlace = readonly (string | number)[];

export interface RowsInput extends ReportRange {
  readonly figure: ReportFigure;
  readonly filter: ReportFilter;
  /** Null for the first page. */
  readonly after: RowPlace | null;
}

export interface ReportWorker<Phone> {
  readonly id: string;
  /** Null once forgotten. */
  readonly name: string | null;
  readonly phone: Phone | null;
}

/** One of the rows that a figure counts; `Phone` is `138 **** 8000` to those who ask. */
export type ReportRow<Phone = string> =
  | {
      readonly kind: 'visit';
      readonly id: string;
      readonly day: LocalDate;
      readonly atMs: number;
      readonly number: number;
      readonly purpose: VisitPurpose;
      readonly worker: { readonly id: string; readonly name: string | null } | null;
    }
  | {
      /** A person: `day` is the first of the range, or that of the registration; `times` how many days, or hires. */
      readonly kind: 'worker';
      readonly id: string;
      readonly day: LocalDate;
      readonly times: number;
      readonly worker: ReportWorker<Phone>;
    }
  | {
      readonly kind: 'card';
      readonly id: string;
      readonly day: LocalDate;
      readonly number: string;
      readonly state: 'live' | 'revoked';
      readonly worker: ReportWorker<Phone>;
    }
  | {
      readonly kind: 'posting';
      readonly id: string;
      readonly day: LocalDate;
      readonly title: string;
      readonly trade: number;
      readonly employer: string | null;
      readonly headcount: number;
      readonly taken: number;
      readonly state: PostingState;
    }
  | {
      readonly kind: 'match';
      readonly id: string;
      readonly referredDay: LocalDate;
      readonly agreedDay: LocalDate | null;
      readonly state: MatchState;
      readonly trade: number;
      readonly employer: string;
      /** The posting's; null where there was none. */
      readonly title: string | null;
      readonly workDate: LocalDate | null;
      readonly pay: { readonly fen: number; readonly unit: PayUnit } | null;
      readonly worker: ReportWorker<Phone>;
    };

/**
 * What is taken along: the rows of a figure, or the whole report as a workbook. Names and phones go masked, unless `whole`, which
 * needs the permission to take phones out of the station.
 */
export type ReportFile =
  | (ReportRange & { readonly kind: 'csv'; readonly figure: ReportFigure; readonly filter: ReportFilter; readonly whole: boolean })
  | (ReportRange & { readonly kind: 'xlsx' });

export interface ReportsDesk {
  /** Days to come are cut off. @throws range_reversed, range_too_long (details: mostDays) */
  'report.read'(input: ReportRange, actor: Actor): Promise<Report>;

  /**
   * The rows that a figure counts, oldest first; as many in all as the figure says, for `demand` the places of all rows together.
   * @throws range_reversed, range_too_long, input_invalid (a filter that the figure has not, a place that is none)
   */
  'report.rows'(
    input: RowsInput & { readonly limit: number },
    actor: Actor,
  ): Promise<{ readonly rows: readonly ReportRow[]; readonly next: RowPlace | null }>;

  /** From shown to hired, by hour and by posting. At most 92 days. @throws range_reversed, range_too_long (details: mostDays) */
  'report.funnel'(input: ReportRange & { readonly offset: number; readonly limit: number }, actor: Actor): Promise<Funnel>;

  /** To a new file on a drive; logged. @throws range_reversed, range_too_long, staff_not_allowed, drive_gone, drive_full, drive_read_only */
  'report.export'(
    input: { readonly driveId: string; readonly file: ReportFile },
    actor: Actor,
  ): Promise<{ readonly path: string; readonly sizeBytes: number; readonly rows: number }>;

  /** The same for a browser elsewhere: a piece of the file in base64, and where to go on (null: that was all). @throws as report.export */
  'report.piece'(
    input: { readonly file: ReportFile; readonly after: RowPlace | null },
    actor: Actor,
  ): Promise<{ readonly name: string; readonly bytes: string; readonly next: RowPlace | null }>;

  /** Puts the month's sheet on paper, as the page has drawn it; logged. Each job once. */
  'report.print'(
    input: ReportRange & { readonly jobId: string; readonly picture: PrintInput['picture'] },
    actor: Actor,
  ): Promise<PrintOutcome>;
}

const range = { from: localDateSchema, to: localDateSchema };
const filter = z.strictObject({
  trade: tradeCodeSchema.optional(),
  employer: z.string().max(60).optional(),
  purpose: visitPurposeSchema.optional(),
  hour: z.int().min(0).max(23).optional(),
});
const figure = z.enum(reportFigures);
const after = z
  .array(z.union([z.string().max(60), z.int()]))
  .max(4)
  .nullable();
const file = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('csv'), figure, filter, whole: z.boolean(), ...range }),
  z.strictObject({ kind: z.literal('xlsx'), ...range }),
]);
const picture = z.strictObject({
  widthDots: z.int().min(8).max(2500),
  heightDots: z.int().min(8).max(3600),
  bits: z.base64().max(1_500_000),
});

export const reportsOperations = {
  'report.read': { kind: 'query', access: 'staff', slow: true, input: z.strictObject(range) },
  'report.rows': {
    kind: 'query',
    access: 'staff',
    slow: true,
    input: z.strictObject({ figure, filter, after, limit: z.int().min(1).max(100), ...range }),
  },
  'report.funnel': {
    kind: 'query',
    access: 'staff',
    slow: true,
    input: z.strictObject({ offset: z.int().min(0).max(1_000_000), limit: z.int().min(1).max(100), ...range }),
  },
  'report.export': {
    kind: 'command',
    access: 'staff',
    slow: true,
    input: z.strictObject({ driveId: z.string().regex(/^[0-9a-f]{16}$/), file }),
  },
  'report.piece': { kind: 'command', access: 'staff', slow: true, input: z.strictObject({ file, after }) },
  'report.print': {
    kind: 'command',
    access: 'staff',
    largestBody: 1_600_000,
    input: z.strictObject({ jobId: id, picture, ...range }),
  },
} as const satisfies { [Name in keyof ReportsDesk]: Operation<Parameters<ReportsDesk[Name]>[0]> };
