import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { Level } from '../../shared/domain/worker.ts';
import type { ReadableDb, WritableDb } from './database.ts';

export interface SealedPhone {
  readonly sealed: Uint8Array;
  readonly hash: Uint8Array;
  readonly tailHash: Uint8Array;
}

export interface Worker {
  readonly id: string;
  /** Null once forgotten. */
  readonly name: string | null;
  readonly phone: SealedPhone | null;
  readonly trades: readonly { readonly code: number; readonly level: Level | null }[];
  readonly years: number | null;
  /** Yuan. */
  readonly dayWage: readonly [number, number] | null;
  readonly availableFrom: LocalDate;
  readonly availableMask: number;
  readonly phoneOnCard: boolean;
  readonly wall: boolean;
  readonly verified: number;
  readonly createdAtMs: number;
  readonly lastSeenMs: number;
  readonly anonymisedAtMs: number | null;
  readonly joinedInto: string | null;
  readonly demo: boolean;
}

interface WorkerRow {
  id: string;
  name: string | null;
  phone_sealed: Uint8Array | null;
  phone_hash: Uint8Array | null;
  tail_hash: Uint8Array | null;
  years: number | null;
  wage_min: number | null;
  wage_max: number | null;
  available_from: LocalDate;
  available_mask: number;
  phone_on_card: number;
  wall: number;
  verified: number;
  created_at_ms: number;
  last_seen_ms: number;
  anonymised_at_ms: number | null;
  joined_into: string | null;
  demo: number;
}

interface TradeRow {
  trade: number;
  level: Level | null;
}

function toWorker(row: WorkerRow, trades: readonly TradeRow[]): Worker {
  const { phone_sealed: sealed, phone_hash: hash, tail_hash: tailHash } = row;
  return {
    id: row.id,
    name: row.name,
    phone: sealed && hash && tailHash && { sealed, hash, tailHash },
    trades: trades.map(({ trade, level }) => ({ code: trade, level })),
    years: row.years,
    dayWage: row.wage_min === null || row.wage_max === null ? null : [row.wage_min, row.wage_max],
    availableFrom: row.available_from,
    availableMask: row.available_mask,
    phoneOnCard: row.phone_on_card === 1,
    wall: row.wall === 1,
    verified: row.verified,
    createdAtMs: row.created_at_ms,
    lastSeenMs: row.last_seen_ms,
    anonymisedAtMs: row.anonymised_at_ms,
    joinedInto: row.joined_into,
    demo: row.demo === 1,
  };
}

const known = 'anonymised_at_ms IS NULL';

export const workerSql = {
  get: 'SELECT * FROM worker WHERE id = ?',
  trades: 'SELECT trade, level FROM worker_trade WHERE worker_id = ? ORDER BY position',
  byPhone: `SELECT * FROM worker WHERE phone_hash = ? AND ${known} ORDER BY id LIMIT 20`,
  byTail: `SELECT * FROM worker WHERE tail_hash = ? AND ${known} ORDER BY last_seen_ms DESC LIMIT 20`,
  byName: `SELECT * FROM worker WHERE name >= ? AND name < ? AND ${known} ORDER BY name LIMIT 20`,
  byTrade: `SELECT worker.* FROM worker_trade JOIN worker ON worker.id = worker_trade.worker_id
    WHERE worker_trade.trade = ? AND ${known} ORDER BY worker.last_seen_ms DESC LIMIT 20`,
  registeredSince: 'SELECT count(*) FROM worker WHERE created_at_ms >= ? AND joined_into IS NULL AND demo = 0',
  idle: `SELECT id FROM worker WHERE last_seen_ms < ? AND ${known} AND demo = 0 LIMIT 100`,
  demo: 'SELECT * FROM worker WHERE demo = 1',
  /** Registrations that share a phone, of which at least one has a live card: the few phones told twice come first. */
  twins: `SELECT a.id AS a, b.id AS b
    FROM (SELECT phone_hash FROM worker WHERE phone_hash IS NOT NULL GROUP BY phone_hash HAVING count(*) > 1) twice
    CROSS JOIN worker a ON a.phone_hash = twice.phone_hash CROSS JOIN worker b ON b.phone_hash = a.phone_hash AND b.id <> a.id
    CROSS JOIN card ON card.worker_id = a.id
    WHERE card.state = 'live' AND card.issued_day + card.valid_days >= @today
      AND (a.id < b.id OR NOT EXISTS (SELECT 1 FROM card other WHERE other.worker_id = b.id AND other.state = 'live'))
    ORDER BY card.created_at_ms DESC LIMIT 20`,
} as const;

