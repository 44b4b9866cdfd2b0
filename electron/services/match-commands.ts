/** Referring a worker, each step after it, and taking the last one back. */

import type { Actor } from '../../shared/api/actor.ts';
import type { MatchesDesk, MatchStepInput } from '../../shared/api/desk/matches.ts';
import { AppError } from '../../shared/api/errors.ts';
import {
  isWaiting,
  type MatchStep,
  mayFollow,
  neverReferred,
  newStanding,
  ringAgainAfterMs,
  undoWithinMs,
} from '../../shared/domain/match.ts';
import { isFilled, type Posting } from '../../shared/domain/posting.ts';
import { addDays, workDayOf } from '../../shared/domain/work-day.ts';
import { consentReader } from '../db/consent-repository.ts';
import { inTransaction } from '../db/database.ts';
import { employerReader } from '../db/employer-repository.ts';
import { type Match, matchReader } from '../db/match-repository.ts';
import type { PostingReader } from '../db/posting-repository.ts';
import { referralReader, referralWriter } from '../db/referral-repository.ts';
import { type Worker, workerReader } from '../db/worker-repository.ts';
import type { CardDesk } from './card-issuing.ts';
import type { MatchBook } from './match-book.ts';
import { type MatchViews, mayUndo } from './match-views.ts';

type Commands = Pick<MatchesDesk, 'match.refer' | 'match.advance' | 'match.no-answer' | 'match.undo'>;

const earliestWorkDays = -31;
const latestWorkDays = 366;

