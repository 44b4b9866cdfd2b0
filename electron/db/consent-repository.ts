import type { ReadableDb, WritableDb } from './database.ts';

export type ConsentSubject = 'card' | 'phone_on_card' | 'wall';

export interface Consent {
  readonly id: string;
  readonly workerId: string;
  readonly atMs: number;
  /** `worker`, or a staff member's id. */
  readonly actor: string;
  readonly subject: ConsentSubject;
  readonly given: boolean;
}

interface ConsentRow {
  id: string;
  worker_id: string;
  at_ms: number;
  actor: string;
  subject: ConsentSubject;
  given: number;
}

export const consentSql = { ofWorker: 'SELECT * FROM consent WHERE worker_id = ? ORDER BY id' } as const;

export function consentReader(db: ReadableDb) {
  const ofWorker = db.prepare<[string], ConsentRow>(consentSql.ofWorker);
  return {
    list: (workerId: string): Consent[] =>
      ofWorker.all(workerId).map((row) => ({
        ...{ id: row.id, workerId: row.worker_id, atMs: row.at_ms, actor: row.actor, subject: row.subject },
        given: row.given === 1,
      })),
  };
}

export function consentWriter(db: WritableDb) {
  const insert = db.prepare<[string, string, number, string, string, number]>(
    'INSERT INTO consent (id, worker_id, at_ms, actor, subject, given) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return {
    insert: (consent: Consent): void =>
      void insert.run(consent.id, consent.workerId, consent.atMs, consent.actor, consent.subject, Number(consent.given)),
  };
}
