/** Postings at the staff desk: looking, writing, reviewing, copying, closing the day, files in and out. */
import { z } from 'zod';
import type { LegalMinimumField } from '../../domain/posting.ts';
import { type PostingContent, type PostingState, postingContentSchema, postingStates } from '../../domain/posting.ts';
import type { LintFinding, LintRule } from '../../domain/posting-lint.ts';
import { lintRules } from '../../domain/posting-lint.ts';
import type { LocalDate } from '../../domain/work-day.ts';
import type { Actor } from '../actor.ts';
import { id, nothing, type Operation } from '../operation.ts';

/** The states, and what is derived from a published posting. */
export const postingShelves = [...postingStates, 'stale', 'expired', 'filled', 'orphan'] as const;
export type PostingShelf = (typeof postingShelves)[number];

/** Why a posting is closed; kept with it. */
export const closeReasons = ['filled', 'done', 'employer_withdrew', 'unreachable', 'untrue', 'duplicate', 'expired', 'other'] as const;
export type CloseReason = (typeof closeReasons)[number];

/** Why a posting goes back to who wrote it. */
export const returnReasons = ['incomplete', 'unlawful', 'pay', 'unreachable', 'other'] as const;
export type ReturnReason = (typeof returnReasons)[number];

/** A posting in a list of the desk. */
export interface PostingRow {
  readonly id: string;
  readonly revision: number;
  readonly state: PostingState;
  readonly closedReason: string | null;
  readonly demo: boolean;
  /** Where it came from: `desk`, `hub`, `phone` (an employer's own), or the name of an import. */
  readonly source: string;
  readonly title: string;
  readonly trade: number;
  readonly employer: string | null;
  readonly place: string | null;
  readonly wage: PostingContent['wage'];
  readonly settlement: PostingContent['settlement'];
  readonly workDate: LocalDate | null;
  readonly startMinute: number | null;
  readonly headcount: number | null;
  readonly taken: number;
  readonly contactPhone: string | null;
  readonly validThroughMs: number | null;
  readonly verifiedAtMs: number | null;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  /** Derived, of a published one: nobody to call, not verified lately, no longer valid, places gone. */
  readonly orphan: boolean;
  readonly stale: boolean;
  readonly expired: boolean;
  readonly filled: boolean;
}

/** What stands in the way of publishing, or is to be asked about first. */
export interface PostingVerdict {
  readonly missing: readonly LegalMinimumField[];
  readonly findings: readonly LintFinding[];
}

export interface ShelfRow extends PostingRow {
  /** Of drafts and of what waits for review; null of the others. */
  readonly verdict: PostingVerdict | null;
}

export interface PostingHistoryEntry {
  readonly id: string;
  readonly atMs: number;
  readonly actor: string;
  /** `posting.publish` */
  readonly action: string;
  /** Codes only: a reason, rules, changed fields, days. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export interface PostingView extends PostingRow, PostingVerdict {
  readonly content: PostingContent;
  readonly source: string;
  readonly sourceId: string;
  readonly reviewer: string | null;
  readonly publishedAtMs: number | null;
  /** Newest first, at most 50. */
  readonly history: readonly PostingHistoryEntry[];
}

export interface ReviewRow extends PostingRow, PostingVerdict {}

export interface PostingTodo {
  /** Waiting for review, the longest first. */
  readonly review: { readonly count: number; readonly postings: readonly ReviewRow[] };
  /** On the screen, not verified lately, the longest first. */
  readonly stale: { readonly count: number; readonly postings: readonly PostingRow[] };
  /** Valid until some time today, the earliest first; also filled ones. */
  readonly expiring: { readonly count: number; readonly postings: readonly PostingRow[] };
}

export interface CopyOutcome {
  /** The posting that was copied. */
  readonly from: string;
  /** The new one, or that of an earlier copy of the same day. */
  readonly id: string;
  readonly state: PostingState;
  /** Why it was not published though that was asked; `again`: it was copied before. */
  readonly why: 'again' | 'incomplete' | 'blocked' | 'doubtful' | null;
}

