import type { WritableDb } from './database.ts';

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

export function consentWriter(db: WritableDb) {
  const insert = db.prepare<[string, string, number, string, string, number]>(
    'INSERT INTO consent (id, worker_id, at_ms, actor, subject, given) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return {
    insert: (consent: Consent): void =>
      void insert.run(consent.id, consent.workerId, consent.atMs, consent.actor, consent.subject, Number(consent.given)),
  };
}
