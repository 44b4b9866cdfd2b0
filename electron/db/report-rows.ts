/** The rows that each figure counts, page by page from a place in an index on, so that a page costs the same wherever it is. */
import type { ReportFilter, ReportRow, ReportWorker, RowPlace } from '../../shared/api/desk/reports.ts';
import { AppError } from '../../shared/api/errors.ts';
import { cardDayDate } from '../../shared/card/card-day.ts';
import { cardNumber } from '../../shared/card/card-number.ts';
import type { MatchState } from '../../shared/domain/match.ts';
import type { PostingState } from '../../shared/domain/posting.ts';
import type { ReportFigure } from '../../shared/domain/report.ts';
import type { VisitPurpose } from '../../shared/domain/visit.ts';
import type { PayUnit } from '../../shared/domain/wage.ts';
import { type LocalDate, workDayOf } from '../../shared/domain/work-day.ts';
import type { ReadableDb } from './database.ts';
import { rangeParameters } from './report-repository.ts';

/** Phones come sealed: who has the keys opens them. */
export type SealedRow = ReportRow<Uint8Array>;

interface PersonColumns {
  worker_id: string;
  name: string | null;
  phone_sealed: Uint8Array | null;
}

interface Source {
  readonly sql: string;
  /** What the SQL of a filter is; a filter that is not here the figure has not. */
  readonly filters: Readonly<Partial<Record<keyof ReportFilter, string>>>;
  /** Where the first page begins: before every row. */
  readonly start: RowPlace;
  /** Which end of the range the place begins with: what is before it need not be read again. */
  readonly leads?: 'from' | 'fromMs' | 'fromCard';
  // The columns differ from source to source; each is written beside its SQL and read by nothing else.
  readonly toRow: (columns: never) => SealedRow;
  readonly placeOf: (columns: never) => RowPlace;
}

function source<Columns>(made: {
  readonly sql: string;
  readonly filters?: Source['filters'];
  readonly start: RowPlace;
  readonly leads?: NonNullable<Source['leads']>;
  readonly toRow: (columns: Columns) => SealedRow;
  readonly placeOf: (columns: Columns) => RowPlace;
}): Source {
  return { filters: {}, ...made };
}

const person = (row: PersonColumns): ReportWorker<Uint8Array> => ({ id: row.worker_id, name: row.name, phone: row.phone_sealed });
const personColumns = 'worker.id AS worker_id, worker.name, worker.phone_sealed';
const work = { trade: 'trade = @trade', employer: 'employer = @employer' };

interface PersonRow extends PersonColumns {
  day: LocalDate;
  times: number;
}
const toPerson = (row: PersonRow): SealedRow => ({
  kind: 'worker',
  id: row.worker_id,
  day: row.day,
  times: row.times,
  worker: person(row),
});

const postings = source<{
  row: number;
  id: string;
  published_at_ms: number;
  title: string;
  trade: number;
  employer: string | null;
  headcount: number | null;
  taken: number;
  state: PostingState;
}>({
  sql: `SELECT rowid AS row, id, published_at_ms, title, trade, employer, headcount, taken, state FROM posting
    WHERE published_at_ms BETWEEN @fromMs AND @toMs AND (published_at_ms, rowid) > (@p0, @p1) @filter
    ORDER BY published_at_ms, rowid LIMIT @limit`,
  filters: { ...work, employer: "ifnull(employer, '') = @employer" },
  start: [0, 0],
  leads: 'fromMs',
  toRow: (row) => ({
    ...{ kind: 'posting', id: row.id, day: workDayOf(row.published_at_ms), title: row.title, trade: row.trade, employer: row.employer },
    ...{ headcount: row.headcount ?? 0, taken: row.taken, state: row.state },
  }),
  placeOf: (row) => [row.published_at_ms, row.row],
});

interface MatchColumns extends PersonColumns {
  row: number;
  id: string;
  referred_day: LocalDate;
  agreed_day: LocalDate | null;
  state: MatchState;
  trade: number;
  employer: string;
  title: string | null;
  work_date: LocalDate | null;
  pay_fen: number | null;
  pay_unit: PayUnit | null;
}

const matchesBy = (day: 'referred_day' | 'agreed_day') =>
  source<MatchColumns>({
    sql: `SELECT work_match.rowid AS row, work_match.id, referred_day, agreed_day, work_match.state, work_match.trade, work_match.employer,
      posting.title, work_match.work_date, work_match.pay_fen, work_match.pay_unit, ${personColumns}
      FROM (SELECT rowid AS number FROM work_match WHERE ${day} BETWEEN @from AND @to AND (${day}, rowid) > (@p0, @p1) @filter
        ORDER BY ${day}, rowid LIMIT @limit)
      CROSS JOIN work_match ON work_match.rowid = number CROSS JOIN worker ON worker.id = work_match.worker_id
      LEFT JOIN posting ON posting.id = work_match.posting_id`,
    filters: work,
    start: ['', 0],
    leads: 'from',
    toRow: (row) => ({
      ...{ kind: 'match', id: row.id, referredDay: row.referred_day, agreedDay: row.agreed_day, state: row.state, trade: row.trade },
      ...{ employer: row.employer, title: row.title, workDate: row.work_date, worker: person(row) },
      pay: row.pay_fen === null || row.pay_unit === null ? null : { fen: row.pay_fen, unit: row.pay_unit },
    }),
    placeOf: (row) => [row[day] ?? '', row.row],
  });