export function matchCommands(
  { db, clock, newId, audit }: CardDesk,
  book: MatchBook,
  views: MatchViews,
  postings: Pick<PostingReader, 'get'>,
): Commands {
  const reader = matchReader(db);
  const workers = workerReader(db);
  const consents = consentReader(db);
  const employers = employerReader(db);
  const referrals = referralReader(db);
  const referralRows = referralWriter(db);

  function getMatch(id: string, revision: number): Match {
    const match = reader.find(id);
    if (!match) throw new AppError('match_not_found', 'no such match', { id });
    if (match.revision !== revision) throw new AppError('changed_meanwhile', 'somebody changed it meanwhile', { revision: match.revision });
    return match;
  }

  const shown = (id: string) => views.whole(reader.find(id) as Match);

  function getReferable(workerId: string): Worker {
    const worker = workers.find(workerId);
    if (!worker || worker.name === null) throw new AppError('worker_not_found', 'no such registration', { id: workerId });
    if (!worker.demo && !consents.isGiven(workerId, 'card'))
      throw new AppError('consent_missing', 'the worker agreed to nothing', { id: workerId });
    return worker;
  }

  function getOffered(postingId: string): Posting {
    const posting = postings.get(postingId);
    if (!posting) throw new AppError('posting_not_found', 'no such posting', { id: postingId });
    if (posting.state !== 'published' && posting.state !== 'paused')
      throw new AppError('posting_state', 'the posting is not on offer', { state: posting.state });
    return posting;
  }

  function refuseSanctioned(employer: string): void {
    const until = employers.sanctionUntil(employer);
    if (until !== null && workDayOf(clock.trustedMs()) <= until)
      throw new AppError('employer_sanctioned', 'nobody is referred to this employer until then', { until });
  }

  /** What is agreed: as staff say it, else as the posting plainly says it. */
  function agreedStep(match: Match, step: Extract<MatchStepInput, { to: 'agreed' }>, today = workDayOf(clock.trustedMs())): MatchStep {
    const posting = match.postingId === null ? undefined : postings.get(match.postingId);
    const wage = posting?.content.wage;
    const plainPay = wage && wage.minFen === wage.maxFen ? { fen: wage.minFen, unit: wage.unit } : undefined;
    const workDate = step.workDate ?? posting?.content.workDate;
    const pay = step.pay ?? plainPay;
    if (!workDate || !pay) {
      const missing = [...(workDate ? [] : ['workDate']), ...(pay ? [] : ['pay'])];
      throw new AppError('match_terms_missing', 'an agreement needs a day and the pay', { missing });
    }
    if (workDate < addDays(today, earliestWorkDays) || workDate > addDays(today, latestWorkDays))
      throw new AppError('work_date_invalid', 'no day for this work', { workDate });
    if (posting && isFilled(posting) && step.beyondHeadcount !== true) {
      const { headcount } = posting.content;
      throw new AppError('posting_full', 'all places are taken', { headcount, taken: posting.taken });
    }
    return { to: 'agreed', workDate, pay };
  }

  function log(actor: Actor, action: string, match: Match, details: Readonly<Record<string, string | boolean | null>>): void {
    audit({ actor: actor.staffId, action, subject: match.id, details: { worker: match.workerId, posting: match.postingId, ...details } });
  }

  return {
    async 'match.refer'({ workerId, work }, actor) {
      return inTransaction(db, () => {
        const worker = getReferable(workerId);
        const posting = 'postingId' in work ? getOffered(work.postingId) : null;
        const { employer, trade } =
          'postingId' in work ? { employer: posting?.content.employer ?? '', trade: posting?.content.trade ?? 0 } : work;
        refuseSanctioned(employer);
        const waiting = posting && reader.findWaiting(workerId, posting.id);
        if (waiting) throw new AppError('match_waiting', 'this referral waits already', { id: waiting });
        const nowMs = clock.trustedMs();
        const match: Match = {
          ...newStanding(workDayOf(nowMs), nowMs),
          ...{ id: newId(), workerId, postingId: posting?.id ?? null, employer, trade, revision: 1, createdAtMs: nowMs },
          demo: worker.demo || (posting?.demo ?? false),
        };
        const request = posting ? (referrals.findOpen(workerId, posting.id)?.id ?? null) : null;
        book.open(match, { actor: actor.staffId, request });
        if (request !== null) referralRows.settle(request, 'referred', nowMs, actor.staffId);
        log(actor, 'match.refer', match, { request });
        return shown(match.id);
      });
    },

    async 'match.advance'({ id, revision, step }, actor) {
      return inTransaction(db, () => {
        const match = getMatch(id, revision);
        if (!mayFollow(match.state, step.to))
          throw new AppError('match_state_illegal', 'no such step from here', { from: match.state, to: step.to });
        book.step(match, step.to === 'agreed' ? agreedStep(match, step) : step, actor.staffId);
        log(actor, 'match.advance', match, { from: match.state, to: step.to, reason: 'reason' in step ? step.reason : null });
        return shown(id);
      });
    },

    async 'match.no-answer'({ id, revision }, actor) {
      return inTransaction(db, () => {
        const match = getMatch(id, revision);
        if (!isWaiting(match.state))
          throw new AppError('match_state_illegal', 'nobody waits for word', { from: match.state, to: match.state });
        book.change(match, { ...match, ringAtMs: clock.trustedMs() + ringAgainAfterMs }, { actor: actor.staffId, reason: 'no_answer' });
        log(actor, 'match.no-answer', match, {});
        return shown(id);
      });
    },

    async 'match.undo'({ id, revision }, actor) {
      return inTransaction(db, () => {
        const match = getMatch(id, revision);
        const last = reader.lastEvent(id);
        if (!mayUndo(last)) throw new AppError('undo_spent', 'the last entry cannot be undone', { id });
        if (clock.trustedMs() - last.atMs > undoWithinMs) throw new AppError('undo_too_late', 'only within 5 minutes', { id });
        const after = 'request' in last.before ? neverReferred(match) : last.before;
        if (isWaiting(after.state) && workers.find(match.workerId)?.name == null)
          throw new AppError('worker_not_found', 'the registration was withdrawn', { id: match.workerId });
        book.change(match, after, { actor: actor.staffId, reason: 'request' in last.before ? 'mistake' : null, undoes: last.id });
        if ('request' in last.before && last.before.request !== null) referralRows.reopen(last.before.request);
        log(actor, 'match.undo', match, { from: match.state, to: after.state });
        return shown(id);
      });
    },
  };
}
