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

export const consentSql = {
  last: 'SELECT given FROM consent WHERE worker_id = ? AND subject = ? ORDER BY at_ms DESC, id DESC LIMIT 1',
} as const;

export function consentReader(db: ReadableDb) {
  const last = db.prepare<[string, ConsentSubject], 0 | 1>(consentSql.last).pluck();
  return {
    /** Whether the last word on it was yes. */
    isGiven: (workerId: string, subject: ConsentSubject): boolean => last.get(workerId, subject) === 1,
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
