/** Matches at the staff desk: who fits which work, referring, what came of it, what to ring back about. */
import { z } from 'zod';
import { localDateSchema } from '../../domain/local-date.ts';
import {
  type AgreedPay,
  type Canceller,
  cancellers,
  cancelReasons,
  failReasons,
  type MatchReason,
  type MatchState,
  noShowReasons,
} from '../../domain/match.ts';
import type { Fit } from '../../domain/match-fit.ts';
import type { PostingContent, PostingState } from '../../domain/posting.ts';
import { cleanText } from '../../domain/text.ts';
import { tradeCodeSchema } from '../../domain/trade.ts';
import { payCeilingFen, payUnits } from '../../domain/wage.ts';
import type { LocalDate } from '../../domain/work-day.ts';
import type { Actor } from '../actor.ts';
import { id, type Operation } from '../operation.ts';
import type { ReferralRequest, WorkerRow } from './worker-row.ts';

/** 等回话, 谈成的, 做完的, 没成的. */
export const matchShelves = ['waiting', 'agreed', 'done', 'ended'] as const;
export type MatchShelf = (typeof matchShelves)[number];

/** The posting of a match, as far as staff need it to ring and to agree. */
export interface MatchedPosting {
  readonly id: string;
  readonly title: string;
  readonly state: PostingState;
  readonly place: string | null;
  readonly workDate: LocalDate | null;
  readonly startMinute: number | null;
  readonly wage: PostingContent['wage'];
  readonly headcount: number | null;
  readonly taken: number;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
}

export interface MatchRow {
  readonly id: string;
  readonly revision: number;
  readonly state: MatchState;
  readonly demo: boolean;
  /** Name and phone are null once they were forgotten. */
  readonly worker: { readonly id: string; readonly name: string | null; readonly phone: string | null };
  /** Null for work that no posting tells of. */
  readonly posting: MatchedPosting | null;
  readonly employer: string;
  readonly trade: number;
  readonly workDate: LocalDate | null;
  readonly pay: AgreedPay | null;
  readonly reason: MatchReason | null;
  readonly cancelledBy: Canceller | null;
  readonly referredAtMs: number;
  readonly agreedDay: LocalDate | null;
  /** Calls that nobody took, and when the last was. */
  readonly unanswered: { readonly count: number; readonly lastAtMs: number | null };
  /** Until when the last entry may be undone; null when it may not. */
  readonly undoUntilMs: number | null;
}

export interface MatchHistoryEntry {
  readonly id: string;
  readonly atMs: number;
  readonly actor: string;
  readonly kind: 'refer' | 'step' | 'no_answer' | 'undo';
  readonly from: MatchState | null;
  readonly to: MatchState;
  readonly reason: string | null;
}

export interface MatchView extends MatchRow {
  /** Oldest first. */
  readonly history: readonly MatchHistoryEntry[];
}

/** A posting that a worker may be referred to. */
export interface SuggestedPosting extends MatchedPosting {
  readonly trade: number;
  readonly employer: string | null;
  readonly settlement: PostingContent['settlement'];
  readonly demo: boolean;
}

export interface MatchTodo {
  /** Open 我想去, oldest first. */
  readonly requests: { readonly count: number; readonly requests: readonly ReferralRequest[] };
  /** Referrals to ring back about, the longest due first. */
  readonly ringBack: { readonly count: number; readonly matches: readonly MatchRow[] };
}

export interface MatchesDesk {
  /** Workers for a posting, the best fit first; never one who was referred to it or has withdrawn. @throws posting_not_found */
  'match.suggest-workers'(
    input: { postingId: string; limit: number },
    actor: Actor,
  ): Promise<{ suggestions: { readonly worker: WorkerRow; readonly fit: Fit }[] }>;

  /** Open postings of a worker's trades, the best fit first; never one they were referred to. @throws worker_not_found */
  'match.suggest-postings'(
    input: { workerId: string; limit: number },
    actor: Actor,
  ): Promise<{ suggestions: { readonly posting: SuggestedPosting; readonly fit: Fit }[] }>;

  /**
   * 已推荐, to a posting or to work that no posting tells of. An open 我想去 of the same pair is settled by it.
   * @throws worker_not_found, consent_missing, posting_not_found, posting_state (neither published nor paused), employer_sanctioned
   * (details: until), match_waiting (details: id): the pair has one that waits
   */
  'match.refer'(
    input: { workerId: string; work: { postingId: string } | { employer: string; trade: number } },
    actor: Actor,
  ): Promise<MatchView>;