export function workerReader(db: ReadableDb) {
  const statements = Object.fromEntries(
    (['get', 'byPhone', 'byTail', 'byName', 'byTrade', 'demo'] as const).map((name) => [
      name,
      db.prepare<unknown[], WorkerRow>(workerSql[name]),
    ]),
  ) as Record<'get' | 'byPhone' | 'byTail' | 'byName' | 'byTrade' | 'demo', ReturnType<typeof db.prepare<unknown[], WorkerRow>>>;
  const trades = db.prepare<[string], TradeRow>(workerSql.trades);
  const registeredSince = db.prepare<[number], number>(workerSql.registeredSince).pluck();
  const idle = db.prepare<[number], string>(workerSql.idle).pluck();
  const twins = db.prepare<[{ today: number }], { a: string; b: string }>(workerSql.twins);
  const whole = (row: WorkerRow) => toWorker(row, trades.all(row.id));
  return {
    find: (id: string): Worker | undefined => {
      const row = statements.get.get(id);
      return row && whole(row);
    },
    listByPhone: (hash: Uint8Array): Worker[] => statements.byPhone.all(hash).map(whole),
    listByTail: (hash: Uint8Array): Worker[] => statements.byTail.all(hash).map(whole),
    /** Names that begin with a text. */
    listByName: (start: string): Worker[] => statements.byName.all(start, `${start}\u{10ffff}`).map(whole),
    listByTrade: (code: number): Worker[] => statements.byTrade.all(code).map(whole),
    listDemo: (): Worker[] => statements.demo.all().map(whole),
    registeredSince: (atMs: number): number => Number(registeredSince.get(atMs)),
    /** At most 100 at a time. */
    listIdle: (beforeMs: number): string[] => idle.all(beforeMs),
    listTwins: (today: number): { a: string; b: string }[] => twins.all({ today }),
  };
}