const sources: Readonly<Record<ReportFigure, Source>> = {
  visits: source<{
    id: string;
    work_day: LocalDate;
    daily_number: number;
    purpose: VisitPurpose;
    at_ms: number;
    worker_id: string | null;
    name: string | null;
  }>({
    sql: `SELECT visit.id, work_day, daily_number, purpose, at_ms, worker.id AS worker_id, worker.name FROM visit
      LEFT JOIN visit_worker ON visit_worker.visit_id = visit.id LEFT JOIN worker ON worker.id = visit_worker.worker_id
      WHERE work_day BETWEEN @from AND @to AND (work_day, daily_number) > (@p0, @p1)
      AND NOT EXISTS (SELECT 1 FROM visit_correction WHERE visit_correction.visit_id = visit.id) @filter
      ORDER BY work_day, daily_number LIMIT @limit`,
    filters: { purpose: 'purpose = @purpose', hour: 'hour = @hour' },
    start: ['', 0],
    leads: 'from',
    toRow: (row) => ({
      ...{ kind: 'visit', id: row.id, day: row.work_day, atMs: row.at_ms, number: row.daily_number, purpose: row.purpose },
      worker: row.worker_id === null ? null : { id: row.worker_id, name: row.name },
    }),
    placeOf: (row) => [row.work_day, row.daily_number],
  }),
  visitors: source<PersonRow>({
    sql: `SELECT ${personColumns}, day, times FROM (
        SELECT worker_id AS who, min(work_day) AS day, count(*) AS times FROM worker_day INDEXED BY worker_day_of_worker
        WHERE worker_id > @p0 AND work_day BETWEEN @from AND @to GROUP BY worker_id ORDER BY worker_id LIMIT @limit)
      CROSS JOIN worker ON worker.id = who`,
    start: [''],
    toRow: toPerson,
    placeOf: (row) => [row.worker_id],
  }),
  registrations: source<PersonColumns & { created_at_ms: number; row: number }>({
    sql: `SELECT rowid AS row, created_at_ms, ${personColumns} FROM worker
      WHERE created_at_ms BETWEEN @fromMs AND @toMs AND (created_at_ms, rowid) > (@p0, @p1) AND joined_into IS NULL AND demo = 0
      ORDER BY created_at_ms, rowid LIMIT @limit`,
    start: [0, 0],
    leads: 'fromMs',
    toRow: (row) => toPerson({ ...row, day: workDayOf(row.created_at_ms), times: 1 }),
    placeOf: (row) => [row.created_at_ms, row.row],
  }),
  cards: source<
    PersonColumns & {
      row: number;
      id: string;
      issued_day: number;
      station: number;
      generation: number;
      serial: number;
      state: 'live' | 'revoked';
    }
  >({
    sql: `SELECT card.rowid AS row, card.id, issued_day, station, generation, serial, state, ${personColumns}
      FROM card JOIN worker ON worker.id = card.worker_id
      WHERE issued_day BETWEEN @fromCard AND @toCard AND (issued_day, card.rowid) > (@p0, @p1) ORDER BY issued_day, card.rowid LIMIT @limit`,
    start: [0, 0],
    leads: 'fromCard',
    toRow: (row) => ({
      ...{ kind: 'card', id: row.id, day: cardDayDate(row.issued_day), number: cardNumber(row), state: row.state, worker: person(row) },
    }),
    placeOf: (row) => [row.issued_day, row.row],
  }),
  postings,
  demand: postings,
  referrals: matchesBy('referred_day'),
  hires: matchesBy('agreed_day'),
  hired: source<PersonRow>({
    sql: `SELECT ${personColumns}, day, times FROM (
        SELECT worker_id AS who, min(agreed_day) AS day, count(*) AS times FROM work_match INDEXED BY match_hired
        WHERE worker_id > @p0 AND agreed_day BETWEEN @from AND @to GROUP BY worker_id ORDER BY worker_id LIMIT @limit)
      CROSS JOIN worker ON worker.id = who`,
    start: [''],
    toRow: toPerson,
    placeOf: (row) => [row.worker_id],
  }),
};

/** @throws AppError input_invalid for a filter that the figure has not */
export function rowsSql(figure: ReportFigure, filter: ReportFilter): string {
  const { sql, filters } = sources[figure];
  const asked = (Object.keys(filter) as (keyof ReportFilter)[]).filter((name) => filter[name] !== undefined);
  const conditions = asked.map((name) => {
    const condition = filters[name];
    if (condition === undefined) throw new AppError('input_invalid', `${figure} are not told apart by ${name}`, { filter: name });
    return `AND ${condition}`;
  });
  return sql.replace('@filter', conditions.join(' '));
}

export interface RowsPage {
  readonly rows: readonly SealedRow[];
  /** Where the next page begins; null after the last. */
  readonly next: RowPlace | null;
}

export interface RowsQuery {
  readonly figure: ReportFigure;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly filter: ReportFilter;
  readonly after: RowPlace | null;
  readonly limit: number;
}

export function reportRows(db: ReadableDb) {
  return {
    /** @throws AppError input_invalid (a filter that the figure has not, a place that is none of its) */
    page: ({ figure, from, to, filter, after, limit }: RowsQuery): RowsPage => {
      const { start, leads, toRow, placeOf } = sources[figure];
      const place = after ?? start;
      if (place.length !== start.length || place.some((part, at) => typeof part !== typeof start[at])) {
        throw new AppError('input_invalid', 'not a place of these rows', { figure });
      }
      const asked = rangeParameters(from, to);
      const [first = ''] = place;
      const range = leads && first > asked[leads] ? { ...asked, [leads]: first } : asked;
      const at = Object.fromEntries(place.map((part, number) => [`p${number}`, part]));
      const found = db.prepare<[object], never>(rowsSql(figure, filter)).all({ ...range, ...filter, ...at, limit });
      const last = found.at(-1);
      return { rows: found.map(toRow), next: last !== undefined && found.length === limit ? placeOf(last) : null };
    },
  };
}
