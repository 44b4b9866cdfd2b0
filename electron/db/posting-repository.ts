/** Postings in the database. The row type is private: toPosting and toRow are the only places that know columns. */
import type BetterSqlite3 from 'better-sqlite3';
import {
  freshForMs,
  isPublishable,
  type Posting,
  type PostingContent,
  type PostingOrder,
  type PostingState,
} from '../../shared/domain/posting.ts';
import { searchKey } from '../../shared/domain/text.ts';
import { getTrade } from '../../shared/domain/trade.ts';
import { dayPayFen, type PayUnit, type Settlement } from '../../shared/domain/wage.ts';
import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { Point } from '../../shared/geo/distance.ts';
import type { ReadableDb, WritableDb } from './database.ts';

interface PostingRow {
  id: string;
  source: string;
  source_id: string;
  state: PostingState;
  closed_reason: string | null;
  title: string;
  trade: number;
  occupation_code: string | null;
  employer: string | null;
  headcount: number | null;
  conditions: string | null;
  content: string | null;
  place: string | null;
  lat: number | null;
  lng: number | null;
  work_date: LocalDate | null;
  start_minute: number | null;
  end_minute: number | null;
  duration_days: number | null;
  pay_min_fen: number | null;
  pay_max_fen: number | null;
  pay_unit: PayUnit | null;
  settlement: Settlement | null;
  meals: 0 | 1 | null;
  tools: 'provided' | 'own' | null;
  insurance: 0 | 1 | null;
  contact_name: string | null;
  contact_phone: string | null;
  valid_through_ms: number | null;
  verified_at_ms: number | null;
  revision: number;
  field_revisions: string;
  demo: 0 | 1;
  reviewer: string | null;
  taken: number;
  created_at_ms: number;
  updated_at_ms: number;
  published_at_ms: number | null;
  fresh_until_ms: number | null;
  day_pay_fen: number | null;
  search_key: string;
}

const toBoolean = (flag: 0 | 1 | null) => (flag === null ? null : flag === 1);
const toFlag = (value: boolean | null) => (value === null ? null : value ? 1 : 0);

function toContent(row: PostingRow): PostingContent {
  return {
    title: row.title,
    trade: row.trade,
    occupationCode: row.occupation_code,
    employer: row.employer,
    headcount: row.headcount,
    conditions: row.conditions,
    content: row.content,
    place: row.place,
    point: row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng },
    workDate: row.work_date,
    startMinute: row.start_minute,
    endMinute: row.end_minute,
    durationDays: row.duration_days,
    wage:
      row.pay_min_fen === null || row.pay_max_fen === null || row.pay_unit === null
        ? null
        : { minFen: row.pay_min_fen, maxFen: row.pay_max_fen, unit: row.pay_unit },
    settlement: row.settlement,
    meals: toBoolean(row.meals),
    tools: row.tools,
    insurance: toBoolean(row.insurance),
    contactName: row.contact_name,
    contactPhone: row.contact_phone,
    validThroughMs: row.valid_through_ms,
    verifiedAtMs: row.verified_at_ms,
  };
}

function toPosting(row: PostingRow): Posting {
  const content = toContent(row);
  const record = {
    id: row.id,
    source: row.source,
    sourceId: row.source_id,
    closedReason: row.closed_reason,
    revision: row.revision,
    fieldRevisions: JSON.parse(row.field_revisions) as Posting['fieldRevisions'],
    demo: row.demo === 1,
    reviewer: row.reviewer,
    taken: row.taken,
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
    publishedAtMs: row.published_at_ms,
  };
  if (row.state === 'published' || row.state === 'paused') {
    if (!isPublishable(content)) throw new Error(`posting ${row.id} is published without the legal minimum`);
    return { ...record, state: row.state, content };
  }
  return { ...record, state: row.state, content };
}

