/**
 * The figures of a range of days, each from an index made for it (0070). Everything of one report is read in one snapshot, so
 * that its parts agree with each other whatever is written meanwhile.
 */
import { cardDayDate, cardDayOf } from '../../shared/card/card-day.ts';
import { type DayFigures, type Report, type ReportFigures, reportFigures, type WorkCounts } from '../../shared/domain/report.ts';
import { type VisitPurpose, visitPurposes } from '../../shared/domain/visit.ts';
import { addDays, daysBetween, endOfDayMs, type LocalDate, startOfDayMs, workDayOf } from '../../shared/domain/work-day.ts';
import type { ReadableDb } from './database.ts';

/** A range as the tables know days: by name, by moment, and in days of cards. */
export interface RangeParameters {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly fromMs: number;
  readonly toMs: number;
  readonly fromCard: number;
  readonly toCard: number;
}

export function rangeParameters(from: LocalDate, to: LocalDate): RangeParameters {
  const [fromMs, toMs] = [startOfDayMs(from), endOfDayMs(to)];
  return { from, to, fromMs, toMs, fromCard: cardDayOf(fromMs), toCard: cardDayOf(toMs) };
}

/** Days since 1970-01-01 in UTC+8: the number by which SQL groups moments. */
const dayNumber = (column: string) => `(${column} + 28800000) / 86400000`;
const dayOfNumber = (number: number) => workDayOf(number * 86_400_000 - 28_800_000);

const publishedIn = 'published_at_ms BETWEEN @fromMs AND @toMs';
const referredIn = 'referred_day BETWEEN @from AND @to';
const agreedIn = 'agreed_day BETWEEN @from AND @to';

/** A clock may have been set back a little between a visit and its correction. */
const slackMs = 86_400_000;

export const reportSql = {
  visits: 'SELECT work_day, purpose, hour, count(*) FROM visit WHERE work_day BETWEEN @from AND @to GROUP BY work_day, purpose, hour',
  /** CROSS: from the few corrections to their visits, never the other way. */
  corrected: `SELECT work_day, purpose, hour, count(*) FROM visit_correction CROSS JOIN visit ON visit.id = visit_correction.visit_id
    WHERE visit_correction.at_ms >= @fromMs - ${slackMs} AND work_day BETWEEN @from AND @to GROUP BY work_day, purpose, hour`,
  visitorsByDay: 'SELECT work_day, count(*) FROM worker_day WHERE work_day BETWEEN @from AND @to GROUP BY work_day',
  visitors: `SELECT count(*) FROM worker
    WHERE EXISTS (SELECT 1 FROM worker_day WHERE worker_id = worker.id AND work_day BETWEEN @from AND @to)`,
  registrations: `SELECT ${dayNumber('created_at_ms')} AS number, count(*) FROM worker
    WHERE created_at_ms BETWEEN @fromMs AND @toMs AND joined_into IS NULL AND demo = 0 GROUP BY number`,
  cards: 'SELECT issued_day, count(*) FROM card WHERE issued_day BETWEEN @fromCard AND @toCard GROUP BY issued_day',
  postings: `SELECT ${dayNumber('published_at_ms')} AS number, count(*), total(headcount) FROM posting INDEXED BY posting_published
    WHERE ${publishedIn} GROUP BY number`,
  referrals: `SELECT referred_day, count(*) FROM work_match WHERE ${referredIn} GROUP BY referred_day`,
  hires: `SELECT agreed_day, count(*) FROM work_match INDEXED BY match_by_agreement WHERE ${agreedIn} GROUP BY agreed_day`,
  hiredByDay: `SELECT agreed_day, count(DISTINCT worker_id) FROM work_match INDEXED BY match_by_agreement WHERE ${agreedIn} GROUP BY agreed_day`,
  hired: `SELECT count(*) FROM worker WHERE EXISTS (SELECT 1 FROM work_match WHERE worker_id = worker.id AND ${agreedIn})`,
} as const;

/**
 * Work told apart by employer and trade. A long range reads a whole index in its order; a short one only its days, and sorts these:
 * from about a third of two years on the first is the faster, measured with 200,000 postings and 300,000 matches.
 */
export function workSql(long: boolean) {
  const from = (table: string, byWork: string, byDay: string) => `FROM ${table} INDEXED BY ${long ? byWork : byDay}`;
  return {
    postings: `SELECT ifnull(employer, ''), trade, count(*), total(headcount) ${from('posting', 'posting_of_work', 'posting_published')}
      WHERE ${publishedIn} GROUP BY employer, trade`,
    referrals: `SELECT employer, trade, count(*), 0 ${from('work_match', 'referral_of_work', 'match_by_referral')}
      WHERE ${referredIn} GROUP BY employer, trade`,
    hires: `SELECT employer, trade, count(*), 0 ${from('work_match', 'hire_of_work', 'match_by_agreement')}
      WHERE ${agreedIn} GROUP BY employer, trade`,
  } as const;
}
const longDays = 240;

/** Employers that are told one by one; the rest together. */
const mostEmployers = 50;
const noWork: WorkCounts = { postings: 0, demand: 0, referrals: 0, hires: 0 };
const noFigures = Object.fromEntries(reportFigures.map((figure) => [figure, 0])) as Record<keyof ReportFigures, number>;

