/** Postings as the desk's lists show them. */
import type { PostingRow } from '../../shared/api/desk/postings.ts';
import { isExpired, isFilled, isOrphan, isStale, type Posting } from '../../shared/domain/posting.ts';

export function postingRow(posting: Posting, nowMs: number): PostingRow {
  const { id, revision, state, closedReason, demo, source, taken, createdAtMs, updatedAtMs, content } = posting;
  const { title, trade, employer, place, wage, settlement, workDate, startMinute, headcount, contactPhone, validThroughMs } = content;
  const published = state === 'published';
  return {
    ...{
      id,
      revision,
      state,
      closedReason,
      demo,
      source,
      title,
      trade,
      employer,
      place,
      wage,
      settlement,
      workDate,
      startMinute,
      headcount,
    },
    ...{ taken, contactPhone, validThroughMs, verifiedAtMs: content.verifiedAtMs, createdAtMs, updatedAtMs },
    orphan: isOrphan(posting),
    stale: published && isStale(content, nowMs),
    expired: published && isExpired(content, nowMs),
    filled: published && isFilled(posting),
  };
}