function toRow(posting: Posting): PostingRow {
  const { content } = posting;
  const trade = getTrade(content.trade);
  const searched = [content.title, trade.word, ...trade.also, content.employer, content.place, content.content, content.conditions];
  return {
    id: posting.id,
    source: posting.source,
    source_id: posting.sourceId,
    state: posting.state,
    closed_reason: posting.closedReason,
    title: content.title,
    trade: content.trade,
    occupation_code: content.occupationCode,
    employer: content.employer,
    headcount: content.headcount,
    conditions: content.conditions,
    content: content.content,
    place: content.place,
    lat: content.point?.lat ?? null,
    lng: content.point?.lng ?? null,
    work_date: content.workDate,
    start_minute: content.startMinute,
    end_minute: content.endMinute,
    duration_days: content.durationDays,
    pay_min_fen: content.wage?.minFen ?? null,
    pay_max_fen: content.wage?.maxFen ?? null,
    pay_unit: content.wage?.unit ?? null,
    settlement: content.settlement,
    meals: toFlag(content.meals),
    tools: content.tools,
    insurance: toFlag(content.insurance),
    contact_name: content.contactName,
    contact_phone: content.contactPhone,
    valid_through_ms: content.validThroughMs,
    verified_at_ms: content.verifiedAtMs,
    revision: posting.revision,
    field_revisions: JSON.stringify(posting.fieldRevisions),
    demo: posting.demo ? 1 : 0,
    reviewer: posting.reviewer,
    taken: posting.taken,
    created_at_ms: posting.createdAtMs,
    updated_at_ms: posting.updatedAtMs,
    published_at_ms: posting.publishedAtMs,
    fresh_until_ms: content.verifiedAtMs === null ? null : content.verifiedAtMs + freshForMs(content),
    day_pay_fen: content.wage && dayPayFen(content.wage),
    search_key: searched
      .filter((text) => text !== null)
      .map(searchKey)
      .join('\n'),
  };
}

/** Open: on the screen now. The planner takes posting_open from `state = 'published'`, and reads no row for the rest. */
export const openPostings = `posting INDEXED BY posting_open WHERE state = 'published' AND valid_through_ms >= @nowMs AND taken < headcount`;

const withWords = `posting INDEXED BY posting_words WHERE state = 'published' AND instr(search_key, @text) > 0`;

const staleLast = '(fresh_until_ms IS NULL OR fresh_until_ms < @nowMs)';
/** 0: today's work that can still be reached; 1: the coming days, and undated; 2: what began more than an hour ago. */
const soonest = `CASE WHEN work_date > @today THEN 1
  WHEN work_date = @today THEN CASE WHEN start_minute < @minute - 60 THEN 2 ELSE 0 END
  WHEN work_date IS NULL THEN 1 ELSE 2 END`;
/** 04:30-08:30, 今天上工 and 日结 first: both, then today's, then the day-paid, then the rest. */
const morningGroup = `CASE WHEN work_date = @today THEN (settlement IS NOT 'day') ELSE 2 + (settlement IS NOT 'day') END`;
const byTime = 'work_date, start_minute';
/** Squared degrees, the longitude's shortened by @shrink: orders like metres do within a city. */
const nearest = '(lat - @lat) * (lat - @lat) + (lng - @lng) * (lng - @lng) * @shrink * @shrink';

/** What comes first is one number where it can be: each further key of a sort costs a tenth of a millisecond in a thousand. */
const orders: Readonly<Record<PostingOrder | 'morning', string>> = {
  today: `${staleLast} * 10 + ${soonest}, ${byTime}, day_pay_fen DESC`,
  // pay by the order has no day's pay: null, and so last
  pay: `${staleLast}, day_pay_fen DESC, ${byTime}`,
  near: `(${staleLast} * 2 + (lat IS NULL)) * 1e6 + ifnull(${nearest}, 0)`,
  morning: `${staleLast} * 100 + ${morningGroup} * 10 + ${soonest}, ${byTime}, day_pay_fen DESC`,
};

const filterSql = (filter: { readonly trade: boolean; readonly text: boolean }) =>
  (filter.trade ? ' AND trade = @trade' : '') + (filter.text ? ` AND rowid IN (SELECT rowid FROM ${withWords})` : '');

/** The statement of a list's page: row numbers in order; exported for the tests of query plans and for the bench. */
export function pageSql(order: PostingOrder | 'morning', filter: { readonly trade: boolean; readonly text: boolean }): string {
  return `SELECT rowid FROM ${openPostings}${filterSql(filter)} ORDER BY ${orders[order]}, rowid LIMIT @limit OFFSET @offset`;
}

export function countSql(filter: { readonly trade: boolean; readonly text: boolean }): string {
  return `SELECT count(*) FROM ${openPostings}${filterSql(filter)}`;
}

export interface OpenQuery {
  readonly nowMs: number;
  readonly today: LocalDate;
  /** Minutes since local midnight. */
  readonly minute: number;
  readonly trade?: number | undefined;
  readonly text?: string | undefined;
}

