import type { ReadableDb, WritableDb } from './database.ts';

export interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly pin: Hashed;
  /** Looks after staff, settings, backups and restoring. */
  readonly manager: boolean;
  /** May take phones out of the station. */
  readonly phones: boolean;
  readonly revision: number;
  readonly createdAtMs: number;
  /** Null while they may come in. */
  readonly disabledAtMs: number | null;
}

export interface Hashed {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** The reading keys under the recovery code; see electron/keys/recovery-wrap.ts. */
export interface KeptWrap {
  readonly sealed: Uint8Array;
  readonly tag: Uint8Array;
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
  manager: 0 | 1;
  phones: 0 | 1;
  revision: number;
  created_at_ms: number;
  disabled_at_ms: number | null;
}

function toMember(row: StaffRow): StaffMember {
  return {
    ...{ id: row.id, name: row.name, pin: { salt: row.pin_salt, hash: row.pin_hash } },
    ...{ manager: row.manager === 1, phones: row.phones === 1, revision: row.revision },
    ...{ createdAtMs: row.created_at_ms, disabledAtMs: row.disabled_at_ms },
  };
}

export function staffReader(db: ReadableDb) {
  const all = db.prepare<[], StaffRow>('SELECT * FROM staff ORDER BY id');
  const one = db.prepare<[string], StaffRow>('SELECT * FROM staff WHERE id = ?');
  const recovery = db.prepare<[], Hashed>('SELECT salt, hash FROM staff_recovery WHERE id = 1');
  const wrap = db.prepare<[], KeptWrap>('SELECT keys_sealed AS sealed, keys_tag AS tag FROM staff_recovery WHERE keys_sealed IS NOT NULL');
  const lock = db.prepare<[string], { failures: number; locked_until_ms: number | null }>(
    'SELECT failures, locked_until_ms FROM staff_lock WHERE way = ?',
  );
  const list = () => all.all().map(toMember);
  return {
    /** Also those who may no longer come in, the first one first. */
    list,
    /** Those who may come in, the first one first. */
    listActive: (): StaffMember[] => list().filter((member) => member.disabledAtMs === null),
    find: (id: string): StaffMember | undefined => {
      const row = one.get(id);
      return row && toMember(row);
    },
    /** Also of one who may no longer come in. */
    nameOf: (id: string): string | undefined => one.get(id)?.name,
    findRecovery: (): Hashed | undefined => recovery.get(),
    findWrap: (): KeptWrap | undefined => wrap.get(),
    lock: (way: string): StaffLock => {
      const row = lock.get(way);
      return { failures: row?.failures ?? 0, lockedUntilMs: row?.locked_until_ms ?? null };
    },
  };
}

export function staffWriter(db: WritableDb) {
  const insert = db.prepare<[string, string, Buffer, Buffer, number, number, number]>(
    'INSERT INTO staff (id, name, pin_salt, pin_hash, manager, phones, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const update = db.prepare<[string, number, number, number | null, string]>(
    'UPDATE staff SET name = ?, manager = ?, phones = ?, disabled_at_ms = ?, revision = revision + 1 WHERE id = ?',
  );
  const setPin = db.prepare<[Buffer, Buffer, string]>('UPDATE staff SET pin_salt = ?, pin_hash = ?, revision = revision + 1 WHERE id = ?');
  const setRecovery = db.prepare<[Buffer, Buffer, Uint8Array | null, Uint8Array | null]>(
    `INSERT INTO staff_recovery (id, salt, hash, keys_sealed, keys_tag) VALUES (1, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET salt = excluded.salt, hash = excluded.hash, keys_sealed = excluded.keys_sealed, keys_tag = excluded.keys_tag`,
  );
  const setLock = db.prepare<[string, number, number | null]>(
    `INSERT INTO staff_lock (way, failures, locked_until_ms) VALUES (?, ?, ?)
     ON CONFLICT (way) DO UPDATE SET failures = excluded.failures, locked_until_ms = excluded.locked_until_ms`,
  );
  return {
    insert: (member: Pick<StaffMember, 'id' | 'name' | 'pin' | 'manager' | 'phones' | 'createdAtMs'>): void =>
      void insert.run(
        ...([member.id, member.name, member.pin.salt, member.pin.hash] as const),
        ...([Number(member.manager), Number(member.phones), member.createdAtMs] as const),
      ),
    update: (member: Pick<StaffMember, 'id' | 'name' | 'manager' | 'phones' | 'disabledAtMs'>): void =>
      void update.run(member.name, Number(member.manager), Number(member.phones), member.disabledAtMs, member.id),
    setPin: (id: string, pin: Hashed): void => void setPin.run(pin.salt, pin.hash, id),
    setRecovery: (code: Hashed, wrap: KeptWrap | null): void =>
      void setRecovery.run(code.salt, code.hash, wrap?.sealed ?? null, wrap?.tag ?? null),
    setLock: (way: string, lock: StaffLock): void => void setLock.run(way, lock.failures, lock.lockedUntilMs),
  };
}
