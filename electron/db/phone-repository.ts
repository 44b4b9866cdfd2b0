/** Those who are registered with a phone, in pages by id. */
import type { ReadableDb } from './database.ts';

interface PhoneRow {
  id: string;
  name: string;
  phone_sealed: Buffer;
  created_at_ms: number;
  trades: string | null;
}

export const phonePageSql = `SELECT id, name, phone_sealed, created_at_ms,
    (SELECT group_concat(trade, ' ' ORDER BY position) FROM worker_trade WHERE worker_id = worker.id) AS trades
  FROM worker WHERE id > ? AND phone_sealed IS NOT NULL AND name IS NOT NULL AND joined_into IS NULL ORDER BY id LIMIT ?`;

export function phonePages(db: ReadableDb) {
  const page = db.prepare<[string, number], PhoneRow>(phonePageSql);
  return {
    after: (id: string, limit: number) =>
      page.all(id, limit).map((row) => ({
        ...{ id: row.id, name: row.name, phoneSealed: new Uint8Array(row.phone_sealed), registeredAtMs: row.created_at_ms },
        trades: (row.trades ?? '').split(' ').filter(Boolean).map(Number),
      })),
  };
}
