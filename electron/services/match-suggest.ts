/** Who fits a posting, and what fits a worker, the best first (shared/domain/match-fit.ts). */
import type { MatchesDesk } from '../../shared/api/desk/matches.ts';
import type { WorkerRow } from '../../shared/api/desk/worker-row.ts';
import { AppError } from '../../shared/api/errors.ts';
import { compareFits, type Fit, fitOf } from '../../shared/domain/match-fit.ts';
import type { StationSettings } from '../../shared/domain/station.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import { distanceMetres, type Point } from '../../shared/geo/distance.ts';
import { consentReader } from '../db/consent-repository.ts';
import type { ReadableDb } from '../db/database.ts';
import { employerReader } from '../db/employer-repository.ts';
import { matchReader } from '../db/match-repository.ts';
import { matchSuggestReader } from '../db/match-suggest-repository.ts';
import type { PostingReader } from '../db/posting-repository.ts';
import { type Worker, workerReader } from '../db/worker-repository.ts';
import type { StationClock } from './clock.ts';
import { matchedPosting } from './match-views.ts';

const dayMs = 86_400_000;
/** Of what nobody ever verified. */
const neverDays = 999;

interface Ranked {
  readonly id: string;
  readonly fit: Fit;
}

/** The best of them that may be suggested; ids decide between equals, so that the same question has the same answer. */
function best<T extends Ranked>(all: readonly T[], limit: number, may: (one: T) => boolean): T[] {
  const ordered = all.toSorted((a, b) => compareFits(a.fit, b.fit) || (a.id < b.id ? -1 : 1));
  const chosen: T[] = [];
  for (const one of ordered) {
    if (chosen.length === limit) break;
    if (may(one)) chosen.push(one);
  }
  return chosen;
}

export function matchSuggestions(
  { db, clock, settings }: { readonly db: ReadableDb; readonly clock: StationClock; readonly settings: () => StationSettings },
  rowOf: (worker: Worker) => WorkerRow,
  postings: Pick<PostingReader, 'get'>,
): Pick<MatchesDesk, 'match.suggest-workers' | 'match.suggest-postings'> {
  const candidates = matchSuggestReader(db);
  const matches = matchReader(db);
  const workers = workerReader(db);
  const consents = consentReader(db);
  const employers = employerReader(db);

  const metresTo = (point: Point | null): number | null => {
    const here = settings().point;
    return here && point ? distanceMetres(here, point) : null;
  };
  const daysSince = (atMs: number | null, nowMs: number) => (atMs === null ? neverDays : Math.floor((nowMs - atMs) / dayMs));

  return {
    async 'match.suggest-workers'({ postingId, limit }) {
      const posting = postings.get(postingId);
      if (!posting) throw new AppError('posting_not_found', 'no such posting', { id: postingId });
      const nowMs = clock.trustedMs();
      const today = workDayOf(nowMs);
      const metres = metresTo(posting.content.point);
      const referred = matches.workersReferredTo(postingId);
      const all = candidates
        .workersOf(posting.content.trade)
        .filter(({ id }) => !referred.has(id))
        .map((worker) => ({
          ...{ id: worker.id, demo: worker.demo },
          fit: fitOf(worker, posting.content, { today, metres, freshDays: daysSince(worker.lastSeenMs, nowMs) }),
        }));
      const chosen = best(all, limit, ({ id, demo }) => demo || consents.isGiven(id, 'card'));
      return { suggestions: chosen.map(({ id, fit }) => ({ worker: rowOf(workers.find(id) as Worker), fit })) };
    },

    async 'match.suggest-postings'({ workerId, limit }) {
      const worker = workers.find(workerId);
      if (!worker || worker.name === null) throw new AppError('worker_not_found', 'no such registration', { id: workerId });
      if (!worker.demo && !consents.isGiven(workerId, 'card')) return { suggestions: [] };
      const nowMs = clock.trustedMs();
      const today = workDayOf(nowMs);
      const referred = matches.postingsReferredTo(workerId);
      const all = worker.trades.flatMap(({ code, level }) =>
        candidates
          .postingsOf(code, nowMs)
          .filter(({ id }) => !referred.has(id))
          .map((work) => ({
            ...{ id: work.id, employer: work.employer },
            fit: fitOf({ ...worker, level }, work, { today, metres: metresTo(work.point), freshDays: daysSince(work.verifiedAtMs, nowMs) }),
          })),
      );
      const chosen = best(all, limit, ({ employer }) => (employers.sanctionUntil(employer) ?? '') < today);
      return {
        suggestions: chosen.flatMap(({ id, fit }) => {
          const posting = postings.get(id);
          if (!posting) return [];
          const { trade, employer, settlement } = posting.content;
          return [{ posting: { ...matchedPosting(posting), trade, employer, settlement, demo: posting.demo }, fit }];
        }),
      };
    },
  };
}
