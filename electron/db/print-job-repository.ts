import type { PrintOutcome } from '../../shared/api/kiosk-api.ts';
import type { ReadableDb, WritableDb } from './database.ts';

export interface PrintJobRecord {
  readonly id: string;
  readonly cardId: string;
  readonly sessionId: string;
  /** Null while it is under way. */
  readonly outcome: PrintOutcome | null;
}

interface PrintJobRow {
  id: string;
  card_id: string;
  session_id: string;
  outcome: PrintOutcome['outcome'] | null;
  reason: string | null;
}

function toRecord(row: PrintJobRow): PrintJobRecord {
  const outcome =
    row.outcome === null ? null : ({ outcome: row.outcome, ...(row.reason === null ? {} : { reason: row.reason }) } as PrintOutcome);
  return { id: row.id, cardId: row.card_id, sessionId: row.session_id, outcome };
}

export const printJobSql = { get: 'SELECT id, card_id, session_id, outcome, reason FROM print_job WHERE id = ?' } as const;

export function printJobReader(db: ReadableDb) {
  const get = db.prepare<[string], PrintJobRow>(printJobSql.get);
  return {
    find: (id: string): PrintJobRecord | undefined => {
      const row = get.get(id);
      return row && toRecord(row);
    },
  };
}

export function printJobWriter(db: WritableDb) {
  const begin = db.prepare<[string, string, string, number]>(
    "INSERT INTO print_job (id, card_id, session_id, state, at_ms) VALUES (?, ?, ?, 'queued', ?)",
  );
  const end = db.prepare<[string, string | null, number, string]>(
    "UPDATE print_job SET state = 'done', outcome = ?, reason = ?, at_ms = ? WHERE id = ? AND state = 'queued'",
  );
  const cutOff = db.prepare("UPDATE print_job SET state = 'done', outcome = 'failed', reason = 'cut_off' WHERE state = 'queued'");
  return {
    begin: (job: { id: string; cardId: string; sessionId: string; atMs: number }): void =>
      void begin.run(job.id, job.cardId, job.sessionId, job.atMs),
    end: (id: string, outcome: PrintOutcome, atMs: number): void =>
      void end.run(outcome.outcome, outcome.outcome === 'failed' ? outcome.reason : null, atMs, id),
    /** Jobs of a station that was switched off meanwhile: nobody knows what came out, and none is sent again. */
    cutOff: (): void => void cutOff.run(),
  };
}
