/** Visits as the desk reads and corrects them. */
import type { VisitRow } from '../../shared/api/desk/visits.ts';
import { type VisitPurpose, visitPurposes } from '../../shared/domain/visit.ts';
import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { ReadableDb, WritableDb } from './database.ts';

interface Row {
  id: string;
  daily_number: number;
  purpose: VisitPurpose;
  at_ms: number;
  added_by: string | null;
  corrected_by: 'worker' | 'staff' | null;
  reason: string | null;
  corrected_at_ms: number | null;
}

interface Sums {
  readonly purpose: VisitPurpose;
  readonly hour: number;
  readonly visits: number;
  readonly corrected: number;
}

export const visitDeskSql = {
  sums: `SELECT purpose, (visit.at_ms / 1000 + 28800) % 86400 / 3600 AS hour, count(*) - count(visit_correction.id) AS visits,
    count(visit_correction.id) AS corrected
    FROM visit LEFT JOIN visit_correction ON visit_correction.visit_id = visit.id WHERE work_day = ? GROUP BY purpose, hour`,
  rows: `SELECT visit.id, daily_number, purpose, visit.at_ms, coalesce(staff.name, visit_added.actor) AS added_by,
    visit_correction.actor AS corrected_by, visit_correction.reason, visit_correction.at_ms AS corrected_at_ms
    FROM visit LEFT JOIN visit_correction ON visit_correction.visit_id = visit.id
    LEFT JOIN visit_added ON visit_added.visit_id = visit.id LEFT JOIN staff ON staff.id = visit_added.actor
    WHERE work_day = ? AND daily_number < ? ORDER BY daily_number DESC LIMIT ?`,
  workers: 'SELECT count(*) FROM worker_day WHERE work_day = ?',
} as const;

function toRow(row: Row): VisitRow {
  const { corrected_by: by, reason, corrected_at_ms: atMs } = row;
  return {
    ...{ id: row.id, dailyNumber: row.daily_number, purpose: row.purpose, atMs: row.at_ms, addedBy: row.added_by },
    corrected: by === null || reason === null || atMs === null ? null : { by, reason, atMs },
  };
}

export function visitDeskReader(db: ReadableDb) {
  const sums = db.prepare<[string], Sums>(visitDeskSql.sums);
  const rows = db.prepare<[string, number, number], Row>(visitDeskSql.rows);
  const workers = db.prepare<[string], number>(visitDeskSql.workers).pluck();
  return {
    count: (day: LocalDate) => {
      const byPurpose = Object.fromEntries(visitPurposes.map((purpose) => [purpose, 0])) as Record<VisitPurpose, number>;
      const byHour = Array.from({ length: 24 }, () => 0);
      let [visits, corrected] = [0, 0];
      for (const sum of sums.all(day)) {
        byPurpose[sum.purpose] += sum.visits;
        byHour[sum.hour] = (byHour[sum.hour] ?? 0) + sum.visits;
        visits += sum.visits;
        corrected += sum.corrected;
      }
      return { visits, corrected, byPurpose, byHour, workers: Number(workers.get(day)) };
    },
    /** Newest number first, below one. */
    list: (day: LocalDate, belowNumber: number, limit: number): VisitRow[] => rows.all(day, belowNumber, limit).map(toRow),
  };
}

export function visitDeskWriter(db: WritableDb) {
  const added = db.prepare<[string, string, number]>('INSERT INTO visit_added (visit_id, actor, written_at_ms) VALUES (?, ?, ?)');
  return {
    /** Marks a visit as written down by staff. */
    added: (visitId: string, actor: string, writtenAtMs: number): void => void added.run(visitId, actor, writtenAtMs),
  };
}
