import type { ReadableDb, WritableDb } from './database.ts';

export interface Referral {
  readonly id: string;
  readonly workerId: string;
  readonly postingId: string;
  readonly atMs: number;
  readonly state: 'open' | 'referred' | 'dismissed';
}

interface ReferralRow {
  id: string;
  worker_id: string;
  posting_id: string;
  at_ms: number;
  state: Referral['state'];
}

const toReferral = (row: ReferralRow): Referral => ({
  id: row.id,
  workerId: row.worker_id,
  postingId: row.posting_id,
  atMs: row.at_ms,
  state: row.state,
});

export const referralSql = {
  get: 'SELECT id, worker_id, posting_id, at_ms, state FROM referral_request WHERE id = ?',
  findOpen:
    "SELECT id, worker_id, posting_id, at_ms, state FROM referral_request WHERE worker_id = ? AND posting_id = ? AND state = 'open'",
  countOpen: "SELECT count(*) FROM referral_request WHERE state = 'open'",
  open: "SELECT id, worker_id, posting_id, at_ms, state FROM referral_request WHERE state = 'open' ORDER BY at_ms LIMIT ?",
} as const;

export function referralReader(db: ReadableDb) {
  const get = db.prepare<[string], ReferralRow>(referralSql.get);
  const findOpen = db.prepare<[string, string], ReferralRow>(referralSql.findOpen);
  const open = db.prepare<[number], ReferralRow>(referralSql.open);
  const countOpen = db.prepare<[], number>(referralSql.countOpen).pluck();
  const one = (row: ReferralRow | undefined) => row && toReferral(row);
  return {
    find: (id: string): Referral | undefined => one(get.get(id)),
    findOpen: (workerId: string, postingId: string): Referral | undefined => one(findOpen.get(workerId, postingId)),
    /** Oldest first. */
    listOpen: (limit: number): Referral[] => open.all(limit).map(toReferral),
    countOpen: (): number => Number(countOpen.get()),
  };
}

export function referralWriter(db: WritableDb) {
  const insert = db.prepare<[string, string, string, number]>(
    'INSERT INTO referral_request (id, worker_id, posting_id, at_ms) VALUES (?, ?, ?, ?)',
  );
  const settle = db.prepare<[string, number, string, string]>(
    "UPDATE referral_request SET state = ?, settled_at_ms = ?, settled_by = ? WHERE id = ? AND state = 'open'",
  );
  const reopen = db.prepare<[string]>(
    `UPDATE referral_request SET state = 'open', settled_at_ms = NULL, settled_by = NULL WHERE id = ? AND state = 'referred'
      AND NOT EXISTS (SELECT 1 FROM referral_request AS other WHERE other.worker_id = referral_request.worker_id
        AND other.posting_id = referral_request.posting_id AND other.state = 'open')`,
  );
  const dismissOf = db.prepare<[number, string, string]>(
    "UPDATE referral_request SET state = 'dismissed', settled_at_ms = ?, settled_by = ? WHERE worker_id = ? AND state = 'open'",
  );
  return {
    insert: ({ id, workerId, postingId, atMs }: Omit<Referral, 'state'>): void => void insert.run(id, workerId, postingId, atMs),
    settle: (id: string, state: 'referred' | 'dismissed', atMs: number, by: string): void => void settle.run(state, atMs, by, id),
    /** One whose referral was undone; it stays settled where the same wish was made anew meanwhile. */
    reopen: (id: string): void => void reopen.run(id),
    /** Of a worker who withdrew or was forgotten. */
    dismissOf: (workerId: string, atMs: number, by: string): void => void dismissOf.run(atMs, by, workerId),
  };
}
