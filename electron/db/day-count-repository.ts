/** What a local day adds up to, as the hub is told it. */
import type { VisitPurpose } from '../../shared/domain/visit.ts';
import { addDays, type LocalDate, startOfDayMs } from '../../shared/domain/work-day.ts';
import type { DayCounts } from '../../shared/exchange/fact.ts';
import type { ReadableDb } from './database.ts';

interface Day {
  readonly day: LocalDate;
  readonly fromMs: number;
  readonly toMs: number;
}

export const dayCountSql = {
  visits: `SELECT purpose, count(*) AS visits FROM visit WHERE work_day = @day
    AND NOT EXISTS (SELECT 1 FROM visit_correction WHERE visit_id = visit.id) GROUP BY purpose`,
  counts: `SELECT
    (SELECT count(*) FROM worker_day WHERE work_day = @day) AS visitors,
    (SELECT count(*) FROM worker WHERE created_at_ms >= @fromMs AND created_at_ms < @toMs) AS registrations,
    (SELECT count(*) FROM card WHERE issued_day = CAST(julianday(@day) - julianday('2020-01-01') AS INTEGER)) AS cards,
    published.postings, published.wanted,
    (SELECT count(*) FROM work_match WHERE referred_day = @day) AS referrals,
    agreed.matches, agreed.matched,
    (SELECT coalesce(max(stale), 0) FROM day_close WHERE day = @day) AS stale,
    reach.shown, reach.touched
    FROM (SELECT count(*) AS postings, coalesce(sum(headcount), 0) AS wanted FROM posting
        WHERE published_at_ms >= @fromMs AND published_at_ms < @toMs AND source <> 'hub') AS published,
      (SELECT count(*) AS matches, count(DISTINCT worker_id) AS matched FROM work_match WHERE agreed_day = @day) AS agreed,
      (SELECT coalesce(sum(shown), 0) AS shown, coalesce(sum(touched), 0) AS touched FROM posting_reach WHERE work_day = @day) AS reach`,
} as const;

export function dayCountReader(db: ReadableDb) {
  const visits = db.prepare<[Day], { purpose: VisitPurpose; visits: number }>(dayCountSql.visits);
  const counts = db.prepare<[Day], Omit<DayCounts, 'visits'>>(dayCountSql.counts);
  return {
    of: (day: LocalDate): DayCounts => {
      const at: Day = { day, fromMs: startOfDayMs(day), toMs: startOfDayMs(addDays(day, 1)) };
      const row = counts.get(at) as Omit<DayCounts, 'visits'>;
      return { ...row, visits: Object.fromEntries(visits.all(at).map(({ purpose, visits }) => [purpose, visits])) };
    },
  };
}
