import { describe, expect, it } from 'vitest';
import { staffReader } from '../../../electron/db/staff-repository.ts';
import { readingTag, unwrapKeys, wrapKeys } from '../../../electron/keys/recovery-wrap.ts';
import type { Actor } from '../../../shared/api/actor.ts';
import type { AppError } from '../../../shared/api/errors.ts';
import { today } from '../../support/builders.ts';
import { testStation } from '../../support/station.ts';

const pin = '482915';
const code = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: AppError) => error.code,
  );

async function station() {
  const made = testStation();
  const { token, recoveryCode } = await made.api['staff.set-up']({ name: '马站长', pin });
  const chief = made.actorOf(token) as Actor;
  const add = (name: string, one: string, may: { manager?: boolean; phones?: boolean } = {}) =>
    made.api['staff.add']({ name, pin: one, manager: false, phones: false, ...may }, chief);
  const enter = async (one: string) => {
    const { token } = await made.api['staff.sign-in']({ pin: one });
    return { token, actor: made.actorOf(token) as Actor };
  };
  return { ...made, chief, add, enter, recoveryCode };
}

describe('the people of the desk', () => {
  it('begin with one who manages and may not take phones out', async () => {
    const { api, chief } = await station();
    const me = { id: chief.staffId, name: '马站长', manager: true, phones: false, active: true, revision: 1 };
    expect(await api['staff.me']({}, chief)).toEqual(me);
    expect(await api['staff.list']({}, chief)).toEqual({ people: [me] });
  });

  it('come in each with their own PIN and under their own name', async () => {
    const { add, enter } = await station();
    await add('杨姐', '591736');
    expect([(await enter(pin)).actor.name, (await enter('591736')).actor.name]).toEqual(['马站长', '杨姐']);
  });

  it('never share a PIN or a name, and have both', async () => {
    const { add, api, chief } = await station();
    const { id } = await add('杨姐', '591736');
    expect(await code(add('别人', '591736'))).toBe('pin_taken');
    expect(await code(add(' 杨姐 ', '739164'))).toBe('staff_name_taken');
    expect(await code(add('  ', '739164'))).toBe('name_missing');
    expect(await code(add('别人', '123456'))).toBe('pin_weak');
    expect(await code(api['staff.set-pin']({ id, pin }, chief))).toBe('pin_taken');
    expect((await api['staff.list']({}, chief)).people.map(({ name }) => name)).toEqual(['马站长', '杨姐']);
  });

  it('give one PIN to one of two who are added with it at once', async () => {
    const { add } = await station();
    const codes = await Promise.all([code(add('甲', '591736')), code(add('乙', '591736'))]);
    expect(codes.sort()).toEqual(['done', 'pin_taken']);
  });

  it('are at most twenty who may come in', async () => {
    const { db, add } = await station();
    const row = db.prepare("INSERT INTO staff (id, name, pin_salt, pin_hash, created_at_ms) VALUES (?, ?, x'00', x'00', 0)");
    for (let person = 0; person < 18; person++) row.run(`p${person}`, `第 ${person} 位`);
    await add('最后一位', '591736');
    expect(await code(add('多一位', '739164'))).toBe('staff_full');
  }, 30_000);

  it('let nobody but a manager change others', async () => {
    const { api, add, enter, chief } = await station();
    const { id } = await add('杨姐', '591736');
    const { actor } = await enter('591736');
    const others = [
      api['staff.add']({ name: '别人', pin: '739164', manager: true, phones: true }, actor),
      api['staff.change']({ id, revision: 1, name: '杨姐', manager: true, phones: true }, actor),
      api['staff.set-pin']({ id: chief.staffId, pin: '739164' }, actor),
      api['staff.switch-off']({ id: chief.staffId }, actor),
      api['staff.switch-on']({ id, pin: '739164' }, actor),
      api['staff.new-recovery']({}, actor),
    ];
    expect(await Promise.all(others.map(code))).toEqual(others.map(() => 'staff_not_allowed'));
    expect(await code(api['staff.set-pin']({ id, pin: '739164' }, actor))).toBe('done');
    expect((await enter('739164')).actor.name).toBe('杨姐');
  });

  it('tell the second of two who change one person, and keep what the first one wrote', async () => {
    const { api, add, chief } = await station();
    const { id } = await add('杨姐', '591736');
    await api['staff.change']({ id, revision: 1, name: '杨大姐', manager: false, phones: true }, chief);
    const second = api['staff.change']({ id, revision: 1, name: '小杨', manager: false, phones: false }, chief);
    expect(await second.catch(({ code, details }: AppError) => ({ code, details }))).toEqual({
      code: 'changed_meanwhile',
      details: { revision: 2 },
    });
    expect((await api['staff.list']({}, chief)).people[1]).toMatchObject({ name: '杨大姐', phones: true });
  });

  it('always keep one who manages', async () => {
    const { api, chief, add, enter } = await station();
    const change = { id: chief.staffId, revision: 1, name: '马站长', manager: false, phones: false };
    expect(await code(api['staff.change'](change, chief))).toBe('manager_needed');
    expect(await code(api['staff.switch-off']({ id: chief.staffId }, chief))).toBe('manager_needed');
    await add('杨姐', '591736', { manager: true });
    const { actor } = await enter('591736');
    expect(await code(api['staff.switch-off']({ id: chief.staffId }, actor))).toBe('done');
    expect(await code(api['staff.switch-off']({ id: actor.staffId }, actor))).toBe('manager_needed');
  });

  it('are out at once when they are switched off, and come back with a new PIN', async () => {
    const { api, chief, add, enter, actorOf } = await station();
    const { id } = await add('杨姐', '591736', { manager: true });
    const { token, actor } = await enter('591736');
    expect(await api['staff.switch-off']({ id }, chief)).toMatchObject({ active: false });
    expect(actorOf(token)).toBeUndefined();
    expect(await code(api['staff.add']({ name: '别人', pin: '739164', manager: true, phones: true }, actor))).toBe('staff_not_allowed');
    expect(await code(enter('591736'))).toBe('pin_wrong');
    await api['staff.switch-on']({ id, pin: '846213' }, chief);
    expect([await code(enter('591736')), (await enter('846213')).actor.name]).toEqual(['pin_wrong', '杨姐']);
  });

  it('lose their sessions when somebody else sets their PIN', async () => {
    const { api, chief, add, enter, actorOf } = await station();
    const { id } = await add('杨姐', '591736');
    const { token } = await enter('591736');
    await api['staff.set-pin']({ id, pin: '739164' }, chief);
    expect(actorOf(token)).toBeUndefined();
  });

  it('stand in the log with what was done to them, and no digit of a PIN', async () => {
    const { api, db, chief, add } = await station();
    const { id } = await add('杨姐', '591736');
    await api['staff.change']({ id, revision: 1, name: '杨姐', manager: false, phones: true }, chief);
    await api['staff.set-pin']({ id, pin: '739164' }, chief);
    await api['staff.switch-off']({ id }, chief);
    await api['staff.switch-on']({ id, pin: '846213' }, chief);
    expect(db.prepare('SELECT action, details FROM audit WHERE subject = ? ORDER BY id').raw().all(id)).toEqual([
      ['staff.add', '{"manager":false,"phones":false}'],
      ['staff.change', '{"manager":false,"phones":true}'],
      ['staff.set-pin', '{}'],
      ['staff.switch-off', '{}'],
      ['staff.switch-on', '{}'],
    ]);
    expect(JSON.stringify(db.prepare('SELECT * FROM audit').all())).not.toMatch(/591736|739164|846213|杨姐/);
  });

  it('are not found where they never were', async () => {
    const { api, chief } = await station();
    const id = '0193582c-ffff-7000-8000-000000000000';
    const asked = [
      api['staff.change']({ id, revision: 1, name: '谁', manager: false, phones: false }, chief),
      api['staff.set-pin']({ id, pin: '739164' }, chief),
      api['staff.switch-off']({ id }, chief),
      api['staff.switch-on']({ id, pin: '739164' }, chief),
    ];
    expect(await Promise.all(asked.map(code))).toEqual(asked.map(() => 'staff_not_found'));
  });
});

