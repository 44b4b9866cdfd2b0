/** What the desk asks of postings beside their content: shelves, counts, what waits, doubles, copies. Rows themselves come from posting-repository. */
import type BetterSqlite3 from 'better-sqlite3';
import type { PostingShelf } from '../../shared/api/desk/postings.ts';
import type { PostingContent, PostingState } from '../../shared/domain/posting.ts';
import { postingStates } from '../../shared/domain/posting.ts';
import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { ReadableDb, WritableDb } from './database.ts';

const valid = `posting INDEXED BY posting_validity WHERE state = 'published' AND valid_through_ms >= @nowMs`;
const isStale = '(fresh_until_ms IS NULL OR fresh_until_ms < @nowMs)';

interface Shelf {
  readonly from: string;
  /** The column by which the shelf is ordered, newest first. */
  readonly key: 'updated_at_ms' | 'valid_through_ms';
}

const stateShelf = (state: PostingState): Shelf => ({
  from: `posting INDEXED BY posting_shelf WHERE state = '${state}'`,
  key: 'updated_at_ms',
});

const shelves: Readonly<Record<PostingShelf, Shelf>> = {
  draft: stateShelf('draft'),
  pending: stateShelf('pending'),
  published: stateShelf('published'),
  paused: stateShelf('paused'),
  closed: stateShelf('closed'),
  stale: { from: `${valid} AND taken < headcount AND ${isStale}`, key: 'valid_through_ms' },
  filled: { from: `${valid} AND taken >= headcount`, key: 'valid_through_ms' },
  expired: {
    from: `posting INDEXED BY posting_validity WHERE state = 'published' AND valid_through_ms < @nowMs`,
    key: 'valid_through_ms',
  },
  orphan: {
    from: `posting INDEXED BY posting_orphan WHERE state = 'published' AND contact_phone IS NULL AND valid_through_ms >= @nowMs`,
    key: 'valid_through_ms',
  },
};

/** Work that has begun, published or paused. */
const begun = `posting INDEXED BY posting_live_day WHERE state IN ('published', 'paused') AND work_date IS NOT NULL AND work_date <= @today`;
const isOver = `date(work_date, (ifnull(duration_days, 1) - 1) || ' days') <= @today`;
const isFull = 'taken >= ifnull(headcount, 1000)';

/** A shelf's page without words; exported for the tests of query plans. */
export function shelfSql(shelf: PostingShelf): string {
  const { from, key } = shelves[shelf];
  return `SELECT id FROM ${from} ORDER BY ${key} DESC, rowid DESC LIMIT @limit OFFSET @offset`;
}

/** The next slice of a shelf, with whether each holds the words. */
export function sliceSql(shelf: PostingShelf): string {
  const { from, key } = shelves[shelf];
  return `SELECT id, ${key} AS key, rowid, instr(search_key, @text) > 0 AS hit FROM ${from} AND (${key}, rowid) < (@key, @rowid)
    ORDER BY ${key} DESC, rowid DESC LIMIT @limit`;
}

export const postingDeskSql = {
  states: 'SELECT state, count FROM posting_count',
  valid: `SELECT total(taken < headcount AND ${isStale}) AS stale, total(taken >= headcount) AS filled FROM ${valid}`,
  expired: `SELECT count(*) FROM ${shelves.expired.from}`,
  orphans: `SELECT count(*) FROM ${shelves.orphan.from}`,
  waiting: `SELECT id FROM ${shelves.pending.from} ORDER BY updated_at_ms, rowid LIMIT @limit`,
  waitingCount: `SELECT count(*) FROM ${shelves.pending.from}`,
  staleFirst: `SELECT id FROM ${shelves.stale.from} ORDER BY ifnull(fresh_until_ms, 0), rowid LIMIT @limit`,
  expiring: `SELECT id FROM ${valid} AND valid_through_ms <= @endMs ORDER BY valid_through_ms, rowid LIMIT @limit`,
  expiringCount: `SELECT count(*) FROM ${valid} AND valid_through_ms <= @endMs`,
  usualCount: `SELECT count(day_pay_fen) FROM posting INDEXED BY posting_open WHERE state = 'published' AND trade = @trade AND valid_through_ms >= @sinceMs`,
  usual: `SELECT day_pay_fen FROM posting INDEXED BY posting_open WHERE state = 'published' AND trade = @trade AND valid_through_ms >= @sinceMs
    AND day_pay_fen IS NOT NULL ORDER BY day_pay_fen LIMIT 1 OFFSET @middle`,
  double: `SELECT id FROM posting INDEXED BY posting_by_employer WHERE employer = @employer AND trade = @trade AND work_date IS @workDate
    AND place IS @place AND state IN ('pending', 'published', 'paused') AND id IS NOT @id LIMIT 1`,
  sanction: 'SELECT sanction_until FROM employer WHERE name = ?',
  ofDay: `SELECT id FROM posting WHERE work_date = ? AND state <> 'draft' ORDER BY start_minute, rowid LIMIT 500`,
  done: `SELECT id FROM ${begun} AND ${isOver} AND ${isFull} ORDER BY work_date, rowid LIMIT @limit`,
  staying: `SELECT id FROM ${begun} AND NOT (${isOver} AND ${isFull}) ORDER BY work_date DESC, rowid LIMIT @limit`,
  copyOf: 'SELECT copy_id FROM posting_copy WHERE from_id = ? AND work_day = ?',
  after: 'SELECT id FROM posting WHERE id > ? ORDER BY id LIMIT ?',
} as const;