/** Counts of work by a key of any kind. */
function tally<Key>() {
  const counts = new Map<Key, Record<keyof WorkCounts, number>>();
  return {
    add: (key: Key, what: keyof WorkCounts, count: number, demand: number): void => {
      const row = counts.get(key) ?? { ...noWork };
      row[what] += count;
      row.demand += demand;
      counts.set(key, row);
    },
    /** The most hires first, then referrals, then postings. */
    list: (): [Key, WorkCounts][] =>
      [...counts].sort(
        ([keyA, a], [keyB, b]) =>
          b.hires - a.hires || b.referrals - a.referrals || b.postings - a.postings || (String(keyA) < String(keyB) ? -1 : 1),
      ),
  };
}

export function inSnapshot<T>(db: ReadableDb, work: () => T): T {
  db.prepare('BEGIN').run();
  try {
    return work();
  } finally {
    db.prepare('COMMIT').run();
  }
}

type Row = readonly [key: never, ...rest: never[]];

export function reportReader(db: ReadableDb) {
  const rows = <Columns extends readonly unknown[]>(sql: string, range: RangeParameters): Iterable<Columns> =>
    db.prepare<[RangeParameters], Row>(sql).raw().iterate(range) as unknown as Iterable<Columns>;
  const count = (sql: string, range: RangeParameters): number => Number(db.prepare<[RangeParameters], number>(sql).pluck().get(range));

  function read(from: LocalDate, to: LocalDate): Report {
    const range = rangeParameters(from, to);
    const days = new Map<LocalDate, Record<keyof ReportFigures, number> & { day: LocalDate }>();
    for (let away = 0; away <= daysBetween(from, to); away++) days.set(addDays(from, away), { day: addDays(from, away), ...noFigures });
    const byHour = Array.from({ length: 24 }, () => 0);
    const byPurpose = Object.fromEntries(visitPurposes.map((purpose) => [purpose, 0])) as Record<VisitPurpose, number>;
    const byTrade = tally<number>();
    const byEmployer = tally<string>();
    const addDay = (day: LocalDate, figure: keyof ReportFigures, count: number) => {
      const known = days.get(day);
      if (known) known[figure] += count;
    };

    for (const [sql, sign] of [
      [reportSql.visits, 1],
      [reportSql.corrected, -1],
    ] as const) {
      for (const [day, purpose, hour, count] of rows<[LocalDate, VisitPurpose, number, number]>(sql, range)) {
        addDay(day, 'visits', sign * count);
        byHour[hour] = (byHour[hour] ?? 0) + sign * count;
        byPurpose[purpose] += sign * count;
      }
    }
    for (const [day, count] of rows<[LocalDate, number]>(reportSql.visitorsByDay, range)) addDay(day, 'visitors', count);
    for (const [number, count] of rows<[number, number]>(reportSql.registrations, range))
      addDay(dayOfNumber(number), 'registrations', count);
    for (const [number, count] of rows<[number, number]>(reportSql.cards, range)) addDay(cardDayDate(number), 'cards', count);
    for (const [number, count, demand] of rows<[number, number, number]>(reportSql.postings, range)) {
      addDay(dayOfNumber(number), 'postings', count);
      addDay(dayOfNumber(number), 'demand', demand);
    }
    for (const figure of ['referrals', 'hires'] as const) {
      for (const [day, count] of rows<[LocalDate, number]>(reportSql[figure], range)) addDay(day, figure, count);
    }
    const work = workSql(days.size > longDays);
    for (const what of ['postings', 'referrals', 'hires'] as const) {
      for (const [employer, trade, count, demand] of rows<[string, number, number, number]>(work[what], range)) {
        byEmployer.add(employer, what, count, demand);
        byTrade.add(trade, what, count, demand);
      }
    }
    for (const [day, count] of rows<[LocalDate, number]>(reportSql.hiredByDay, range)) addDay(day, 'hired', count);

    const byDay: DayFigures[] = [...days.values()];
    const sum = (figure: keyof ReportFigures) => byDay.reduce((total, day) => total + day[figure], 0);
    const figures = Object.fromEntries(reportFigures.map((figure) => [figure, sum(figure)])) as Record<keyof ReportFigures, number>;
    // One person comes on many days: people are counted over the whole range.
    figures.visitors = count(reportSql.visitors, range);
    figures.hired = count(reportSql.hired, range);
    const employers = byEmployer.list();
    const rest = employers.slice(mostEmployers).reduce<WorkCounts>((sum, [, one]) => added(sum, one), noWork);
    return {
      ...{ from, to, figures, byDay, byHour, byPurpose },
      byTrade: byTrade.list().map(([trade, counts]) => ({ trade, ...counts })),
      byEmployer: [
        ...employers.slice(0, mostEmployers).map(([employer, counts]) => ({ employer, ...counts })),
        ...(employers.length > mostEmployers ? [{ employer: null, ...rest }] : []),
      ],
    };
  }

  return {
    /** Both days and those between. */
    read: (from: LocalDate, to: LocalDate): Report => inSnapshot(db, () => read(from, to)),
  };
}

const added = (a: WorkCounts, b: WorkCounts): WorkCounts => ({
  postings: a.postings + b.postings,
  demand: a.demand + b.demand,
  referrals: a.referrals + b.referrals,
  hires: a.hires + b.hires,
});
