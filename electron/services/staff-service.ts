/**
 * The staff's way in: a six-digit PIN kept as scrypt, five wrong tries shut the door for five minutes and a restart does not open
 * it. A try is counted before it is judged, so that many at once are no more than five. Each way in has a lock of its own, so that
 * nobody shuts staff out from elsewhere.
 */

import type { Actor } from '../../shared/api/actor.ts';
import type { Way } from '../../shared/api/desk/staff.ts';
import type { DeskApi, StaffDoor } from '../../shared/api/desk-api.ts';
import { AppError } from '../../shared/api/errors.ts';
import { cleanText } from '../../shared/domain/text.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { staffReader, staffWriter } from '../db/staff-repository.ts';
import { wrapKeys } from '../keys/recovery-wrap.ts';
import type { KeyState } from '../keys/station-keys.ts';
import type { Audit } from './audit.ts';
import type { StationClock } from './clock.ts';
import type { NewId } from './id.ts';
import { hashSecret, isSecret, newRecoveryCode, ownerOf, plainCode, refuseWeak } from './secret.ts';
import type { StaffSessions } from './staff-sessions.ts';

const mostWrong = 5;
const lockedMs = 5 * 60_000;

export interface StaffParts {
  readonly db: WritableDb;
  readonly clock: StationClock;
  readonly newId: NewId;
  readonly audit: Audit;
  readonly sessions: StaffSessions;
  readonly keys: KeyState;
}

/** A new recovery code with what is kept of it: its hash, and the keys that read phones under it, where there are keys. */
export async function recoveryFor(keys: KeyState) {
  const code = newRecoveryCode();
  const wrap = keys.kind === 'ready' ? await wrapKeys(code, keys.keys.readingKeys()) : null;
  return { code, hash: await hashSecret(code), wrap };
}

export function staffOperations(
  { db, clock, newId, audit, sessions, keys }: StaffParts,
  way: Way = 'kiosk',
): StaffDoor & Pick<DeskApi, 'staff.sign-out'> {
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

  /** What the log tells of the way; at the kiosk it goes without saying. */
  const from = (details: Readonly<Record<string, string | number>> = {}) => (way === 'kiosk' ? details : { ...details, way });

  function wrong(left: number, code: 'pin_wrong' | 'recovery_wrong'): never {
    const untilMs = inTransaction(db, () => {
      const action = code === 'pin_wrong' ? 'staff.pin-wrong' : 'staff.recovery-wrong';
      audit({ actor: way === 'kiosk' ? 'worker' : 'lan', action, details: from({ left }) });
      if (left > 0) return null;
      const until = clock.trustedMs() + lockedMs;
      writer.setLock(way, { failures: mostWrong, lockedUntilMs: until });
      audit({ actor: 'station', action: 'staff.locked', details: from() });
      return until;
    });
    if (untilMs !== null) throw new AppError('staff_locked', 'too many wrong tries', { untilMs });
    throw new AppError(code, 'that is not it', { left });
  }

  function welcome(actor: Actor, action: string): string {
    writer.setLock(way, { failures: 0, lockedUntilMs: null });
    audit({ actor: actor.staffId, action, details: from() });
    return sessions.open(actor, way);
  }

  /** The first PIN and the recovery code are for whoever stands at the station. */
  function refuseElsewhere(): void {
    if (way !== 'kiosk') throw new AppError('kiosk_only', 'this is done at the screen of the station');
  }

  return {
    async 'staff.state'() {
      return { set: reader.listActive().length > 0, lockedUntilMs: lockedUntilMs() };
    },

    async 'staff.set-up'({ name, pin }) {
      refuseElsewhere();
      refuseWeak(pin);
      const [pinHash, recovery] = [await hashSecret(pin), await recoveryFor(keys)];
      return inTransaction(db, () => {
        if (reader.listActive().length > 0) throw new AppError('staff_already_set', 'there is a PIN already');
        const actor = { staffId: newId(), name: cleanText(name) || '值班员' };
        const may = { manager: true, phones: false, createdAtMs: clock.nowMs() };
        writer.insert({ id: actor.staffId, name: actor.name, pin: pinHash, ...may });
        writer.setRecovery(recovery.hash, recovery.wrap);
        return { token: welcome(actor, 'staff.set-up'), name: actor.name, recoveryCode: recovery.code };
      });
    },

    async 'staff.sign-in'({ pin }) {
      const left = beginTry();
      const member = await ownerOf(reader.listActive(), pin);
      // While it was judged, a manager may have shut them out.
      if (!member || reader.find(member.id)?.disabledAtMs !== null) return wrong(left, 'pin_wrong');
      const actor = { staffId: member.id, name: member.name };
      return inTransaction(db, () => ({ token: welcome(actor, 'staff.sign-in'), name: actor.name }));
    },

    async 'staff.recover'({ code, pin }) {
      refuseElsewhere();
      refuseWeak(pin);
      const left = beginTry();
      const kept = reader.findRecovery();
      const active = reader.listActive();
      const member = active.find(({ manager }) => manager) ?? active[0];
      if (!kept || !member || !(await isSecret(plainCode(code), kept))) return wrong(left, 'recovery_wrong');
      const others = active.filter(({ id }) => id !== member.id);
      if (await ownerOf(others, pin)) throw new AppError('pin_taken', 'somebody else has this PIN');
      const [pinHash, next] = [await hashSecret(pin), await recoveryFor(keys)];
      return inTransaction(db, () => {
        // Spent once, also by two who typed it at the same moment.
        if (!reader.findRecovery()?.hash.equals(kept.hash)) throw new AppError('recovery_wrong', 'the code was just spent', { left });
        writer.setPin(member.id, pinHash);
        writer.setRecovery(next.hash, next.wrap);
        sessions.end(member.id);
        const actor = { staffId: member.id, name: member.name };
        return { token: welcome(actor, 'staff.recover'), name: actor.name, recoveryCode: next.code };
      });
    },

    async 'staff.sign-out'(_, actor) {
      sessions.end(actor.staffId);
      inTransaction(db, () => audit({ actor: actor.staffId, action: 'staff.sign-out', details: from() }));
      return { signedOut: true };
    },
  };
}
