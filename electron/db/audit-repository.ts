import type { PostingHistoryEntry } from '../../shared/api/desk/postings.ts';
import type { AuditEntry } from '../../shared/api/desk-api.ts';
import type { ReadableDb, WritableDb } from './database.ts';

interface AuditRow {
  id: string;
  at_ms: number;
  actor: string;
  action: string;
  subject: string | null;
}

/** Staff stand in the log by their id and are shown by their name. */
const entries = `SELECT audit.id, audit.at_ms, coalesce(staff.name, audit.actor) AS actor, audit.action, audit.subject
  FROM audit LEFT JOIN staff ON staff.id = audit.actor`;

export const auditSql = {
  newest: `${entries} ORDER BY audit.id DESC LIMIT ?`,
  before: `${entries} WHERE audit.id < ? ORDER BY audit.id DESC LIMIT ?`,
  ofSubject: `SELECT audit.id, audit.at_ms AS atMs, coalesce(staff.name, audit.actor) AS actor, audit.action, audit.details
    FROM audit LEFT JOIN staff ON staff.id = audit.actor WHERE audit.subject = ? ORDER BY audit.id DESC LIMIT ?`,
} as const;

export function auditReader(db: ReadableDb) {
  const newest = db.prepare<[number], AuditRow>(auditSql.newest);
  const before = db.prepare<[string, number], AuditRow>(auditSql.before);
  const ofSubject = db.prepare<[string, number], Omit<PostingHistoryEntry, 'details'> & { details: string }>(auditSql.ofSubject);
  return {
    /** Newest first; ids are ordered by time. */
    list: (limit: number, beforeId?: string): AuditEntry[] =>
      (beforeId === undefined ? newest.all(limit) : before.all(beforeId, limit)).map(({ at_ms, ...row }) => ({ ...row, atMs: at_ms })),
    /** What was done to one thing, with its details, newest first. */
    listOf: (subject: string, limit: number): PostingHistoryEntry[] =>
      ofSubject.all(subject, limit).map((row) => ({ ...row, details: JSON.parse(row.details) as PostingHistoryEntry['details'] })),
  };
}

export function auditWriter(db: WritableDb) {
  const insert = db.prepare<[string, number, string, string, string | null, string]>(
    'INSERT INTO audit (id, at_ms, actor, action, subject, details) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return {
    insert: (entry: AuditEntry & { readonly details: Readonly<Record<string, unknown>> }): void =>
      void insert.run(entry.id, entry.atMs, entry.actor, entry.action, entry.subject, JSON.stringify(entry.details)),
  };
}