export interface ShelfPage {
  readonly nowMs: number;
  readonly offset: number;
  readonly limit: number;
}

/** Where the next slice of a shelf begins. */
export interface ShelfPlace {
  readonly key: number;
  readonly rowid: number;
}
export const shelfStart: ShelfPlace = { key: Number.MAX_SAFE_INTEGER, rowid: Number.MAX_SAFE_INTEGER };

/** So few postings of a trade say nothing about what is usual. */
const fewestForUsual = 5;

export type PostingDeskReader = ReturnType<typeof postingDeskReader>;

export function postingDeskReader(db: ReadableDb) {
  const prepared = new Map<string, BetterSqlite3.Statement>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const ids = (sql: string, input: object) => (statement(sql).all(input) as { id: string }[]).map(({ id }) => id);
  const one = (sql: string, input: object): number => Number(Object.values(statement(sql).get(input) as object)[0]);
  const sanction = db.prepare<[string], string | null>(postingDeskSql.sanction).pluck();
  const ofDay = db.prepare<[string], string>(postingDeskSql.ofDay).pluck();
  const copyOf = db.prepare<[string, string], string>(postingDeskSql.copyOf).pluck();
  const after = db.prepare<[string, number], string>(postingDeskSql.after).pluck();

  return {
    countShelves: (nowMs: number): Record<PostingShelf, number> => {
      const states = statement(postingDeskSql.states).all() as { state: PostingState; count: number }[];
      const { stale, filled } = statement(postingDeskSql.valid).get({ nowMs }) as { stale: number; filled: number };
      return {
        ...(Object.fromEntries(postingStates.map((state) => [state, 0])) as Record<PostingState, number>),
        ...Object.fromEntries(states.map(({ state, count }) => [state, count])),
        ...{ stale, filled, expired: one(postingDeskSql.expired, { nowMs }), orphan: one(postingDeskSql.orphans, { nowMs }) },
      };
    },
    pageOf: (shelf: PostingShelf, page: ShelfPage): string[] => ids(shelfSql(shelf), page),
    /** The ids with the words among the next `limit` of a shelf, and where to go on (undefined: that was the end). */
    sliceOf: (
      shelf: PostingShelf,
      look: { readonly nowMs: number; readonly text: string; readonly limit: number } & ShelfPlace,
    ): { readonly hits: string[]; readonly next: ShelfPlace | undefined } => {
      const rows = statement(sliceSql(shelf)).all(look) as { id: string; key: number; rowid: number; hit: 0 | 1 }[];
      const last = rows.at(-1);
      return {
        hits: rows.filter(({ hit }) => hit === 1).map(({ id }) => id),
        next: last && rows.length === look.limit ? { key: last.key, rowid: last.rowid } : undefined,
      };
    },
    waiting: (limit: number) => ({ count: one(postingDeskSql.waitingCount, {}), ids: ids(postingDeskSql.waiting, { limit }) }),
    stale: (nowMs: number, limit: number) => ({
      count: (statement(postingDeskSql.valid).get({ nowMs }) as { stale: number }).stale,
      ids: ids(postingDeskSql.staleFirst, { nowMs, limit }),
    }),
    expiring: (nowMs: number, endMs: number, limit: number) => ({
      count: one(postingDeskSql.expiringCount, { nowMs, endMs }),
      ids: ids(postingDeskSql.expiring, { nowMs, endMs, limit }),
    }),
    /** The middle of what a day of a trade pays among postings valid since then; null while they are few. */
    usualDayFen: (trade: number, sinceMs: number): number | null => {
      const count = one(postingDeskSql.usualCount, { trade, sinceMs });
      return count < fewestForUsual ? null : one(postingDeskSql.usual, { trade, sinceMs, middle: Math.floor(count / 2) });
    },
    /** Whether another posting of the same employer, trade, day and place waits or stands. */
    hasDouble: ({ employer, trade, workDate, place }: PostingContent, id: string | null): boolean =>
      employer !== null && statement(postingDeskSql.double).get({ employer, trade, workDate, place, id }) !== undefined,
    sanctionUntil: (employer: string): LocalDate | null => (sanction.get(employer) ?? null) as LocalDate | null,
    ofDay: (day: LocalDate): string[] => ofDay.all(day),
    /** Published and paused work whose last day is here and whose places are all taken. */
    done: (today: LocalDate, limit: number): string[] => ids(postingDeskSql.done, { today, limit }),
    /** Work that has begun and is not done, the latest first. */
    staying: (today: LocalDate, limit: number): string[] => ids(postingDeskSql.staying, { today, limit }),
    copyOf: (fromId: string, day: LocalDate): string | undefined => copyOf.get(fromId, day),
    /** Ids in their order, from after `id`. */
    after: (id: string, limit: number): string[] => after.all(id, limit),
  };
}

export function postingDeskWriter(db: WritableDb) {
  const copied = db.prepare<[string, string, string]>('INSERT INTO posting_copy (from_id, work_day, copy_id) VALUES (?, ?, ?)');
  return {
    copied: (fromId: string, day: LocalDate, copyId: string): void => void copied.run(fromId, day, copyId),
  };
}
