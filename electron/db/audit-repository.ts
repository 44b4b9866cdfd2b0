import type { AuditEntry } from '../../shared/api/desk/audit-entry.ts';
import type { PostingHistoryEntry } from '../../shared/api/desk/postings.ts';
import { endOfDayMs, type LocalDate, startOfDayMs } from '../../shared/domain/work-day.ts';
import type { ReadableDb, WritableDb } from './database.ts';

interface AuditRow {
  id: string;
  at_ms: number;
  actor: string;
  action: string;
  subject: string | null;
}

export interface AuditWanted {
  readonly limit: number;
  /** Older than the entry of this id. */
  readonly before?: string | undefined;
  readonly actor?: string | undefined;
  readonly day?: LocalDate | undefined;
}

interface AuditPage {
  readonly limit: number;
  readonly before: string;
  readonly actor?: string;
  readonly fromMs?: number;
  readonly toMs?: number;
}

/** Behind every id. */
const afterAll = '~';

/** Staff stand in the log by their id and are shown by their name. */
const entries = `SELECT audit.id, audit.at_ms, coalesce(staff.name, audit.actor) AS actor, audit.action, audit.subject
  FROM audit LEFT JOIN staff ON staff.id = audit.actor`;

/** Ids are ordered by time. A day has its own index: without the hint the whole log would be read to the day's beginning. */
const older = 'audit.id < @before';
const ofDay = 'audit.at_ms >= @fromMs AND audit.at_ms < @toMs';
const newestFirst = 'ORDER BY audit.id DESC LIMIT @limit';

export const auditSql = {
  all: `${entries} WHERE ${older} ${newestFirst}`,
  ofActor: `${entries} WHERE audit.actor = @actor AND ${older} ${newestFirst}`,
  ofDay: `${entries.replace('FROM audit', 'FROM audit INDEXED BY audit_of_day')} WHERE ${ofDay} AND ${older} ${newestFirst}`,
  ofActorAndDay: `${entries.replace('FROM audit', 'FROM audit INDEXED BY audit_of_day')} WHERE ${ofDay} AND audit.actor = @actor AND ${older} ${newestFirst}`,
  ofSubject: `SELECT audit.id, audit.at_ms AS atMs, coalesce(staff.name, audit.actor) AS actor, audit.action, audit.details
    FROM audit LEFT JOIN staff ON staff.id = audit.actor WHERE audit.subject = ? ORDER BY audit.id DESC LIMIT ?`,
} as const;

export function auditReader(db: ReadableDb) {
  const all = db.prepare<[AuditPage], AuditRow>(auditSql.all);
  const ofActor = db.prepare<[AuditPage], AuditRow>(auditSql.ofActor);
  const ofDay = db.prepare<[AuditPage], AuditRow>(auditSql.ofDay);
  const ofActorAndDay = db.prepare<[AuditPage], AuditRow>(auditSql.ofActorAndDay);
  const ofSubject = db.prepare<[string, number], Omit<PostingHistoryEntry, 'details'> & { details: string }>(auditSql.ofSubject);
  return {
    /** Newest first; of one actor, of one local day. */
    list: ({ limit, before = afterAll, actor, day }: AuditWanted): AuditEntry[] => {
      const question = actor === undefined ? (day === undefined ? all : ofDay) : day === undefined ? ofActor : ofActorAndDay;
      const span = day === undefined ? {} : { fromMs: startOfDayMs(day), toMs: endOfDayMs(day) + 1 };
      const page = { limit, before, ...(actor !== undefined && { actor }), ...span };
      return question.all(page).map(({ at_ms, ...row }) => ({ ...row, atMs: at_ms }));
    },
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
