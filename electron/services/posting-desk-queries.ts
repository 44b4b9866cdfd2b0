/** What staff look at: shelves, one posting with its verdict and history, what waits. */
import type { PostingsDesk, PostingView } from '../../shared/api/desk/postings.ts';
import { AppError } from '../../shared/api/errors.ts';
import type { Posting, PostingState } from '../../shared/domain/posting.ts';
import { searchKey } from '../../shared/domain/text.ts';
import { endOfDayMs, workDayOf } from '../../shared/domain/work-day.ts';
import { auditReader } from '../db/audit-repository.ts';
import type { ReadableDb } from '../db/database.ts';
import { type PostingDeskReader, shelfStart } from '../db/posting-desk-repository.ts';
import type { PostingReader } from '../db/posting-repository.ts';
import { staffReader } from '../db/staff-repository.ts';
import type { StationClock } from './clock.ts';
import type { PostingJudge } from './posting-judge.ts';
import { postingRow } from './posting-rows.ts';

const historyShown = 50;
/** So many rows are searched for words before others get their turn. */
const searchSlice = 1500;

const settled: readonly PostingState[] = ['closed'];

export function postingViews(
  db: ReadableDb,
  postings: Pick<PostingReader, 'get'>,
  judge: PostingJudge,
  clock: StationClock,
): { find(id: string): Posting; view(id: string): PostingView } {
  const audit = auditReader(db);
  const staff = staffReader(db);
  const find = (id: string): Posting => {
    const posting = postings.get(id);
    if (!posting) throw new AppError('posting_not_found', 'no such posting', { id });
    return posting;
  };
  return {
    find,
    view: (id) => {
      const posting = find(id);
      const { source, sourceId, reviewer, publishedAtMs, content, state } = posting;
      // nobody is asked to mend what is over
      const verdict = settled.includes(state) ? { missing: [], findings: [] } : judge.verdict(content, id);
      return {
        ...postingRow(posting, clock.trustedMs()),
        ...verdict,
        ...{ content, source, sourceId, publishedAtMs },
        reviewer: reviewer && (staff.nameOf(reviewer) ?? reviewer),
        history: audit.listOf(id, historyShown),
      };
    },
  };
}

type Queries = Pick<PostingsDesk, 'posting.search' | 'posting.read' | 'posting.lint' | 'posting.todo'>;

export function postingDeskQueries(
  desk: PostingDeskReader,
  views: ReturnType<typeof postingViews>,
  judge: PostingJudge,
  clock: StationClock,
): Queries {
  const rowOf = (nowMs: number) => (id: string) => postingRow(views.find(id), nowMs);

  /** In slices, so that a search through years of closed postings holds nobody up. */
  async function search(
    shelf: Parameters<PostingDeskReader['sliceOf']>[0],
    text: string,
    nowMs: number,
    wanted: number,
  ): Promise<string[]> {
    const found: string[] = [];
    for (let place = shelfStart; ; ) {
      const { hits, next } = desk.sliceOf(shelf, { nowMs, text, limit: searchSlice, ...place });
      found.push(...hits);
      if (!next || found.length >= wanted) return found;
      place = next;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  return {
    async 'posting.search'({ shelf, text, offset, limit }) {
      const nowMs = clock.trustedMs();
      const key = searchKey(text ?? '');
      const ids =
        key === ''
          ? desk.pageOf(shelf, { nowMs, offset, limit: limit + 1 })
          : (await search(shelf, key, nowMs, offset + limit + 1)).slice(offset, offset + limit + 1);
      return {
        postings: ids.slice(0, limit).map((id) => {
          const posting = views.find(id);
          const open = posting.state === 'draft' || posting.state === 'pending';
          return { ...postingRow(posting, nowMs), verdict: open ? judge.verdict(posting.content, id) : null };
        }),
        more: ids.length > limit,
        counts: desk.countShelves(nowMs),
      };
    },

    async 'posting.read'({ id }) {
      return views.view(id);
    },

    async 'posting.lint'({ id, content }) {
      return judge.verdict(content, id ?? null);
    },

    async 'posting.todo'({ limit }) {
      const nowMs = clock.trustedMs();
      const row = rowOf(nowMs);
      const review = desk.waiting(limit);
      const stale = desk.stale(nowMs, limit);
      const expiring = desk.expiring(nowMs, endOfDayMs(workDayOf(nowMs)), limit);
      return {
        review: {
          count: review.count,
          postings: review.ids.map((id) => ({ ...row(id), ...judge.verdict(views.find(id).content, id) })),
        },
        stale: { count: stale.count, postings: stale.ids.map(row) },
        expiring: { count: expiring.count, postings: expiring.ids.map(row) },
      };
    },
  };
}
