/**
 * What staff do with one posting. Each command names the revision it was decided on: another one since then is refused, nothing is
 * overwritten. Every one is a transaction with its line in the audit log, which holds codes only.
 */

import type { Actor } from '../../shared/api/actor.ts';
import type { PostingsDesk, PostingView } from '../../shared/api/desk/postings.ts';
import { AppError } from '../../shared/api/errors.ts';
import {
  changedFields,
  isPublishable,
  longestValidityMs,
  mayBecome,
  missingForPublication,
  type Posting,
  type PostingContent,
  type PostingState,
  type PublishableContent,
  revise,
} from '../../shared/domain/posting.ts';
import type { LintRule } from '../../shared/domain/posting-lint.ts';
import { addDays, endOfDayMs, workDayOf } from '../../shared/domain/work-day.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { postingWriter } from '../db/posting-repository.ts';
import { stationWriter } from '../db/station-repository.ts';
import type { Audit, AuditEvent } from './audit.ts';
import type { StationClock } from './clock.ts';
import type { NewId } from './id.ts';
import type { postingViews } from './posting-desk-queries.ts';
import type { PostingJudge } from './posting-judge.ts';

/** Postings that staff write themselves come from here. */
const deskSource = 'desk';

export interface PostingDeskParts {
  readonly db: WritableDb;
  readonly clock: StationClock;
  readonly newId: NewId;
  readonly audit: Audit;
  readonly judge: PostingJudge;
  readonly views: ReturnType<typeof postingViews>;
}

/** A posting that begins at the desk. */
export function deskPosting(id: string, content: PostingContent, state: 'draft' | 'pending', nowMs: number): Posting {
  return {
    ...{ id, source: deskSource, sourceId: id, state, content, closedReason: null, revision: 1, fieldRevisions: {}, demo: false },
    ...{ reviewer: null, taken: 0, createdAtMs: nowMs, updatedAtMs: nowMs, publishedAtMs: null },
  };
}

/** @throws posting_state */
function mustBecome(posting: Posting, to: PostingState): void {
  if (mayBecome(posting.state, to)) return;
  throw new AppError('posting_state', `a posting that is ${posting.state} cannot become ${to}`, { state: posting.state, wanted: to });
}

/** @throws validity_invalid where somebody set a validity that is over or beyond 30 days */
function checkValidity(content: PostingContent, before: PostingContent | undefined, nowMs: number): void {
  const { validThroughMs } = content;
  if (validThroughMs === null || validThroughMs === before?.validThroughMs) return;
  if (validThroughMs >= nowMs && validThroughMs <= nowMs + longestValidityMs) return;
  throw new AppError('validity_invalid', 'the validity is over, or longer than 30 days', { validThroughMs });
}

export type PostingDeskCommands = Pick<
  PostingsDesk,
  | 'posting.create'
  | 'posting.edit'
  | 'posting.submit'
  | 'posting.publish'
  | 'posting.return'
  | 'posting.pause'
  | 'posting.resume'
  | 'posting.close'
  | 'posting.verify'
  | 'posting.extend'
>;