  /**
   * The next step. 达成用工 takes its day and pay from the posting where they are not said and the posting is plain about them.
   * @throws match_not_found, changed_meanwhile (details: revision), match_state_illegal (details: from, to), match_terms_missing
   * (details: missing), work_date_invalid (a month back, or more than a year ahead), posting_full (details: headcount, taken) unless `beyondHeadcount`
   */
  'match.advance'(input: { id: string; revision: number; step: MatchStepInput }, actor: Actor): Promise<MatchView>;

  /** 没人接: it still waits, and comes back in two hours. @throws match_not_found, changed_meanwhile, match_state_illegal (it no longer waits) */
  'match.no-answer'(input: { id: string; revision: number }, actor: Actor): Promise<MatchView>;

  /**
   * Puts back what was before the last entry, by an entry of its own; a referral that is undone never was one, and its 我想去 is open again.
   * @throws match_not_found, changed_meanwhile, undo_too_late (after 5 minutes), undo_spent (the last entry is an undo, or the station's own)
   */
  'match.undo'(input: { id: string; revision: number }, actor: Actor): Promise<MatchView>;

  /** A shelf, or all of one worker, posting or employer: waiting ones first, then the newest. */
  'match.list'(
    input: {
      of: { shelf: MatchShelf } | { workerId: string } | { postingId: string } | { employer: string };
      offset: number;
      limit: number;
    },
    actor: Actor,
  ): Promise<{ matches: MatchRow[]; more: boolean }>;

  /** @throws match_not_found */
  'match.get'(input: { id: string }, actor: Actor): Promise<MatchView>;

  /** At most `limit` of each, with the whole counts. */
  'match.todo'(input: { limit: number }, actor: Actor): Promise<MatchTodo>;

  /** 不推荐: a 我想去 is settled without a referral. @throws referral_not_found, referral_settled */
  'referral.dismiss'(input: { id: string }, actor: Actor): Promise<{ dismissed: true }>;
}

const revision = z.int().min(1).max(1_000_000_000);
const one = z.strictObject({ id, revision });
const pay = z
  .strictObject({ fen: z.int().min(1), unit: z.enum(payUnits) })
  .refine(({ fen, unit }) => fen <= payCeilingFen[unit], 'beyond any wage of this unit');

const step = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('contacted') }),
  z.strictObject({
    to: z.literal('agreed'),
    workDate: localDateSchema.optional(),
    pay: pay.optional(),
    /** Staff know that more are taken on than the posting asked for. */
    beyondHeadcount: z.boolean().optional(),
  }),
  z.strictObject({ to: z.literal('started') }),
  z.strictObject({ to: z.literal('completed') }),
  z.strictObject({ to: z.literal('failed'), reason: z.enum(failReasons) }),
  z.strictObject({ to: z.literal('no_show'), reason: z.enum(noShowReasons) }),
  z.strictObject({ to: z.literal('cancelled'), by: z.enum(cancellers), reason: z.enum(cancelReasons) }),
]);
export type MatchStepInput = z.infer<typeof step>;

/** As a posting writes it. */
const employerName = z.string().transform(cleanText).pipe(z.string().min(1).max(60));
const suggested = z.int().min(1).max(20);

export const matchesOperations = {
  'match.suggest-workers': { kind: 'query', access: 'staff', input: z.strictObject({ postingId: id, limit: suggested }) },
  'match.suggest-postings': { kind: 'query', access: 'staff', input: z.strictObject({ workerId: id, limit: suggested }) },
  'match.refer': {
    kind: 'command',
    access: 'staff',
    input: z.strictObject({
      workerId: id,
      work: z.union([z.strictObject({ postingId: id }), z.strictObject({ employer: employerName, trade: tradeCodeSchema })]),
    }),
  },
  'match.advance': { kind: 'command', access: 'staff', input: z.strictObject({ id, revision, step }) },
  'match.no-answer': { kind: 'command', access: 'staff', input: one },
  'match.undo': { kind: 'command', access: 'staff', input: one },
  'match.list': {
    kind: 'query',
    access: 'staff',
    input: z.strictObject({
      of: z.union([
        z.strictObject({ shelf: z.enum(matchShelves) }),
        z.strictObject({ workerId: id }),
        z.strictObject({ postingId: id }),
        z.strictObject({ employer: employerName }),
      ]),
      offset: z.int().min(0).max(1_000_000),
      limit: z.int().min(1).max(50),
    }),
  },
  'match.get': { kind: 'query', access: 'staff', input: z.strictObject({ id }) },
  'match.todo': { kind: 'query', access: 'staff', input: z.strictObject({ limit: z.int().min(1).max(200) }) },
  'referral.dismiss': { kind: 'command', access: 'staff', input: z.strictObject({ id }) },
} as const satisfies { [N in keyof MatchesDesk]: Operation<Parameters<MatchesDesk[N]>[0]> };
