import type { KeyId } from '../../shared/card/kid.ts';
import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { ReadableDb, WritableDb } from './database.ts';

export interface Card {
  readonly id: string;
  readonly workerId: string;
  readonly kid: KeyId;
  readonly serial: number;
  /** Days since 2020-01-01 in UTC+8. */
  readonly issuedDay: number;
  readonly validDays: number;
  /** The signed card, sealed; null once it is void or was kept long enough. */
  readonly content: Uint8Array | null;
  readonly sessionId: string;
  readonly requestId: string;
  readonly revoked: { readonly atMs: number; readonly reason: string } | null;
  readonly createdAtMs: number;
}

interface CardRow {
  id: string;
  worker_id: string;
  station: number;
  generation: number;
  serial: number;
  issued_day: number;
  valid_days: number;
  content_sealed: Uint8Array | null;
  session_id: string;
  request_id: string;
  revoked_at_ms: number | null;
  revoked_reason: string | null;
  created_at_ms: number;
}

function toCard(row: CardRow): Card {
  return {
    id: row.id,
    workerId: row.worker_id,
    kid: { station: row.station, generation: row.generation },
    serial: row.serial,
    issuedDay: row.issued_day,
    validDays: row.valid_days,
    content: row.content_sealed,
    sessionId: row.session_id,
    requestId: row.request_id,
    revoked: row.revoked_at_ms === null ? null : { atMs: row.revoked_at_ms, reason: row.revoked_reason ?? '' },
    createdAtMs: row.created_at_ms,
  };
}

export const cardSql = {
  get: 'SELECT * FROM card WHERE id = ?',
  byRequest: 'SELECT * FROM card WHERE session_id = ? AND request_id = ?',
  bySerial: 'SELECT * FROM card WHERE station = ? AND generation = ? AND serial = ?',
  live: "SELECT * FROM card WHERE worker_id = ? AND state = 'live'",
  ofWorker: 'SELECT * FROM card WHERE worker_id = ? ORDER BY serial DESC',
  issuedOn: 'SELECT count(*) FROM card WHERE issued_day = ?',
  revoked: "SELECT station, generation, serial FROM card WHERE state = 'revoked' AND issued_day + valid_days >= ?",
  revokedUntil: "SELECT max(issued_day + valid_days) FROM card WHERE state = 'revoked' AND generation = ? AND serial = ?",
  phoneDay: 'SELECT cards FROM phone_day WHERE issued_day = ? AND phone_hash = ?',
  tries: 'SELECT tries FROM phone_try WHERE card_id = ? AND work_day = ?',
  dropContent: 'UPDATE card SET content_sealed = NULL WHERE content_sealed IS NOT NULL AND issued_day + valid_days < ?',
} as const;

export function cardReader(db: ReadableDb) {
  const get = db.prepare<[string], CardRow>(cardSql.get);
  const byRequest = db.prepare<[string, string], CardRow>(cardSql.byRequest);
  const bySerial = db.prepare<[number, number, number], CardRow>(cardSql.bySerial);
  const live = db.prepare<[string], CardRow>(cardSql.live);
  const ofWorker = db.prepare<[string], CardRow>(cardSql.ofWorker);
  const issuedOn = db.prepare<[number], number>(cardSql.issuedOn).pluck();
  const revoked = db.prepare<[number], KeyId & { serial: number }>(cardSql.revoked);
  const revokedUntil = db.prepare<[number, number], number | null>(cardSql.revokedUntil).pluck();
  const phoneDay = db.prepare<[number, Uint8Array], number>(cardSql.phoneDay).pluck();
  const tries = db.prepare<[string, string], number>(cardSql.tries).pluck();
  const one = (row: CardRow | undefined) => row && toCard(row);
  return {
    find: (id: string): Card | undefined => one(get.get(id)),
    findByRequest: (sessionId: string, requestId: string): Card | undefined => one(byRequest.get(sessionId, requestId)),
    findBySerial: ({ station, generation }: KeyId, serial: number): Card | undefined => one(bySerial.get(station, generation, serial)),
    /** Not revoked; it may have expired. */
    findLive: (workerId: string): Card | undefined => one(live.get(workerId)),
    /** Newest first. */
    listOfWorker: (workerId: string): Card[] => ofWorker.all(workerId).map(toCard),
    countIssuedOn: (day: number): number => Number(issuedOn.get(day)),
    /** Void ones that would be in date on a day: what a list must name. */
    listRevoked: (day: number): { kid: KeyId; serial: number }[] =>
      revoked.all(day).map(({ station, generation, serial }) => ({ kid: { station, generation }, serial })),
    /** The last day, in card days, on which a list must name that void card. */
    revokedUntil: (generation: number, serial: number): number | null => revokedUntil.get(generation, serial) ?? null,
    countForPhone: (day: number, phoneHash: Uint8Array): number => phoneDay.get(day, phoneHash) ?? 0,
    countTries: (cardId: string, day: LocalDate): number => tries.get(cardId, day) ?? 0,
  };
}

export function cardWriter(db: WritableDb) {
  const insert = db.prepare<[Record<string, unknown>]>(
    `INSERT INTO card (id, worker_id, station, generation, serial, issued_day, valid_days, content_sealed, session_id, request_id, created_at_ms)
     VALUES (@id, @workerId, @station, @generation, @serial, @issuedDay, @validDays, @content, @sessionId, @requestId, @createdAtMs)`,
  );
  const revoke = db.prepare<[number, string, string]>(
    `UPDATE card SET state = 'revoked', revoked_at_ms = ?, revoked_reason = ?, content_sealed = NULL WHERE id = ? AND state = 'live'`,
  );
  const countPhone = db.prepare<[number, Uint8Array]>(
    'INSERT INTO phone_day (issued_day, phone_hash, cards) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET cards = cards + 1',
  );
  const tryPhone = db.prepare<[string, string]>(
    'INSERT INTO phone_try (card_id, work_day, tries) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET tries = tries + 1',
  );
  const dropContent = db.prepare<[number]>(cardSql.dropContent);
  const dropPhoneDays = db.prepare<[number]>('DELETE FROM phone_day WHERE issued_day < ?');
  const dropTries = db.prepare<[string]>('DELETE FROM phone_try WHERE work_day < ?');
  return {
    insert: ({ kid, ...card }: Omit<Card, 'revoked'>): void => void insert.run({ ...card, ...kid }),
    /** Its content goes at once. Answers whether it was live. */
    revoke: (id: string, reason: string, atMs: number): boolean => revoke.run(atMs, reason, id).changes > 0,
    countForPhone: (day: number, phoneHash: Uint8Array): void => void countPhone.run(day, phoneHash),
    countTry: (cardId: string, day: LocalDate): void => void tryPhone.run(cardId, day),
    /** Content of cards whose validity ended before a day; answers how many. */
    dropContent: (beforeDay: number): number => dropContent.run(beforeDay).changes,
    /** Counts of days gone by. */
    dropCounts: (beforeDay: number, before: LocalDate): void => {
      dropPhoneDays.run(beforeDay);
      dropTries.run(before);
    },
  };
}
