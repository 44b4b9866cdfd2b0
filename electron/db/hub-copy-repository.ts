/** What the hub told that is kept as it came: notices of the city, lists, the holiday table, our own record, suggestions. */
import type { ItemKind } from '../../shared/exchange/inbox-item.ts';
import type { ReadableDb, WritableDb } from './database.ts';

export interface HubCopy {
  readonly kind: ItemKind;
  readonly key: string;
  readonly revision: number;
  /** As its schema of shared/exchange read it. */
  readonly content: unknown;
}

interface CopyRow {
  kind: ItemKind;
  key: string;
  revision: number;
  content: string;
}

export function copyReader(db: ReadableDb) {
  const list = db.prepare<[string], CopyRow>('SELECT kind, key, revision, content FROM hub_copy WHERE kind = ? ORDER BY revision');
  const states = db.prepare<[], Pick<CopyRow, 'kind' | 'key' | 'revision'>>(
    "SELECT kind, key, revision FROM hub_copy WHERE kind NOT IN ('submission', 'hire') ORDER BY revision",
  );
  return {
    /** In the order in which they came. */
    list: (kind: ItemKind): HubCopy[] => list.all(kind).map((row) => ({ ...row, content: JSON.parse(row.content) as unknown })),
    /** Without their contents. What the hub tells once and deletes is no state of it. */
    states: (): Pick<HubCopy, 'kind' | 'key' | 'revision'>[] => states.all(),
  };
}

export function copyWriter(db: WritableDb) {
  const put = db.prepare<[CopyRow]>(
    `INSERT INTO hub_copy (kind, key, revision, content) VALUES (@kind, @key, @revision, @content)
      ON CONFLICT (kind, key) DO UPDATE SET revision = @revision, content = @content`,
  );
  const clear = db.prepare('DELETE FROM hub_copy');
  const remove = db.prepare<[string, string]>('DELETE FROM hub_copy WHERE kind = ? AND key = ?');
  return {
    put: (copy: HubCopy): void => void put.run({ ...copy, content: JSON.stringify(copy.content) }),
    remove: (kind: ItemKind, key: string): void => void remove.run(kind, key),
    /** The station has left the hub. */
    clear: (): void => void clear.run(),
  };
}

/** What staff have dealt with, by what it said then. */
export function hubSeen(db: WritableDb) {
  const get = db.prepare<[string, string], string>('SELECT content FROM hub_seen WHERE kind = ? AND key = ?').pluck();
  const put = db.prepare<[string, string, string, number]>(
    `INSERT INTO hub_seen (kind, key, content, at_ms) VALUES (?, ?, ?, ?)
      ON CONFLICT (kind, key) DO UPDATE SET content = excluded.content, at_ms = excluded.at_ms`,
  );
  return {
    has: (kind: ItemKind, key: string, content: unknown): boolean => get.get(kind, key) === JSON.stringify(content),
    put: (kind: ItemKind, key: string, content: unknown, atMs: number): void => void put.run(kind, key, JSON.stringify(content), atMs),
  };
}
