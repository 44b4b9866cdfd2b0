/** What a suggestion weighs: all workers of a trade, all open postings of a trade, no more of each than the judgement reads. */
import type { FitWork, FitWorker } from '../../shared/domain/match-fit.ts';
import type { PayUnit } from '../../shared/domain/wage.ts';
import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { Level } from '../../shared/domain/worker.ts';
import type { Point } from '../../shared/geo/distance.ts';
import type { ReadableDb } from './database.ts';

export interface CandidateWorker extends FitWorker {
  readonly id: string;
  readonly lastSeenMs: number;
  readonly demo: boolean;
}

export interface CandidatePosting extends FitWork {
  readonly id: string;
  readonly employer: string;
  readonly point: Point | null;
  readonly verifiedAtMs: number | null;
}

interface WorkerRow {
  id: string;
  level: Level | null;
  available_from: LocalDate;
  available_mask: number;
  wage_min: number | null;
  wage_max: number | null;
  last_seen_ms: number;
  demo: number;
}

interface PostingRow {
  id: string;
  employer: string;
  work_date: LocalDate | null;
  start_minute: number | null;
  end_minute: number | null;
  pay_min_fen: number | null;
  pay_max_fen: number | null;
  pay_unit: PayUnit | null;
  lat: number | null;
  lng: number | null;
  verified_at_ms: number | null;
}

export const matchSuggestSql = {
  workers: `SELECT worker.id, worker_trade.level, available_from, available_mask, wage_min, wage_max, last_seen_ms, demo
    FROM worker_trade JOIN worker ON worker.id = worker_trade.worker_id WHERE worker_trade.trade = ? AND anonymised_at_ms IS NULL`,
  postings: `SELECT id, employer, work_date, start_minute, end_minute, pay_min_fen, pay_max_fen, pay_unit, lat, lng, verified_at_ms
    FROM posting INDEXED BY posting_open WHERE state = 'published' AND trade = ? AND valid_through_ms >= ? AND taken < headcount`,
} as const;

export function matchSuggestReader(db: ReadableDb) {
  const workers = db.prepare<[number], WorkerRow>(matchSuggestSql.workers);
  const postings = db.prepare<[number, number], PostingRow>(matchSuggestSql.postings);
  return {
    workersOf: (trade: number): CandidateWorker[] =>
      workers.all(trade).map((row) => ({
        ...{ id: row.id, level: row.level, availableFrom: row.available_from, availableMask: row.available_mask },
        dayWage: row.wage_min === null || row.wage_max === null ? null : [row.wage_min, row.wage_max],
        ...{ lastSeenMs: row.last_seen_ms, demo: row.demo === 1 },
      })),
    postingsOf: (trade: number, nowMs: number): CandidatePosting[] =>
      postings.all(trade, nowMs).map((row) => ({
        ...{ id: row.id, employer: row.employer, workDate: row.work_date, startMinute: row.start_minute, endMinute: row.end_minute },
        wage:
          row.pay_min_fen === null || row.pay_max_fen === null || row.pay_unit === null
            ? null
            : { minFen: row.pay_min_fen, maxFen: row.pay_max_fen, unit: row.pay_unit },
        point: row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng },
        verifiedAtMs: row.verified_at_ms,
      })),
  };
}
