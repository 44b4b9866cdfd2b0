/** Lists of matches, one with its history, and what 今天待办 asks to be done about them. */
import type { MatchesDesk } from '../../shared/api/desk/matches.ts';
import type { ReferralRequest, WorkerRow } from '../../shared/api/desk/worker-row.ts';
import { AppError } from '../../shared/api/errors.ts';
import type { ReadableDb } from '../db/database.ts';
import { matchReader } from '../db/match-repository.ts';
import type { PostingReader } from '../db/posting-repository.ts';
import { referralReader } from '../db/referral-repository.ts';
import { type Worker, workerReader } from '../db/worker-repository.ts';
import type { StationClock } from './clock.ts';
import type { MatchViews } from './match-views.ts';

export function matchQueries(
  { db, clock }: { readonly db: ReadableDb; readonly clock: StationClock },
  views: MatchViews,
  rowOf: (worker: Worker) => WorkerRow,
  postings: Pick<PostingReader, 'get'>,
): Pick<MatchesDesk, 'match.list' | 'match.get' | 'match.todo'> {
  const reader = matchReader(db);
  const workers = workerReader(db);
  const referrals = referralReader(db);
  return {
    async 'match.list'({ of, offset, limit }) {
      const found = reader.list(of, { offset, limit: limit + 1 });
      return { matches: found.slice(0, limit).map(views.row), more: found.length > limit };
    },

    async 'match.get'({ id }) {
      const match = reader.find(id);
      if (!match) throw new AppError('match_not_found', 'no such match', { id });
      return views.whole(match);
    },

    async 'match.todo'({ limit }) {
      const nowMs = clock.trustedMs();
      const requests = referrals.listOpen(limit).flatMap(({ id, atMs, workerId, postingId }): ReferralRequest[] => {
        const worker = workers.find(workerId);
        const posting = postings.get(postingId);
        if (!worker || !posting) return [];
        const { title, employer, contactPhone } = posting.content;
        return [{ id, atMs, worker: rowOf(worker), posting: { id: posting.id, title, employer: employer ?? '', contactPhone } }];
      });
      return {
        requests: { count: referrals.countOpen(), requests },
        ringBack: { count: reader.countDue(nowMs), matches: reader.listDue(nowMs, limit).map(views.row) },
      };
    },
  };
}