describe('the recovery code', () => {
  it('opens the keys that read phones, and no other code does', async () => {
    const { db, keys, recoveryCode } = await station();
    const wrap = staffReader(db).findWrap();
    if (keys.kind !== 'ready' || !wrap) throw new Error('no wrap');
    expect(await unwrapKeys(recoveryCode, wrap)).toEqual(keys.keys.readingKeys());
    expect(await unwrapKeys('AAAA-BBBB-CCCC-DDDD', wrap)).toBeUndefined();
    expect(Buffer.compare(wrap.tag, readingTag(keys.keys.readingKeys()))).toBe(0);
  });

  it('is made anew by a manager: the one before opens neither the door nor the keys', async () => {
    const { api, db, chief, keys, recoveryCode } = await station();
    const { recoveryCode: next } = await api['staff.new-recovery']({}, chief);
    const wrap = staffReader(db).findWrap();
    if (keys.kind !== 'ready' || !wrap) throw new Error('no wrap');
    expect([await unwrapKeys(next, wrap), await unwrapKeys(recoveryCode, wrap)]).toEqual([keys.keys.readingKeys(), undefined]);
    expect(await code(api['staff.recover']({ code: recoveryCode, pin: '739164' }))).toBe('recovery_wrong');
    expect(await code(api['staff.recover']({ code: next, pin: '739164' }))).toBe('done');
  });

  it('sets no PIN that somebody else has', async () => {
    const { api, add, recoveryCode } = await station();
    await add('杨姐', '591736');
    expect(await code(api['staff.recover']({ code: recoveryCode, pin: '591736' }))).toBe('pin_taken');
  });

  it('opens nothing when a byte of the seal is another one', async () => {
    const wrap = await wrapKeys('AAAA-BBBB-CCCC-DDDD', new Uint8Array(64).fill(7));
    for (const place of [0, 1, 20, 40, wrap.sealed.length - 1]) {
      const sealed = Uint8Array.from(wrap.sealed, (byte, at) => (at === place ? byte ^ 1 : byte));
      expect(await unwrapKeys('AAAA-BBBB-CCCC-DDDD', { ...wrap, sealed })).toBeUndefined();
    }
    expect(await unwrapKeys('AAAA-BBBB-CCCC-DDDD', { ...wrap, sealed: wrap.sealed.slice(0, 20) })).toBeUndefined();
  });
});

describe('the log', () => {
  it('is read in pages, of one person and of one day', async () => {
    const { api, chief, add, enter, clock } = await station();
    const { id } = await add('杨姐', '591736');
    const { actor } = await enter('591736');
    clock.pass(86_400_000);
    await enter('591736');
    const actions = async (wanted: Partial<Parameters<(typeof api)['audit.list']>[0]>) =>
      (await api['audit.list']({ limit: 100, ...wanted }, chief)).entries.map((entry) => `${entry.actor} ${entry.action}`);
    const all = ['杨姐 staff.sign-in', '杨姐 staff.sign-in', '马站长 staff.add', '马站长 staff.set-up'];
    expect(await actions({})).toEqual(all);
    expect(await actions({ actor: id })).toEqual(all.slice(0, 2));
    expect(await actions({ day: today })).toEqual(all.slice(1));
    expect(await actions({ day: today, actor: id })).toEqual(all.slice(1, 2));
    const { entries } = await api['audit.list']({ limit: 2 }, actor);
    expect(await actions({ before: entries[1]?.id })).toEqual(all.slice(2));
  });
});