export function workerWriter(db: WritableDb) {
  const insert = db.prepare<[Record<string, unknown>]>(
    `INSERT INTO worker (id, name, phone_sealed, phone_hash, tail_hash, years, wage_min, wage_max, available_from, available_mask,
      phone_on_card, wall, verified, created_at_ms, last_seen_ms, anonymised_at_ms, joined_into, demo)
     VALUES (@id, @name, @sealed, @hash, @tailHash, @years, @wageMin, @wageMax, @availableFrom, @availableMask,
      @phoneOnCard, @wall, @verified, @createdAtMs, @lastSeenMs, @anonymisedAtMs, @joinedInto, @demo)`,
  );
  const insertTrade = db.prepare<[string, number, number, number | null]>(
    'INSERT INTO worker_trade (worker_id, position, trade, level) VALUES (?, ?, ?, ?)',
  );
  const seen = db.prepare<[number, string]>('UPDATE worker SET last_seen_ms = max(last_seen_ms, ?) WHERE id = ?');
  const seenOn = db.prepare<[string, string, number]>(
    'INSERT INTO worker_day (work_day, worker_id, first_at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const verify = db.prepare<[number, string]>('UPDATE worker SET verified = ? WHERE id = ?');
  const avail = db.prepare<[string, string]>('UPDATE worker SET available_from = ? WHERE id = ?');
  const join = db.prepare<[string, string]>('UPDATE worker SET joined_into = ? WHERE id = ?');
  const countTrades = db.prepare<[string]>(
    `INSERT INTO forgotten_trade (month, trade, workers)
     SELECT strftime('%Y-%m', worker.created_at_ms / 1000, 'unixepoch', '+8 hours'), worker_trade.trade, 1
     FROM worker JOIN worker_trade ON worker_trade.worker_id = worker.id WHERE worker.id = ?
     ON CONFLICT (month, trade) DO UPDATE SET workers = workers + 1`,
  );
  const dropTrades = db.prepare<[string]>('DELETE FROM worker_trade WHERE worker_id = ?');
  const forget = db.prepare<[number, string]>(
    `UPDATE worker SET name = NULL, phone_sealed = NULL, phone_hash = NULL, tail_hash = NULL, years = NULL, wage_min = NULL,
      wage_max = NULL, phone_on_card = 0, wall = 0, anonymised_at_ms = ? WHERE id = ? AND anonymised_at_ms IS NULL`,
  );
  const moves = [
    'UPDATE OR IGNORE worker_day SET worker_id = @keep WHERE worker_id = @join',
    // days on which both were seen: one person
    'DELETE FROM worker_day WHERE worker_id = @join',
    'UPDATE visit_worker SET worker_id = @keep WHERE worker_id = @join',
    'UPDATE OR IGNORE referral_request SET worker_id = @keep WHERE worker_id = @join',
    'UPDATE reveal SET worker_id = @keep WHERE worker_id = @join',
    'UPDATE bank_loan SET worker_id = @keep WHERE worker_id = @join',
  ].map((sql) => db.prepare<[{ keep: string; join: string }]>(sql));
  const dropWishes = db.prepare<[number, string]>(
    "UPDATE referral_request SET state = 'dismissed', settled_at_ms = ?, settled_by = 'station' WHERE worker_id = ? AND state = 'open'",
  );
  const deleteDemo = db.prepare(
    `DELETE FROM worker WHERE demo = 1 AND NOT EXISTS (SELECT 1 FROM card WHERE worker_id = worker.id)
      AND NOT EXISTS (SELECT 1 FROM reveal WHERE worker_id = worker.id)`,
  );
  const reveal = db.prepare<[string, string, number, string, string]>(
    'INSERT INTO reveal (id, worker_id, at_ms, actor, what) VALUES (?, ?, ?, ?, ?)',
  );

  return {
    insert: (worker: Worker): void => {
      insert.run({
        ...worker,
        sealed: worker.phone?.sealed ?? null,
        hash: worker.phone?.hash ?? null,
        tailHash: worker.phone?.tailHash ?? null,
        wageMin: worker.dayWage?.[0] ?? null,
        wageMax: worker.dayWage?.[1] ?? null,
        phoneOnCard: Number(worker.phoneOnCard),
        wall: Number(worker.wall),
        demo: Number(worker.demo),
      });
      worker.trades.forEach(({ code, level }, position) => {
        insertTrade.run(worker.id, position, code, level);
      });
    },
    /** The worker was at the station. */
    seen: (id: string, day: LocalDate, atMs: number): void => {
      seen.run(atMs, id);
      seenOn.run(day, id, atMs);
    },
    verify: (id: string, verified: number): void => void verify.run(verified, id),
    availFrom: (id: string, day: LocalDate): void => void avail.run(day, id),
    /** Name, phone and everything said go; trades stay as counts of a month. */
    forget: (id: string, atMs: number): void => {
      if (forget.run(atMs, id).changes === 0) return;
      countTrades.run(id);
      dropTrades.run(id);
    },
    /** What one registration did becomes the other's; cards and consents stay where they were given. */
    join: (keep: string, joined: string, atMs: number): void => {
      for (const move of moves) move.run({ keep, join: joined });
      // Both wished for the same posting: one wish is enough.
      dropWishes.run(atMs, joined);
      join.run(keep, joined);
    },
    /** Those nobody dealt with; answers how many went. */
    deleteDemo: (): number => deleteDemo.run().changes,
    reveal: (entry: { id: string; workerId: string; atMs: number; actor: string; what: 'phone' | 'card' }): void =>
      void reveal.run(entry.id, entry.workerId, entry.atMs, entry.actor, entry.what),
  };
}