export interface DayOutcome {
  /** At most 200. */
  readonly closed: readonly PostingRow[];
  readonly closedCount: number;
  /** `unfilled`: places are open; `goes_on`: its last day is later. At most 200. */
  readonly stay: readonly (PostingRow & { readonly why: 'unfilled' | 'goes_on' })[];
}

export interface DriveView {
  readonly id: string;
  readonly name: string;
  readonly totalBytes: number;
  readonly freeBytes: number;
  readonly files: readonly { readonly path: string; readonly sizeBytes: number; readonly modifiedMs: number }[];
}

export interface ImportFaultView {
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
}

/** A row that can be read, and what the lint says of it. */
export interface ImportFinding {
  readonly row: number;
  readonly title: string;
  readonly findings: readonly LintFinding[];
}

/** What an import would do; nothing is written. */
export interface ImportLook {
  /** Names this file as it was looked at: to be handed to `import.run`. */
  readonly digest: string;
  readonly format: 'csv' | 'json-ld';
  readonly encoding: string;
  /** Columns that were recognised or passed over, trades that were guessed. */
  readonly notes: readonly string[];
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly closedUntouched: number;
  /** At most 200, by row. */
  readonly faults: readonly ImportFaultView[];
  readonly faultCount: number;
  /** Rows with a fault: they are left out when only good rows are wanted. */
  readonly faultyRows: number;
  /** Rows with a hard finding come in but wait for review; at most 200 of these and of the doubtful. */
  readonly blocked: readonly ImportFinding[];
  readonly blockedCount: number;
  readonly doubtful: readonly ImportFinding[];
  readonly doubtfulCount: number;
}

export type ImportProgress =
  | { readonly state: 'idle' }
  | { readonly state: 'looking' | 'running'; readonly done: number; readonly all: number }
  | {
      readonly state: 'done';
      readonly added: number;
      readonly changed: number;
      readonly unchanged: number;
      readonly closedUntouched: number;
      /** New ones that were to be published and wait for review instead. */
      readonly held: number;
      readonly skipped: number;
    }
  | { readonly state: 'looked'; readonly look: ImportLook }
  | { readonly state: 'failed'; readonly code: string; readonly message: string; readonly details: Readonly<Record<string, unknown>> };

export const exportFormats = ['csv', 'json-ld'] as const;
export type ExportFormat = (typeof exportFormats)[number];
/** What of the station's postings: those on the screen now, or every one. */
export const exportScopes = ['open', 'all'] as const;
export type ExportScope = (typeof exportScopes)[number];

export interface PostingsDesk {
  /** A shelf's page, and how many stand on each shelf. Words search titles, trades, employers, places. */
  'posting.search'(
    input: { shelf: PostingShelf; text?: string | undefined; offset: number; limit: number },
    actor: Actor,
  ): Promise<{ postings: ShelfRow[]; more: boolean; counts: Readonly<Record<PostingShelf, number>> }>;

  /** One with everything about it. @throws posting_not_found */
  'posting.read'(input: { id: string }, actor: Actor): Promise<PostingView>;

  /** What would stand in the way of this content; `id` is the posting it is to become, if there is one. */
  'posting.lint'(input: { id?: string | undefined; content: PostingContent }, actor: Actor): Promise<PostingVerdict>;

  /** A draft. `verified`: staff have just spoken with the employer. @throws validity_invalid */
  'posting.create'(input: { content: PostingContent; verified: boolean }, actor: Actor): Promise<PostingView>;

  /**
   * Changes the content; when it was last verified stays, or becomes now with `verified`. One that is published or paused stays so
   * and must stay publishable: doubts are to be named in `confirmed`.
   * @throws posting_not_found, changed_meanwhile (details: revision), posting_state (closed), validity_invalid,
   * posting_incomplete, posting_blocked, posting_doubtful
   */
  'posting.edit'(
    input: { id: string; revision: number; content: PostingContent; verified: boolean; confirmed: readonly LintRule[] },
    actor: Actor,
  ): Promise<PostingView>;

  /** draft → pending. @throws posting_not_found, changed_meanwhile, posting_state */
  'posting.submit'(input: { id: string; revision: number }, actor: Actor): Promise<PostingView>;

