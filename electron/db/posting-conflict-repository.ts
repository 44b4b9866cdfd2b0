/** Fields of a posting that the station and the hub both changed: the station's stands, staff decide. */
import type { PostingField } from '../../shared/domain/posting.ts';
import type { ReadableDb, WritableDb } from './database.ts';

export interface PostingConflict {
  readonly postingId: string;
  readonly field: PostingField;
  /** What the hub wanted, of that field's type. */
  readonly theirs: unknown;
  readonly atMs: number;
}

interface ConflictRow {
  posting_id: string;
  field: PostingField;
  theirs: string;
  at_ms: number;
}

export function conflictReader(db: ReadableDb) {
  const list = db.prepare<[], ConflictRow>('SELECT posting_id, field, theirs, at_ms FROM posting_conflict ORDER BY at_ms LIMIT 200');
  return {
    /** Oldest first, at most 200. */
    list: (): PostingConflict[] =>
      list.all().map(({ posting_id, field, theirs, at_ms }) => ({ postingId: posting_id, field, theirs: JSON.parse(theirs), atMs: at_ms })),
  };
}

export function conflictWriter(db: WritableDb) {
  const put = db.prepare<[string, string, string, number]>(
    `INSERT INTO posting_conflict (posting_id, field, theirs, at_ms) VALUES (?, ?, ?, ?)
      ON CONFLICT (posting_id, field) DO UPDATE SET theirs = excluded.theirs, at_ms = excluded.at_ms`,
  );
  const clear = db.prepare('DELETE FROM posting_conflict');
  const settle = db.prepare<[string, string]>('DELETE FROM posting_conflict WHERE posting_id = ? AND field = ?');
  return {
    put: ({ postingId, field, theirs, atMs }: PostingConflict): void => void put.run(postingId, field, JSON.stringify(theirs), atMs),
    settle: (postingId: string, field: PostingField): void => void settle.run(postingId, field),
    /** The station has left the hub. */
    clear: (): void => void clear.run(),
  };
}
