/**
 * A match (达成用工): a worker, a piece of work and what came of it. 已推荐 → 已联系 → 达成用工 → 已上岗 → 已完工; it ends early as
 * 未达成, 未到岗 or 取消. Each step is an entry of an append-only history with its actor; the last one may be undone for 5 minutes.
 */
import { z } from 'zod';

export const matchStates = ['referred', 'contacted', 'agreed', 'started', 'completed', 'failed', 'no_show', 'cancelled'] as const;
export const matchStateSchema = z.enum(matchStates);
export type MatchState = z.infer<typeof matchStateSchema>;

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
export function isAgreed(state: MatchState): boolean {
  return state === 'agreed' || state === 'started' || state === 'completed';
}

/** Referred, and nobody has told what came of it. */
export function isWaiting(state: MatchState): boolean {
  return state === 'referred' || state === 'contacted';
}

export const undoWithinMs = 5 * 60_000;
/** After so long somebody rings back to ask what came of it. */
export const ringBackAfterMs = 24 * 3_600_000;

/** Who called it off. */
export const cancellers = ['worker', 'employer', 'station'] as const;