  /**
   * draft, pending → published; the actor is the reviewer. Doubts have to be named in `confirmed`: staff have asked about them.
   * @throws posting_not_found, changed_meanwhile, posting_state, posting_incomplete (details: missing), posting_blocked (details:
   * rules), posting_doubtful (details: rules that were not confirmed)
   */
  'posting.publish'(
    input: { id: string; revision: number; confirmed: readonly LintRule[]; verified: boolean },
    actor: Actor,
  ): Promise<PostingView>;

  /** pending → draft. @throws posting_not_found, changed_meanwhile, posting_state */
  'posting.return'(input: { id: string; revision: number; reason: ReturnReason }, actor: Actor): Promise<PostingView>;

  /** published → paused: off the screen, nothing forgotten. @throws as posting.submit */
  'posting.pause'(input: { id: string; revision: number }, actor: Actor): Promise<PostingView>;

  /** paused → published, judged as on publishing. @throws as posting.publish */
  'posting.resume'(input: { id: string; revision: number; confirmed: readonly LintRule[] }, actor: Actor): Promise<PostingView>;

  /** For good. Without a match the reason has to be said. @throws posting_not_found, changed_meanwhile, posting_state, close_reason_missing */
  'posting.close'(input: { id: string; revision: number; reason: CloseReason | null }, actor: Actor): Promise<PostingView>;

  /** Staff made sure that it is still true. @throws posting_not_found, changed_meanwhile, posting_state (neither published nor paused) */
  'posting.verify'(input: { id: string; revision: number }, actor: Actor): Promise<PostingView>;

  /** Valid through the end of the day `days` from today (1-30). @throws posting_not_found, changed_meanwhile, posting_state */
  'posting.extend'(input: { id: string; revision: number; days: number }, actor: Actor): Promise<PostingView>;

  /** The same work again, dated today, never twice for the same posting and day. @throws posting_not_found */
  'posting.copy'(input: { id: string; publish: boolean }, actor: Actor): Promise<CopyOutcome>;

  /** Yesterday's work, as it could be copied; `copied`: it was, today. */
  'posting.yesterday'(
    input: Record<string, never>,
    actor: Actor,
  ): Promise<{ day: LocalDate; postings: (PostingRow & { readonly copied: string | null })[] }>;

  /** Copies yesterday's, all of them or those of `ids`. Complete and harmless ones are published when that is asked; the others wait for review. */
  'posting.copy-yesterday'(
    input: { ids?: readonly string[] | undefined; publish: boolean },
    actor: Actor,
  ): Promise<{ copies: CopyOutcome[] }>;

  /** Closes today's and earlier work whose places were all taken. What is unfilled stays and is told. */
  'posting.complete-day'(input: Record<string, never>, actor: Actor): Promise<DayOutcome>;

  /** What waits for staff; at most `limit` of each, with the whole count. */
  'posting.todo'(input: { limit: number }, actor: Actor): Promise<PostingTodo>;

  /** The drives that are plugged in and the files on them that may hold postings. */
  'import.drives'(input: Record<string, never>, actor: Actor): Promise<{ drives: DriveView[] }>;

  /** Begins a dry run; `import.progress` tells its outcome. @throws import_busy, drive_* */
  'import.look'(input: { driveId: string; path: string; source?: string | undefined }, actor: Actor): Promise<{ started: true }>;

  /**
   * Begins to store the file that was looked at last. Doubtful rows are published as asked, blocked ones wait for review; faulty ones stop
   * everything unless only good rows are wanted. @throws import_busy, import_look_first, import_faulty (details: faultyRows)
   */
  'import.run'(
    input: { digest: string; publish: 'published' | 'pending'; goodRowsOnly: boolean },
    actor: Actor,
  ): Promise<{ started: true }>;

  /** How far it is, and what came of it. */
  'import.progress'(input: Record<string, never>, actor: Actor): Promise<ImportProgress>;

  /** To a new file on a drive. @throws drive_* */
  'export.postings'(
    input: { driveId: string; format: ExportFormat; scope: ExportScope },
    actor: Actor,
  ): Promise<{ path: string; sizeBytes: number; postings: number }>;

