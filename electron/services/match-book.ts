/** The one writer of matches: the row, its history and the posting's taken places change together, inside the caller's transaction. */
import { followed, type MatchStanding, type MatchStep } from '../../shared/domain/match.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import type { WritableDb } from '../db/database.ts';
import { type Match, matchReader, matchWriter } from '../db/match-repository.ts';
import { stationWriter } from '../db/station-repository.ts';
import type { StationClock } from './clock.ts';
import type { NewId } from './id.ts';

interface Entry {
  readonly actor: string;
  readonly reason?: string | null;
  /** The entry that is undone. */
  readonly undoes?: string | null;
}

export interface MatchBookParts {
  readonly db: WritableDb;
  readonly clock: StationClock;
  readonly newId: NewId;
}

export type MatchBook = ReturnType<typeof matchBook>;

export function matchBook({ db, clock, newId }: MatchBookParts) {
  const reader = matchReader(db);
  const writer = matchWriter(db);
  const station = stationWriter(db);

  function recount(postingId: string | null): void {
    if (postingId === null) return;
    writer.countTaken(postingId);
    // A posting whose places are taken leaves the roll.
    station.touch();
  }

  function change(match: Match, after: MatchStanding, { actor, reason = null, undoes = null }: Entry): void {
    const atMs = clock.trustedMs();
    const { state, workDate, pay, cancelledBy, referredDay, agreedDay, ringAtMs } = match;
    const before: MatchStanding = { state, workDate, pay, reason: match.reason, cancelledBy, referredDay, agreedDay, ringAtMs };
    writer.stand(match.id, after);
    writer.record({
      ...{ id: newId(), matchId: match.id, atMs, workDay: workDayOf(atMs), actor, reason, undoes },
      ...{ from: state, to: after.state, before },
    });
    if ((agreedDay === null) !== (after.agreedDay === null)) recount(match.postingId);
  }

  return {
    /** A new referral. `request`: the 我想去 that it settles. */
    open: (match: Match, { actor, request }: { readonly actor: string; readonly request: string | null }): void => {
      writer.insert(match);
      writer.record({
        ...{
          id: newId(),
          matchId: match.id,
          atMs: match.createdAtMs,
          workDay: workDayOf(match.createdAtMs),
          actor,
          reason: null,
          undoes: null,
        },
        ...{ from: null, to: match.state, before: { request } },
      });
    },
    change,
    /** A step that may follow. */
    step: (match: Match, step: MatchStep, actor: string): void => {
      const nowMs = clock.trustedMs();
      change(match, followed(match, step, workDayOf(nowMs), nowMs), { actor, reason: 'reason' in step ? step.reason : null });
    },
    /** A registration is no more: what waited for it is called off by the station. What was agreed stays agreed. */
    letGo: (workerId: string, reason: 'withdrawn' | 'forgotten', actor: string): void => {
      const nowMs = clock.trustedMs();
      for (const match of reader.listWaitingOf(workerId)) {
        change(match, followed(match, { to: 'cancelled', by: 'station', reason }, workDayOf(nowMs), nowMs), { actor, reason });
      }
    },
    /** Two registrations become one: its matches are theirs, and what both wait for is waited for once. */
    join: (keepId: string, joinId: string, actor: string): void => {
      const nowMs = clock.trustedMs();
      for (const match of reader.listWaitingOf(joinId)) {
        if (match.postingId === null || reader.findWaiting(keepId, match.postingId) === undefined) continue;
        change(match, followed(match, { to: 'cancelled', by: 'station', reason: 'joined' }, workDayOf(nowMs), nowMs), {
          actor,
          reason: 'joined',
        });
      }
      writer.move(keepId, joinId);
    },
  };
}
