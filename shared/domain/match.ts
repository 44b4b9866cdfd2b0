/**
 * A match (达成用工): a worker, a piece of work and what came of it. 已推荐 → 已联系 → 达成用工 → 已上岗 → 已完工; it ends early as
 * 未达成, 未到岗 or 取消. Each step is an entry of an append-only history with its actor; the last one may be undone for 5 minutes.
 */
import type { PayUnit } from './wage.ts';
import type { LocalDate } from './work-day.ts';

export const matchStates = ['referred', 'contacted', 'agreed', 'started', 'completed', 'failed', 'no_show', 'cancelled'] as const;
export type MatchState = (typeof matchStates)[number];

const nextStates: Readonly<Record<MatchState, readonly MatchState[]>> = {
  referred: ['contacted', 'agreed', 'failed', 'cancelled'],
  contacted: ['agreed', 'failed', 'cancelled'],
  agreed: ['started', 'completed', 'no_show', 'cancelled'],
  started: ['completed', 'cancelled'],
  completed: [],
  failed: [],
  no_show: [],
  cancelled: [],
};

export function mayFollow(from: MatchState, to: MatchState): boolean {
  return nextStates[from].includes(to);
}

/** 达成用工, 已上岗 and 已完工: takes a place of the posting's headcount and counts as 达成 in reports. */
function isAgreed(state: MatchState): boolean {
  return state === 'agreed' || state === 'started' || state === 'completed';
}

/** Referred, and nobody has told what came of it. */
export function isWaiting(state: MatchState): boolean {
  return state === 'referred' || state === 'contacted';
}

export const undoWithinMs = 5 * 60_000;
/** After so long somebody rings back to ask what came of it. */
export const ringBackAfterMs = 24 * 3_600_000;
/** After a call that nobody took. */
export const ringAgainAfterMs = 2 * 3_600_000;

/** Who called it off. */
export const cancellers = ['worker', 'employer', 'station'] as const;
export type Canceller = (typeof cancellers)[number];

export const failReasons = ['pay', 'filled', 'declined', 'skill', 'time', 'far', 'unreachable', 'other'] as const;
export const noShowReasons = ['no_word', 'ill', 'other_work', 'transport', 'other'] as const;
export const cancelReasons = ['work_off', 'weather', 'other_work', 'personal', 'mistake', 'other'] as const;
/** Given by the station itself: the registration is no more, or was joined to one that has the same referral. */
export const stationReasons = ['withdrawn', 'forgotten', 'joined'] as const;
export type MatchReason =
  | (typeof failReasons)[number]
  | (typeof noShowReasons)[number]
  | (typeof cancelReasons)[number]
  | (typeof stationReasons)[number];

/** What was agreed for the worker, in fen. */
export interface AgreedPay {
  readonly fen: number;
  readonly unit: PayUnit;
}

/** Where a match stands: everything that a step changes and an undo puts back. */
export interface MatchStanding {
  readonly state: MatchState;
  readonly workDate: LocalDate | null;
  readonly pay: AgreedPay | null;
  readonly reason: MatchReason | null;
  readonly cancelledBy: Canceller | null;
  /** Null once the referral itself was undone. */
  readonly referredDay: LocalDate | null;
  /** Only while it counts. */
  readonly agreedDay: LocalDate | null;
  readonly ringAtMs: number;
}

export type MatchStep =
  | { readonly to: 'contacted' | 'started' | 'completed' }
  | { readonly to: 'agreed'; readonly workDate: LocalDate; readonly pay: AgreedPay }
  | { readonly to: 'failed' | 'no_show'; readonly reason: MatchReason }
  | { readonly to: 'cancelled'; readonly by: Canceller; readonly reason: MatchReason };

export function newStanding(today: LocalDate, nowMs: number): MatchStanding {
  return {
    ...{ state: 'referred', workDate: null, pay: null, reason: null, cancelledBy: null },
    ...{ referredDay: today, agreedDay: null, ringAtMs: nowMs + ringBackAfterMs },
  };
}

/** The standing after a step that may follow. A day of agreement stays with it to the end of the work, and goes when it comes to nothing. */
export function followed(before: MatchStanding, step: MatchStep, today: LocalDate, nowMs: number): MatchStanding {
  return {
    ...before,
    state: step.to,
    ...(step.to === 'agreed' ? { workDate: step.workDate, pay: step.pay } : {}),
    agreedDay: isAgreed(step.to) ? (before.agreedDay ?? today) : null,
    reason: 'reason' in step ? step.reason : null,
    cancelledBy: step.to === 'cancelled' ? step.by : null,
    ringAtMs: nowMs + ringBackAfterMs,
  };
}

/** A referral that was undone never was one: nothing of it counts. */
export function neverReferred(before: MatchStanding): MatchStanding {
  return { ...before, state: 'cancelled', reason: 'mistake', cancelledBy: 'station', referredDay: null };
}
