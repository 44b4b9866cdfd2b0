/** What waits for the hub. Marks are written by the triggers of migration 80; here they are taken, acknowledged, and made anew. */
import type { ReadableDb, WritableDb } from './database.ts';

export const markKinds = ['posting', 'live', 'door', 'confirmed', 'revoked', 'day'] as const;
export type MarkKind = (typeof markKinds)[number];

export interface Mark {
  readonly sequence: number;
  readonly kind: MarkKind;
  /** The id of a posting, `2-345` of a card, a local day; empty where there is one thing of the kind. */
  readonly key: string;
}

export const outboxSql = {
  oldest: 'SELECT sequence, kind, key FROM outbox WHERE sequence > ? ORDER BY sequence LIMIT ?',
  isWaiting: 'SELECT 1 FROM outbox WHERE kind = ? AND key = ? AND taken = 0',
} as const;

export function outboxReader(db: ReadableDb) {
  const count = db.prepare<[], number>('SELECT count(*) FROM outbox').pluck();
  const oldest = db.prepare<[number, number], Mark>(outboxSql.oldest);
  const last = db.prepare<[], number | null>('SELECT max(sequence) FROM outbox').pluck();
  const lastTaken = db.prepare<[], number | null>('SELECT max(sequence) FROM outbox WHERE taken = 1').pluck();
  return {
    /** The highest sequence that may have been sent and is not acknowledged; 0: none. */
    lastTaken: (): number => Number(lastTaken.get() ?? 0),
    /** The highest sequence; 0: none waits. */
    last: (): number => Number(last.get() ?? 0),
    count: (): number => Number(count.get()),
    /** Without taking them. */
    oldest: (limit: number): Mark[] => oldest.all(0, limit),
  };
}

export function outboxWriter(db: WritableDb) {
  const oldest = db.prepare<[number, number], Mark>(outboxSql.oldest);
  const take = db.prepare<[number]>('UPDATE outbox SET taken = 1 WHERE sequence <= ? AND taken = 0');
  const forget = db.prepare<[number]>('DELETE FROM outbox WHERE sequence < ?');
  const mark = db.prepare<[{ kind: MarkKind; key: string }]>(
    `INSERT INTO outbox (kind, key) SELECT @kind, @key WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE kind = @kind AND key = @key AND taken = 0)`,
  );
  const empty = db.prepare('DELETE FROM outbox');
  const restart = db.prepare("DELETE FROM sqlite_sequence WHERE name = 'outbox'");
  const everything = [
    `INSERT INTO outbox (kind, key) SELECT 'day', day FROM (
      SELECT work_day AS day FROM visit UNION SELECT work_day FROM worker_day UNION SELECT date(created_at_ms / 1000 + 28800, 'unixepoch') FROM worker
      UNION SELECT date('2020-01-01', '+' || issued_day || ' days') FROM card
      UNION SELECT date(published_at_ms / 1000 + 28800, 'unixepoch') FROM posting WHERE published_at_ms IS NOT NULL
      UNION SELECT referred_day FROM work_match UNION SELECT agreed_day FROM work_match WHERE agreed_day IS NOT NULL
      UNION SELECT work_day FROM posting_reach UNION SELECT day FROM day_close) ORDER BY day`,
    `INSERT INTO outbox (kind, key) SELECT 'revoked', generation || '-' || serial FROM card
      WHERE state = 'revoked' AND station = (SELECT station FROM hub_link)`,
    `INSERT INTO outbox (kind, key) SELECT 'posting', id FROM posting
      WHERE state IN ('published', 'paused') AND published_at_ms IS NOT NULL ORDER BY published_at_ms`,
    "INSERT INTO outbox (kind, key) VALUES ('door', ''), ('live', '')",
    "INSERT INTO outbox (kind, key) SELECT 'confirmed', '' FROM hub_link WHERE confirmed_at_ms IS NOT NULL",
  ].map((sql) => db.prepare(sql));
  return {
    /** Changes after this write marks of their own. */
    take: (limit: number, after = 0): Mark[] => {
      const marks = oldest.all(after, limit);
      const last = marks.at(-1);
      if (last) take.run(last.sequence);
      return marks;
    },
    /** Everything below is the hub's. */
    forgetBelow: (next: number): void => void forget.run(next),
    mark: (kind: MarkKind, key = ''): void => void mark.run({ kind, key }),
    /** Sequences begin at 1, and everything that the hub may know is marked. */
    begin: (): void => {
      empty.run();
      restart.run();
      for (const statement of everything) statement.run();
    },
  };
}