export function postingDeskCommands({ db, clock, newId, audit, judge, views }: PostingDeskParts): PostingDeskCommands {
  const writer = postingWriter(db);
  const station = stationWriter(db);

  type Asked = { readonly id: string; readonly revision: number };
  type Told = Pick<AuditEvent, 'action' | 'details'>;

  /** Decides on the posting as it stands now; stores what comes of it. */
  function change(
    { id, revision }: Asked,
    actor: Actor,
    decide: (before: Posting, nowMs: number) => { after: Posting } & Told,
  ): PostingView {
    return inTransaction(db, () => {
      const before = views.find(id);
      if (before.revision !== revision) {
        throw new AppError('changed_meanwhile', 'somebody else changed this posting', { revision: before.revision });
      }
      const { after, action, details = {} } = decide(before, clock.trustedMs());
      writer.update({ ...after, updatedAtMs: clock.nowMs() });
      const shown = (state: PostingState) => state === 'published' || state === 'paused';
      if (shown(before.state) || shown(after.state)) station.touch();
      audit({ actor: actor.staffId, action, subject: id, details });
      return views.view(id);
    });
  }

  const become = (posting: Posting, state: 'draft' | 'pending'): Posting => ({
    ...posting,
    ...{ state, content: posting.content, revision: posting.revision + 1 },
  });

  /** @throws posting_incomplete, posting_blocked, posting_doubtful; answers the rules that staff have asked about, for the log */
  function mustBePublishable(
    content: PostingContent,
    id: string,
    confirmed: readonly LintRule[],
  ): { readonly content: PublishableContent; readonly asked: string } {
    if (!isPublishable(content)) {
      throw new AppError('posting_incomplete', 'part of the legal minimum is missing', { missing: missingForPublication(content) });
    }
    const findings = judge.lint(content, id);
    const rulesOf = (severity: 'block' | 'warn') => findings.filter((one) => one.severity === severity).map((one) => one.rule);
    const blocked = rulesOf('block');
    if (blocked.length > 0) throw new AppError('posting_blocked', 'this may not be published', { rules: blocked });
    const doubts = rulesOf('warn');
    const unasked = doubts.filter((rule) => !confirmed.includes(rule));
    if (unasked.length > 0) throw new AppError('posting_doubtful', 'this has to be asked about first', { rules: unasked });
    return { content, asked: doubts.join(',') };
  }

  function withContent(before: Posting, content: PostingContent): Posting {
    return { ...before, ...revise(before, content), content } as Posting;
  }

  return {
    async 'posting.create'({ content, verified }, actor) {
      return inTransaction(db, () => {
        const nowMs = clock.trustedMs();
        checkValidity(content, undefined, nowMs);
        const posting = deskPosting(newId(), { ...content, verifiedAtMs: verified ? nowMs : null }, 'draft', nowMs);
        writer.insert(posting);
        audit({ actor: actor.staffId, action: 'posting.create', subject: posting.id });
        return views.view(posting.id);
      });
    },

    async 'posting.edit'({ content, verified, confirmed, ...asked }, actor) {
      return change(asked, actor, (before, nowMs) => {
        if (before.state === 'closed') throw new AppError('posting_state', 'a closed posting stays as it was', { state: before.state });
        checkValidity(content, before.content, clock.trustedMs());
        const moved = content.place !== before.content.place && content.point !== null && before.content.point !== null;
        const written: PostingContent = {
          ...content,
          // a point belongs to the place it was measured at
          point: moved ? null : content.point,
          verifiedAtMs: verified ? nowMs : before.content.verifiedAtMs,
        };
        const shown = before.state === 'published' || before.state === 'paused';
        const lint = shown ? mustBePublishable(written, before.id, confirmed).asked : '';
        const fields = changedFields(before.content, written).join(',');
        return { after: withContent(before, written), action: 'posting.edit', details: { fields, lint } };
      });
    },

    async 'posting.submit'(asked, actor) {
      return change(asked, actor, (before) => {
        mustBecome(before, 'pending');
        return { after: become(before, 'pending'), action: 'posting.submit' };
      });
    },

    async 'posting.publish'({ confirmed, verified, ...asked }, actor) {
      return change(asked, actor, (before, nowMs) => {
        if (before.state === 'paused') throw new AppError('posting_state', 'a paused posting is resumed', { state: before.state });
        mustBecome(before, 'published');
        const { content, asked: lint } = mustBePublishable(before.content, before.id, confirmed);
        const looked = verified ? { ...content, verifiedAtMs: nowMs } : content;
        const after: Posting = {
          ...before,
          ...revise(before, looked),
          ...{ revision: before.revision + 1, state: 'published', content: looked, reviewer: actor.staffId, publishedAtMs: nowMs },
        };
        return { after, action: 'posting.publish', details: { lint, verified } };
      });
    },

    async 'posting.return'({ reason, ...asked }, actor) {
      return change(asked, actor, (before) => {
        mustBecome(before, 'draft');
        return { after: become(before, 'draft'), action: 'posting.return', details: { reason } };
      });
    },

    async 'posting.pause'(asked, actor) {
      return change(asked, actor, (before) => {
        mustBecome(before, 'paused');
        return { after: { ...before, state: 'paused', revision: before.revision + 1 } as Posting, action: 'posting.pause' };
      });
    },

    async 'posting.resume'({ confirmed, ...asked }, actor) {
      return change(asked, actor, (before) => {
        if (before.state !== 'paused') throw new AppError('posting_state', 'only a paused posting is resumed', { state: before.state });
        const { content, asked: lint } = mustBePublishable(before.content, before.id, confirmed);
        const after: Posting = {
          ...before,
          ...{ state: 'published', content, revision: before.revision + 1, publishedAtMs: before.publishedAtMs ?? clock.trustedMs() },
        };
        return { after, action: 'posting.resume', details: { lint } };
      });
    },

    async 'posting.close'({ reason, ...asked }, actor) {
      return change(asked, actor, (before) => {
        mustBecome(before, 'closed');
        if (reason === null && before.taken === 0) {
          throw new AppError('close_reason_missing', 'nobody was matched: the reason has to be said', {});
        }
        const closedReason = reason ?? 'done';
        const { content, revision } = before;
        const after: Posting = { ...before, ...{ state: 'closed', content, closedReason, revision: revision + 1 } };
        return { after, action: 'posting.close', details: { reason: closedReason, taken: before.taken } };
      });
    },

    async 'posting.verify'(asked, actor) {
      return change(asked, actor, (before, nowMs) => {
        mustBeShown(before);
        return { after: withContent(before, { ...before.content, verifiedAtMs: nowMs }), action: 'posting.verify' };
      });
    },

    async 'posting.extend'({ days, ...asked }, actor) {
      return change(asked, actor, (before) => {
        mustBeShown(before);
        const nowMs = clock.trustedMs();
        const validThroughMs = Math.min(endOfDayMs(addDays(workDayOf(nowMs), days)), nowMs + longestValidityMs);
        return { after: withContent(before, { ...before.content, validThroughMs }), action: 'posting.extend', details: { days } };
      });
    },
  };
}

/** @throws posting_state */
function mustBeShown({ state }: Posting): void {
  if (state !== 'published' && state !== 'paused') {
    throw new AppError('posting_state', `a posting that is ${state} is not on the screen`, { state });
  }
}
