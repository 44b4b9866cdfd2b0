import type { Visit, VisitPurpose } from '../../shared/domain/visit.ts';
import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { ReadableDb, WritableDb } from './database.ts';

interface VisitRow {
  id: string;
  work_day: LocalDate;
  daily_number: number;
  purpose: VisitPurpose;
  at_ms: number;
  session_id: string;
}

function toVisit(row: VisitRow): Visit {
  return {
    id: row.id,
    workDay: row.work_day,
    dailyNumber: row.daily_number,
    purpose: row.purpose,
    atMs: row.at_ms,
    sessionId: row.session_id,
  };
}

export const visitSql = {
  get: 'SELECT * FROM visit WHERE id = ?',
  /** The session's last visit for a purpose that was not taken back: what a second touch may repeat. */
  findLast: `SELECT * FROM visit WHERE session_id = ? AND purpose = ?
    AND NOT EXISTS (SELECT 1 FROM visit_correction WHERE visit_id = visit.id) ORDER BY at_ms DESC LIMIT 1`,
  lastNumber: 'SELECT max(daily_number) FROM visit WHERE work_day = ?',
  lastAt: 'SELECT at_ms FROM visit ORDER BY rowid DESC LIMIT 1',
  isCorrected: 'SELECT 1 FROM visit_correction WHERE visit_id = ?',
  countOn: `SELECT count(*) FROM visit WHERE work_day = ?
    AND NOT EXISTS (SELECT 1 FROM visit_correction WHERE visit_id = visit.id)`,
  /** What a session did, whoever it turns out to be. */
  tieSession: `INSERT INTO visit_worker (visit_id, worker_id) SELECT id, @workerId FROM visit WHERE session_id = @sessionId
    ON CONFLICT DO NOTHING`,
} as const;

export function visitReader(db: ReadableDb) {
  const get = db.prepare<[string], VisitRow>(visitSql.get);
  const findLast = db.prepare<[string, string], VisitRow>(visitSql.findLast);
  const lastNumber = db.prepare<[string], number | null>(visitSql.lastNumber).pluck();
  const lastAt = db.prepare<[], number>(visitSql.lastAt).pluck();
  const isCorrected = db.prepare<[string], number>(visitSql.isCorrected).pluck();
  const countOn = db.prepare<[string], number>(visitSql.countOn).pluck();
  return {
    /** 人次 of a day, without those taken back. */
    countOn: (workDay: LocalDate): number => Number(countOn.get(workDay)),
    find: (id: string): Visit | undefined => {
      const row = get.get(id);
      return row && toVisit(row);
    },
    findLast: (sessionId: string, purpose: VisitPurpose): Visit | undefined => {
      const row = findLast.get(sessionId, purpose);
      return row && toVisit(row);
    },
    nextDailyNumber: (workDay: LocalDate): number => Number(lastNumber.get(workDay) ?? 0) + 1,
    /** When the newest visit was written; 0 before the first. */
    lastAtMs: (): number => Number(lastAt.get() ?? 0),
    isCorrected: (visitId: string): boolean => isCorrected.get(visitId) !== undefined,
  };
}

export function visitWriter(db: WritableDb) {
  const insert = db.prepare<[string, string, number, string, number, string]>(
    'INSERT INTO visit (id, work_day, daily_number, purpose, at_ms, session_id) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const correct = db.prepare<[string, string, number, string, string]>(
    'INSERT INTO visit_correction (id, visit_id, at_ms, actor, reason) VALUES (?, ?, ?, ?, ?)',
  );
  const tieSession = db.prepare<[{ workerId: string; sessionId: string }]>(visitSql.tieSession);
  return {
    /** The session's visits are this worker's, unless they were another's before. */
    tieSession: (sessionId: string, workerId: string): void => void tieSession.run({ workerId, sessionId }),
    insert: (visit: Visit): void => void insert.run(visit.id, visit.workDay, visit.dailyNumber, visit.purpose, visit.atMs, visit.sessionId),
    correct: (correction: { id: string; visitId: string; atMs: number; actor: 'worker' | 'staff'; reason: string }): void =>
      void correct.run(correction.id, correction.visitId, correction.atMs, correction.actor, correction.reason),
  };
}
