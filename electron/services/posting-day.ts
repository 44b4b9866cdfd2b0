/** Yesterday's work again, and the end of the day. */

import type { Actor } from '../../shared/api/actor.ts';
import type { CopyOutcome, DayOutcome, PostingsDesk } from '../../shared/api/desk/postings.ts';
import { isPublishable, longestValidityMs, type Posting, type PostingContent } from '../../shared/domain/posting.ts';
import { addDays, daysBetween, endOfDayMs, type LocalDate, workDayOf } from '../../shared/domain/work-day.ts';
import { inTransaction } from '../db/database.ts';
import { type PostingDeskReader, postingDeskWriter } from '../db/posting-desk-repository.ts';
import { postingWriter } from '../db/posting-repository.ts';
import { stationWriter } from '../db/station-repository.ts';
import { deskPosting, type PostingDeskParts } from './posting-desk-commands.ts';
import { postingRow } from './posting-rows.ts';

const mostStaying = 200;
const mostTold = 200;
/** Closed at once, before others get their turn. */
const dayPage = 25;

/** The same work, dated `today`; valid for as many days after it as before. Nobody has verified it yet. */
function contentOfCopy({ content, createdAtMs }: Posting, today: LocalDate, nowMs: number): PostingContent {
  const first = content.workDate ?? workDayOf(createdAtMs);
  const days = content.validThroughMs === null ? 0 : Math.max(0, daysBetween(first, workDayOf(content.validThroughMs)));
  return {
    ...content,
    workDate: content.workDate && today,
    verifiedAtMs: null,
    validThroughMs: content.validThroughMs && Math.min(endOfDayMs(addDays(today, days)), nowMs + longestValidityMs),
  };
}

type DayOperations = Pick<PostingsDesk, 'posting.copy' | 'posting.yesterday' | 'posting.copy-yesterday' | 'posting.complete-day'>;

export function postingDay(parts: PostingDeskParts, desk: PostingDeskReader): DayOperations {
  const { db, clock, newId, audit, judge, views } = parts;
  const writer = postingWriter(db);
  const copies = postingDeskWriter(db);
  const station = stationWriter(db);
  const today = () => workDayOf(clock.trustedMs());

  /** To be called within a transaction. */
  function copy(from: Posting, publish: boolean, actor: Actor): CopyOutcome {
    const day = today();
    const earlier = desk.copyOf(from.id, day);
    if (earlier !== undefined) return { from: from.id, id: earlier, state: views.find(earlier).state, why: 'again' };
    const nowMs = clock.trustedMs();
    const id = newId();
    const content = contentOfCopy(from, day, nowMs);
    const pending: Posting = deskPosting(id, content, 'pending', nowMs);
    const findings = judge.lint(content, id);
    const why = !isPublishable(content)
      ? 'incomplete'
      : findings.some((finding) => finding.severity === 'block')
        ? 'blocked'
        : findings.length > 0
          ? 'doubtful'
          : null;
    const shown = publish && why === null && isPublishable(content);
    const copied: Posting = shown ? { ...pending, state: 'published', content, reviewer: actor.staffId, publishedAtMs: nowMs } : pending;
    writer.insert({ ...copied, demo: from.demo });
    copies.copied(from.id, day, id);
    if (shown) station.touch();
    audit({ actor: actor.staffId, action: 'posting.copy', subject: id, details: { from: from.id, published: shown } });
    return { from: from.id, id, state: copied.state, why: publish ? why : null };
  }

  /** To be called within a transaction. */
  function closeDone(posting: Posting, actor: Actor): Posting {
    const after: Posting = {
      ...posting,
      ...{ state: 'closed', content: posting.content, closedReason: 'done', revision: posting.revision + 1 },
      updatedAtMs: clock.nowMs(),
    };
    writer.update(after);
    audit({
      ...{ actor: actor.staffId, action: 'posting.close', subject: posting.id },
      details: { reason: 'done', taken: posting.taken, day: true },
    });
    return after;
  }

  return {
    async 'posting.copy'({ id, publish }, actor) {
      return inTransaction(db, () => copy(views.find(id), publish, actor));
    },

    async 'posting.yesterday'() {
      const nowMs = clock.trustedMs();
      const day = addDays(today(), -1);
      return {
        day,
        postings: desk.ofDay(day).map((id) => ({ ...postingRow(views.find(id), nowMs), copied: desk.copyOf(id, today()) ?? null })),
      };
    },

    async 'posting.copy-yesterday'({ ids, publish }, actor) {
      const wanted = ids && new Set(ids);
      return inTransaction(db, () => ({
        copies: desk
          .ofDay(addDays(today(), -1))
          .filter((id) => wanted?.has(id) ?? true)
          .map((id) => copy(views.find(id), publish, actor)),
      }));
    },

    async 'posting.complete-day'(_, actor): Promise<DayOutcome> {
      const nowMs = clock.trustedMs();
      const day = today();
      const closed: Posting[] = [];
      for (let closing = true; closing; ) {
        closing = inTransaction(db, () => {
          const done = desk.done(day, dayPage).map(views.find);
          for (const posting of done) closed.push(closeDone(posting, actor));
          if (done.length > 0) station.touch();
          return done.length === dayPage;
        });
        await new Promise((resolve) => setImmediate(resolve));
      }
      const stay = desk.staying(day, mostStaying).map((id) => {
        const posting = views.find(id);
        const { workDate, durationDays } = posting.content;
        const over = workDate !== null && daysBetween(workDate, day) >= (durationDays ?? 1) - 1;
        return { ...postingRow(posting, nowMs), why: over ? ('unfilled' as const) : ('goes_on' as const) };
      });
      return { closed: closed.slice(0, mostTold).map((posting) => postingRow(posting, nowMs)), closedCount: closed.length, stay };
    },
  };
}
