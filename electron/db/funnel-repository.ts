/** From shown to hired: what happened to each posting and in each hour of a range of days. */
import type { Funnel, FunnelCounts, FunnelPosting } from '../../shared/domain/report.ts';
import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { ReadableDb } from './database.ts';
import { inSnapshot, type RangeParameters, rangeParameters } from './report-repository.ts';

const hourOf = (column: string) => `(${column} / 3600000 + 8) % 24`;
/** When a match that counts came to its agreement: its last entry that says so. */
const agreedAt = `(SELECT max(at_ms) FROM match_event WHERE match_id = work_match.id AND to_state = 'agreed')`;

export const funnelSql = {
  /** What was counted of each posting and hour of a range, under names that are the same for all three. */
  reach: `SELECT posting_id, hour, shown, touched, 0 AS referred, 0 AS hired FROM posting_reach INDEXED BY reach_by_day
    WHERE work_day BETWEEN @from AND @to`,
  referred: `SELECT posting_id, ${hourOf('created_at_ms')}, 0, 0, 1, 0 FROM work_match
    WHERE referred_day BETWEEN @from AND @to AND posting_id IS NOT NULL`,
  hired: `SELECT posting_id, ${hourOf(`ifnull(${agreedAt}, created_at_ms)`)}, 0, 0, 0, 1 FROM work_match
    WHERE agreed_day BETWEEN @from AND @to AND posting_id IS NOT NULL`,
} as const;

const everything = `(${funnelSql.reach} UNION ALL ${funnelSql.referred} UNION ALL ${funnelSql.hired})`;
const sums = 'total(shown) AS shown, total(touched) AS touched, total(referred) AS referred, total(hired) AS hired';
const byHourSql = `SELECT hour, ${sums} FROM ${everything} GROUP BY hour`;
const byPostingSql = `SELECT posting_id AS postingId, title, employer, trade, shown, touched, referred, hired, count(*) OVER () AS count FROM
  (SELECT posting_id, ${sums} FROM ${everything} GROUP BY posting_id) JOIN posting ON posting.id = posting_id
  ORDER BY shown DESC, touched DESC, referred DESC, hired DESC, posting_id LIMIT @limit OFFSET @offset`;

const nothing: FunnelCounts = { shown: 0, touched: 0, referred: 0, hired: 0 };

export function funnelReader(db: ReadableDb) {
  return {
    /** Both days and those between; `offset` and `limit` choose the postings. */
    read: (from: LocalDate, to: LocalDate, page: { readonly offset: number; readonly limit: number }): Funnel =>
      inSnapshot(db, () => {
        const range = rangeParameters(from, to);
        const hours = db.prepare<[RangeParameters], FunnelCounts & { hour: number }>(byHourSql).all(range);
        const byHour = Array.from({ length: 24 }, () => nothing);
        const total = { ...nothing };
        for (const { hour, ...counts } of hours) {
          byHour[hour] = counts;
          for (const step of Object.keys(total) as (keyof FunnelCounts)[]) total[step] += counts[step];
        }
        const rows = db.prepare<[object], FunnelPosting & { count: number }>(byPostingSql).all({ ...range, ...page });
        return { from, to, total, byHour, postings: rows.map(({ count: _, ...posting }) => posting), count: rows[0]?.count ?? 0 };
      }),
  };
}