  /** The same for a browser elsewhere: a piece of the file, and what to ask for next (null: that was all). */
  'export.piece'(
    input: { format: ExportFormat; scope: ExportScope; after: string | null },
    actor: Actor,
  ): Promise<{ name: string; text: string; next: string | null }>;
}

const revision = z.int().min(1).max(1_000_000_000);
const one = z.strictObject({ id, revision });
const confirmed = z.array(z.enum(lintRules)).max(lintRules.length);
const driveId = z.string().regex(/^[0-9a-f]{16}$/);
const format = z.enum(exportFormats);
const scope = z.enum(exportScopes);

export const postingsOperations = {
  'posting.search': {
    kind: 'query',
    access: 'staff',
    input: z.strictObject({
      shelf: z.enum(postingShelves),
      text: z.string().max(40).optional(),
      offset: z.int().min(0).max(1_000_000),
      limit: z.int().min(1).max(50),
    }),
  },
  'posting.read': { kind: 'query', access: 'staff', input: z.strictObject({ id }) },
  'posting.lint': { kind: 'query', access: 'staff', input: z.strictObject({ id: id.optional(), content: postingContentSchema }) },
  'posting.create': { kind: 'command', access: 'staff', input: z.strictObject({ content: postingContentSchema, verified: z.boolean() }) },
  'posting.edit': {
    kind: 'command',
    access: 'staff',
    input: z.strictObject({ id, revision, content: postingContentSchema, verified: z.boolean(), confirmed }),
  },
  'posting.submit': { kind: 'command', access: 'staff', input: one },
  'posting.publish': {
    kind: 'command',
    access: 'staff',
    input: z.strictObject({ id, revision, confirmed, verified: z.boolean() }),
  },
  'posting.return': { kind: 'command', access: 'staff', input: z.strictObject({ id, revision, reason: z.enum(returnReasons) }) },
  'posting.pause': { kind: 'command', access: 'staff', input: one },
  'posting.resume': { kind: 'command', access: 'staff', input: z.strictObject({ id, revision, confirmed }) },
  'posting.close': {
    kind: 'command',
    access: 'staff',
    input: z.strictObject({ id, revision, reason: z.enum(closeReasons).nullable() }),
  },
  'posting.verify': { kind: 'command', access: 'staff', input: one },
  'posting.extend': { kind: 'command', access: 'staff', input: z.strictObject({ id, revision, days: z.int().min(1).max(30) }) },
  'posting.copy': { kind: 'command', access: 'staff', input: z.strictObject({ id, publish: z.boolean() }) },
  'posting.yesterday': { kind: 'query', access: 'staff', input: nothing },
  'posting.copy-yesterday': {
    kind: 'command',
    access: 'staff',
    input: z.strictObject({ ids: z.array(id).max(500).optional(), publish: z.boolean() }),
  },
  'posting.complete-day': { kind: 'command', access: 'staff', input: nothing },
  'posting.todo': { kind: 'query', access: 'staff', input: z.strictObject({ limit: z.int().min(1).max(50) }) },
  'import.drives': { kind: 'query', access: 'staff', input: nothing },
  'import.look': {
    kind: 'command',
    access: 'staff',
    input: z.strictObject({ driveId, path: z.string().min(1).max(500), source: z.string().max(40).optional() }),
  },
  'import.run': {
    kind: 'command',
    access: 'staff',
    input: z.strictObject({
      digest: z.string().regex(/^[0-9a-f]{64}$/),
      publish: z.enum(['published', 'pending']),
      goodRowsOnly: z.boolean(),
    }),
  },
  'import.progress': { kind: 'query', access: 'staff', input: nothing },
  'export.postings': { kind: 'command', access: 'staff', input: z.strictObject({ driveId, format, scope }) },
  'export.piece': {
    kind: 'command',
    access: 'staff',
    input: z.strictObject({
      format,
      scope,
      after: z
        .string()
        .regex(/^[0-9a-f-]{36}\/[01]$/)
        .nullable(),
    }),
  },
} as const satisfies { [Name in keyof PostingsDesk]: Operation<Parameters<PostingsDesk[Name]>[0]> };
