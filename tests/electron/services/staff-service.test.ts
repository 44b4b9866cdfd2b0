import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../electron/db/open.ts';
import { auditLog } from '../../../electron/services/audit.ts';
import { stationClock } from '../../../electron/services/clock.ts';
import { staffOperations } from '../../../electron/services/staff-service.ts';
import { autoLockMs, staffSessions } from '../../../electron/services/staff-sessions.ts';
import type { AppError } from '../../../shared/api/errors.ts';
import { transports } from '../../contract/transports.ts';
import { testClock, testIds, testStation } from '../../support/station.ts';

const pin = '482915';
const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: AppError) => error.code,
  );

async function withStaff() {
  const station = testStation();
  const { token, recoveryCode } = await station.api['staff.set-up']({ name: '值班员', pin });
  return { ...station, token, recoveryCode };
}

describe('the staff’s way in', () => {
  it('is shut until the first PIN is set, and then set only once', async () => {
    const { api } = testStation();
    expect(await api['staff.state']({})).toEqual({ set: false, lockedUntilMs: null });
    expect(await refusal(api['staff.sign-in']({ pin }))).toBe('pin_wrong');
    const first = await api['staff.set-up']({ name: ' 马 师傅 ', pin });
    expect({ name: first.name, code: /^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/.test(first.recoveryCode) }).toEqual({ name: '马 师傅', code: true });
    expect(await api['staff.state']({})).toEqual({ set: true, lockedUntilMs: null });
    expect(await refusal(api['staff.set-up']({ name: '别人', pin: '591736' }))).toBe('staff_already_set');
    expect((await api['staff.sign-in']({ pin })).name).toBe('马 师傅');
  });

  it.each(['000000', '123456', '654321', '121212', '123123', '901234'])('refuses the PIN %s as too easy', async (weak) => {
    expect(await refusal(testStation().api['staff.set-up']({ name: '值班员', pin: weak }))).toBe('pin_weak');
  });

  it('keeps neither PIN nor recovery code, only what they hash to', async () => {
    const { db, recoveryCode } = await withStaff();
    const stored = JSON.stringify([
      db.prepare('SELECT name, hex(pin_salt), hex(pin_hash) FROM staff').raw().all(),
      db.prepare('SELECT hex(salt), hex(hash) FROM staff_recovery').raw().all(),
      db.prepare('SELECT * FROM audit').raw().all(),
    ]);
    expect([stored.includes(pin), stored.includes(recoveryCode), stored.includes(recoveryCode.replaceAll('-', ''))]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('says how many tries are left, and locks for five minutes at the fifth wrong one, also for the right PIN', async () => {
    const { api, clock } = await withStaff();
    const left = [];
    for (let time = 0; time < 4; time++) {
      left.push(await api['staff.sign-in']({ pin: '111222' }).catch((error: AppError) => error.details['left']));
    }
    expect(left).toEqual([4, 3, 2, 1]);
    expect(await refusal(api['staff.sign-in']({ pin: '111222' }))).toBe('staff_locked');
    expect(await refusal(api['staff.sign-in']({ pin }))).toBe('staff_locked');
    clock.pass(5 * 60_000 - 1);
    expect(await refusal(api['staff.sign-in']({ pin }))).toBe('staff_locked');
    clock.pass(2);
    expect(await refusal(api['staff.sign-in']({ pin }))).toBe('done');
  });

  it('counts tries made at once like tries made in turn', async () => {
    const { api } = await withStaff();
    const codes = await Promise.all(Array.from({ length: 12 }, () => refusal(api['staff.sign-in']({ pin: '111222' }))));
    expect(codes.filter((code) => code === 'pin_wrong').length).toBeLessThanOrEqual(4);
    expect(await refusal(api['staff.sign-in']({ pin }))).toBe('staff_locked');
  });

  it('counts anew after a right PIN', async () => {
    const { api } = await withStaff();
    for (let time = 0; time < 4; time++) await refusal(api['staff.sign-in']({ pin: '111222' }));
    await api['staff.sign-in']({ pin });
    expect(await api['staff.sign-in']({ pin: '111222' }).catch((error: AppError) => error.details)).toEqual({ left: 4 });
  });

  it('stays locked over a restart, and no longer than five minutes whatever the clock says', async () => {
    const { api, dataDir, clock, keys } = await withStaff();
    for (let time = 0; time < 5; time++) await refusal(api['staff.sign-in']({ pin: '111222' }));
    const reopened = openDatabase(dataDir);
    // The board lost its time: a year back. What was locked until then would stay so for ever.
    const wall = testClock(clock.nowMs() - 365 * 86_400_000);
    const later = stationClock(wall, 0);
    const again = staffOperations({
      ...{ db: reopened, clock: later, newId: testIds(), sessions: staffSessions(wall.monotonicMs), keys },
      audit: auditLog(reopened, later, () => crypto.randomUUID()),
    });
    const { lockedUntilMs } = await again['staff.state']({});
    expect(lockedUntilMs).toBe(wall.nowMs() + 5 * 60_000);
    expect(await refusal(again['staff.sign-in']({ pin }))).toBe('staff_locked');
    reopened.close();
  });

  it('opens with the recovery code once, with or without dashes, and answers a new one', async () => {
    const { api, recoveryCode, token, actorOf } = await withStaff();
    expect(await refusal(api['staff.recover']({ code: 'AAAA-BBBB-CCCC-DDDD', pin: '739164' }))).toBe('recovery_wrong');
    const next = await api['staff.recover']({ code: recoveryCode.toLowerCase().replaceAll('-', ' '), pin: '739164' });
    expect(next.recoveryCode).not.toBe(recoveryCode);
    expect([await refusal(api['staff.sign-in']({ pin })), await refusal(api['staff.sign-in']({ pin: '739164' }))]).toEqual([
      'pin_wrong',
      'done',
    ]);
    expect(await refusal(api['staff.recover']({ code: recoveryCode, pin: '846213' }))).toBe('recovery_wrong');
    expect(actorOf(token)).toBeUndefined();
  });

  it('writes everything but the digits into the audit log, which nobody changes', async () => {
    const { api, db } = await withStaff();
    await refusal(api['staff.sign-in']({ pin: '111222' }));
    await api['staff.sign-in']({ pin });
    expect(db.prepare('SELECT action FROM audit ORDER BY id').pluck().all()).toEqual(['staff.set-up', 'staff.pin-wrong', 'staff.sign-in']);
    expect(() => db.prepare("UPDATE audit SET actor = 'x'").run()).toThrow();
    expect(() => db.prepare('DELETE FROM audit').run()).toThrow();
  });
});

describe('a session of the staff', () => {
  it('ends three minutes after its last call', async () => {
    const { token, actorOf, clock } = await withStaff();
    clock.pass(autoLockMs - 1);
    expect(actorOf(token)?.name).toBe('值班员');
    clock.pass(autoLockMs - 1);
    expect(actorOf(token)?.name).toBe('值班员');
    clock.pass(autoLockMs);
    expect(actorOf(token)).toBeUndefined();
  });

  it('ends when it is signed out', async () => {
    const { api, token, actorOf } = await withStaff();
    const actor = actorOf(token);
    if (!actor) throw new Error('no actor');
    await api['staff.sign-out']({}, actor);
    expect(actorOf(token)).toBeUndefined();
  });
});

describe.each(transports)('an operation of the desk over $name', ({ open }) => {
  it('is refused without a session, with another run’s token, and after the session ended', async () => {
    const { api, actorOf, token, clock } = await withStaff();
    let staffToken: string | null = null;
    const client = await open(api, { actorOf, staffToken: () => staffToken });
    expect(await refusal(client['desk.today']({}))).toBe('staff_only');
    staffToken = 'x'.repeat(43);
    expect(await refusal(client['worker.search']({ text: '8000' }))).toBe('staff_only');
    staffToken = token;
    expect(await client['desk.today']({})).toEqual({ cardsToday: 0, registrationsToday: 0, visitsToday: 0, twins: [] });
    clock.pass(autoLockMs);
    expect(await refusal(client['desk.today']({}))).toBe('staff_only');
  });
});
