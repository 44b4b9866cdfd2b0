/**
 * The staff's way in: a six-digit PIN kept as scrypt, five wrong tries shut the door for five minutes and a restart does not open
 * it. A try is counted before it is judged, so that many at once are no more than five.
 */
import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import type { Actor, DeskApi, StaffDoor } from '../../shared/api/desk-api.ts';
import { AppError } from '../../shared/api/errors.ts';
import { cleanText } from '../../shared/domain/text.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { type Hashed, staffReader, staffWriter } from '../db/staff-repository.ts';
import type { Audit } from './audit.ts';
import type { StationClock } from './clock.ts';
import type { NewId } from './id.ts';
import type { StaffSessions } from './staff-sessions.ts';

const mostWrong = 5;
const lockedMs = 5 * 60_000;
/** The touchscreen; a way over the LAN has a lock of its own. */
const way = 'kiosk';
/** No characters that look alike on paper. */
const codeLetters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

export interface StaffParts {
  readonly db: WritableDb;
  readonly clock: StationClock;
  readonly newId: NewId;
  readonly audit: Audit;
  readonly sessions: StaffSessions;
}

export function staffOperations({ db, clock, newId, audit, sessions }: StaffParts): StaffDoor & Pick<DeskApi, 'staff.sign-out'> {
  const reader = staffReader(db);
  const writer = staffWriter(db);

  /** Until when the door is shut; never longer than five minutes, whatever was done to the clock. */
  function lockedUntilMs(): number | null {
    const { lockedUntilMs } = reader.lock(way);
    const nowMs = clock.trustedMs();
    return lockedUntilMs !== null && lockedUntilMs > nowMs ? Math.min(lockedUntilMs, nowMs + lockedMs) : null;
  }

  /** Counts a try; answers how many are left after it. @throws staff_locked */
  function beginTry(): number {
    return inTransaction(db, () => {
      const untilMs = lockedUntilMs();
      const { failures, lockedUntilMs: shut } = reader.lock(way);
      if (untilMs !== null) throw new AppError('staff_locked', 'too many wrong tries', { untilMs });
      // A lock that has run out begins a new count.
      const tries = (shut === null ? failures : 0) + 1;
      if (tries > mostWrong) throw new AppError('staff_locked', 'too many tries at once', { untilMs: clock.trustedMs() + lockedMs });
      writer.setLock(way, { failures: tries, lockedUntilMs: null });
      return mostWrong - tries;
    });
  }

  function wrong(left: number, code: 'pin_wrong' | 'recovery_wrong'): never {
    const untilMs = inTransaction(db, () => {
      audit({ actor: 'worker', action: code === 'pin_wrong' ? 'staff.pin-wrong' : 'staff.recovery-wrong', details: { left } });
      if (left > 0) return null;
      const until = clock.trustedMs() + lockedMs;
      writer.setLock(way, { failures: mostWrong, lockedUntilMs: until });
      audit({ actor: 'station', action: 'staff.locked' });
      return until;
    });
    if (untilMs !== null) throw new AppError('staff_locked', 'too many wrong tries', { untilMs });
    throw new AppError(code, 'that is not it', { left });
  }

  function welcome(actor: Actor, action: string): string {
    writer.setLock(way, { failures: 0, lockedUntilMs: null });
    audit({ actor: actor.staffId, action });
    return sessions.open(actor);
  }

  return {
    async 'staff.state'() {
      return { set: reader.listActive().length > 0, lockedUntilMs: lockedUntilMs() };
    },

    async 'staff.set-up'({ name, pin }) {
      refuseWeak(pin);
      const code = newCode();
      const [pinHash, codeHash] = [await hash(pin), await hash(code)];
      return inTransaction(db, () => {
        if (reader.listActive().length > 0) throw new AppError('staff_already_set', 'there is a PIN already');
        const actor = { staffId: newId(), name: cleanText(name) || '值班员' };
        writer.insert({ id: actor.staffId, name: actor.name, pin: pinHash }, clock.nowMs());
        writer.setRecovery(codeHash);
        return { token: welcome(actor, 'staff.set-up'), name: actor.name, recoveryCode: code };
      });
    },

    async 'staff.sign-in'({ pin }) {
      const left = beginTry();
      const member = await findAsync(reader.listActive(), ({ pin: kept }) => isSame(pin, kept));
      if (!member) return wrong(left, 'pin_wrong');
      const actor = { staffId: member.id, name: member.name };
      return inTransaction(db, () => ({ token: welcome(actor, 'staff.sign-in'), name: actor.name }));
    },

    async 'staff.recover'({ code, pin }) {
      refuseWeak(pin);
      const left = beginTry();
      const kept = reader.findRecovery();
      const [first] = reader.listActive();
      if (!kept || !first || !(await isSame(plainCode(code), kept))) return wrong(left, 'recovery_wrong');
      const next = newCode();
      const [pinHash, codeHash] = [await hash(pin), await hash(next)];
      return inTransaction(db, () => {
        writer.setPin(first.id, pinHash);
        writer.setRecovery(codeHash);
        sessions.end(first.id);
        const actor = { staffId: first.id, name: first.name };
        return { token: welcome(actor, 'staff.recover'), name: actor.name, recoveryCode: next };
      });
    },

    async 'staff.sign-out'(_, actor) {
      sessions.end(actor.staffId);
      inTransaction(db, () => audit({ actor: actor.staffId, action: 'staff.sign-out' }));
      return { signedOut: true };
    },
  };
}

/** One digit only, a row up or down, a pair or a triple again and again. */
function refuseWeak(pin: string): void {
  const row = '0123456789012345';
  const back = [...row].reverse().join('');
  const repeated = /^(\d{1,3})\1+$/.test(pin);
  if (repeated || row.includes(pin) || back.includes(pin)) throw new AppError('pin_weak', 'too easy to guess');
}

function newCode(): string {
  const letters = Array.from({ length: 16 }, () => codeLetters[randomInt(codeLetters.length)]).join('');
  return letters.match(/.{4}/g)?.join('-') ?? letters;
}

const plainCode = (code: string) =>
  code
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .match(/.{1,4}/g)
    ?.join('-') ?? '';

function derive(secret: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

async function hash(secret: string): Promise<Hashed> {
  const salt = randomBytes(16);
  return { salt, hash: await derive(secret, salt) };
}

async function isSame(secret: string, kept: Hashed): Promise<boolean> {
  const derived = await derive(secret, kept.salt);
  return derived.length === kept.hash.length && timingSafeEqual(derived, kept.hash);
}

async function findAsync<T>(items: readonly T[], test: (item: T) => Promise<boolean>): Promise<T | undefined> {
  // All are tried: how long it takes tells nothing about who it was.
  const results = await Promise.all(items.map(test));
  return items.find((_, at) => results[at]);
}