export interface PageQuery extends OpenQuery {
  readonly order: PostingOrder | 'morning';
  /** The station's place; `near` without one falls back on `today`. */
  readonly from: Point | null;
  readonly limit: number;
  readonly offset: number;
}

export type PostingReader = ReturnType<typeof postingReader>;

export function postingReader(db: ReadableDb) {
  const byId = db.prepare<[string], PostingRow>('SELECT * FROM posting WHERE id = ?');
  const byOrigin = db.prepare<[string, string], PostingRow>('SELECT * FROM posting WHERE source = ? AND source_id = ?');
  const demoRows = db.prepare<[], PostingRow>('SELECT * FROM posting WHERE demo = 1');
  const counts = db.prepare<OpenQuery, { trade: number; count: number; today: number; top: number | null }>(
    `SELECT trade, count(*) AS count, sum(work_date IS @today) AS today, max(day_pay_fen) AS top FROM ${openPostings} GROUP BY trade ORDER BY count DESC, trade`,
  );
  const horizon = db.prepare<{ nowMs: number }, { open: number; stale: number }>(
    `SELECT count(*) AS open, total(${staleLast}) AS stale FROM ${openPostings}`,
  );
  const byRow = db.prepare<[number], PostingRow>('SELECT * FROM posting WHERE rowid = ?');
  const prepared = new Map<string, BetterSqlite3.Statement>();
  const plucked = (sql: string) => {
    const statement = prepared.get(sql) ?? db.prepare(sql).pluck();
    prepared.set(sql, statement);
    return statement;
  };

  const filterOf = (query: OpenQuery) => ({ trade: query.trade !== undefined, text: query.text !== undefined });
  const rowsOf = (query: PageQuery): number[] => {
    const order = query.order === 'near' && query.from === null ? 'today' : query.order;
    const { lat, lng } = query.from ?? { lat: 0, lng: 0 };
    const shrink = Math.cos((lat * Math.PI) / 180);
    return plucked(pageSql(order, filterOf(query))).all({ ...query, lat, lng, shrink }) as number[];
  };
  const hydrate = (rows: number[]): Posting[] => rows.map((row) => toPosting(byRow.get(row) as PostingRow));

  return {
    get: (id: string): Posting | undefined => {
      const row = byId.get(id);
      return row && toPosting(row);
    },
    findByOrigin: (source: string, sourceId: string): Posting | undefined => {
      const row = byOrigin.get(source, sourceId);
      return row && toPosting(row);
    },
    listDemo: (): Posting[] => demoRows.all().map(toPosting),
    /** Open postings by trade, the most first. */
    countByTrade: (query: OpenQuery) => counts.all(query),
    /** How many are open, and how many of these stale: changes when time alone changes what may be shown. */
    horizon: (nowMs: number) => horizon.get({ nowMs }) ?? { open: 0, stale: 0 },
    pageOpen: (query: PageQuery): Posting[] => hydrate(rowsOf(query)),
    /** One page, and how many there are in all. */
    listOpen: (query: PageQuery): { readonly total: number; readonly postings: Posting[] } => {
      if (query.text === undefined)
        return { total: Number(plucked(countSql(filterOf(query))).get(query)), postings: hydrate(rowsOf(query)) };
      // Looking for words costs more than ordering what was found, so it is done once, for the page and the count.
      const found = rowsOf({ ...query, limit: -1, offset: 0 });
      return { total: found.length, postings: hydrate(found.slice(query.offset, query.offset + query.limit)) };
    },
  };
}

export function postingWriter(db: WritableDb) {
  const columns = (db.pragma('table_info(posting)') as { name: string }[]).map((column) => column.name);
  const insert = db.prepare<PostingRow>(
    `INSERT INTO posting (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
  );
  const update = db.prepare<PostingRow>(
    `UPDATE posting SET ${columns
      .filter((column) => column !== 'id')
      .map((column) => `${column} = @${column}`)
      .join(', ')} WHERE id = @id`,
  );
  const emptyDemo = db.prepare('DELETE FROM posting WHERE demo = 1');

  return {
    insert: (posting: Posting): void => void insert.run(toRow(posting)),
    update: (posting: Posting): void => {
      if (update.run(toRow(posting)).changes !== 1) throw new Error(`no posting ${posting.id} to update`);
    },
    /** Removes what was made up for the demo, with its reach; answers how many. */
    deleteDemo: (): number => emptyDemo.run().changes,
  };
}
