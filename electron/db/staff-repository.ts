import type { ReadableDb, WritableDb } from './database.ts';

export interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly pin: Hashed;
}

export interface Hashed {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** Wrong tries of one way in since the last right one, and until when it is shut. */
export interface StaffLock {
  readonly failures: number;
  readonly lockedUntilMs: number | null;
}

interface StaffRow {
  id: string;
  name: string;
  pin_salt: Buffer;
  pin_hash: Buffer;
}

export function staffReader(db: ReadableDb) {
  const active = db.prepare<[], StaffRow>('SELECT id, name, pin_salt, pin_hash FROM staff WHERE disabled_at_ms IS NULL ORDER BY id');
  const name = db.prepare<[string], string>('SELECT name FROM staff WHERE id = ?').pluck();
  const recovery = db.prepare<[], Hashed>('SELECT salt, hash FROM staff_recovery WHERE id = 1');
  const lock = db.prepare<[string], { failures: number; locked_until_ms: number | null }>(
    'SELECT failures, locked_until_ms FROM staff_lock WHERE way = ?',
  );
  return {
    /** Those who may come in, the first one first. */
    listActive: (): StaffMember[] =>
      active.all().map((row) => ({ id: row.id, name: row.name, pin: { salt: row.pin_salt, hash: row.pin_hash } })),
    /** Also of one who may no longer come in. */
    nameOf: (id: string): string | undefined => name.get(id),
    findRecovery: (): Hashed | undefined => recovery.get(),
    lock: (way: string): StaffLock => {
      const row = lock.get(way);
      return { failures: row?.failures ?? 0, lockedUntilMs: row?.locked_until_ms ?? null };
    },
  };
}

export function staffWriter(db: WritableDb) {
  const insert = db.prepare<[string, string, Buffer, Buffer, number]>(
    'INSERT INTO staff (id, name, pin_salt, pin_hash, created_at_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const setPin = db.prepare<[Buffer, Buffer, string]>('UPDATE staff SET pin_salt = ?, pin_hash = ? WHERE id = ?');
  const setRecovery = db.prepare<[Buffer, Buffer]>(
    'INSERT INTO staff_recovery (id, salt, hash) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET salt = excluded.salt, hash = excluded.hash',
  );
  const setLock = db.prepare<[string, number, number | null]>(
    `INSERT INTO staff_lock (way, failures, locked_until_ms) VALUES (?, ?, ?)
     ON CONFLICT (way) DO UPDATE SET failures = excluded.failures, locked_until_ms = excluded.locked_until_ms`,
  );
  return {
    insert: (member: StaffMember, createdAtMs: number): void =>
      void insert.run(member.id, member.name, member.pin.salt, member.pin.hash, createdAtMs),
    setPin: (id: string, pin: Hashed): void => void setPin.run(pin.salt, pin.hash, id),
    setRecovery: (code: Hashed): void => void setRecovery.run(code.salt, code.hash),
    setLock: (way: string, lock: StaffLock): void => void setLock.run(way, lock.failures, lock.lockedUntilMs),
  };
}
