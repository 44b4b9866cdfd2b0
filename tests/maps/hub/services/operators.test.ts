import { beforeEach, expect, it } from 'vitest';
import { idleMs, type Operators, operators } from '../../../../maps/hub/services/operators.ts';
import type { HubDb } from '../../../../maps/hub/store/hub-db.ts';
import { onBothEngines } from '../../../support/hub-db.ts';
import { type TestClock, testClock } from '../../../support/station.ts';

const good = '西河的门开着呢 2026';

onBothEngines('operators', (open) => {
  let db: HubDb;
  let clock: TestClock;
  let staff: Operators;
  let once: string;
  const wrong = (name = '王芳') => staff.signIn(name, 'wrong').catch(({ code, details }) => `${code} ${details.retryAfterS ?? ''}`);

  beforeEach(async () => {
    db = await open();
    clock = testClock();
    staff = operators({ db, nowMs: clock.nowMs, cost: { log2N: 10, p: 1 } });
    once = await staff.first('王芳', false);
  });

  it('begin with one administrator, who needs a password of their own', async () => {
    expect(once).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    const { token, operator } = await staff.signIn(' 王芳 ', once);
    expect(operator).toEqual({ name: '王芳', role: 'administer', mustChange: true });
    await staff.changePassword(token, once, good);
    expect(await staff.find(token)).toEqual({ name: '王芳', role: 'administer', mustChange: false });
    await expect(staff.signIn('王芳', once)).rejects.toMatchObject({ code: 'sign_in_wrong' });
    expect((await staff.signIn('王芳', good)).operator.mustChange).toBe(false);
  });

  it('refuse a second first one, unless it is asked for', async () => {
    await expect(staff.first('李强', false)).rejects.toMatchObject({ code: 'operator_exists' });
    await staff.first('李强', true);
    expect((await staff.list()).map(({ name, role }) => [name, role])).toEqual([
      ['王芳', 'administer'],
      ['李强', 'administer'],
    ]);
  });

  it('answer an unknown name as they answer a wrong password', async () => {
    expect([await wrong(), await wrong('没有这个人')]).toEqual(['sign_in_wrong ', 'sign_in_wrong ']);
  });

  it('wait longer and longer after the third wrong try, the right password too, until it was right once', async () => {
    const answers = [await wrong(), await wrong(), await wrong(), await wrong()];
    clock.pass(2000);
    answers.push(await wrong(), await wrong());
    await expect(staff.signIn('王芳', once)).rejects.toMatchObject({ code: 'sign_in_wait', details: { retryAfterS: 4 } });
    expect(answers).toEqual(['sign_in_wrong ', 'sign_in_wrong ', 'sign_in_wrong ', 'sign_in_wait 2', 'sign_in_wrong ', 'sign_in_wait 4']);
    clock.pass(4000);
    await staff.signIn('王芳', once);
    expect(await wrong()).toBe('sign_in_wrong ');
  });

  it('wait a quarter of an hour at most', async () => {
    await wrong();
    await db.writer.updateTable('sign_in_try').set({ failures: 40 }).execute();
    expect(await wrong()).toBe('sign_in_wait 900');
  });

  it('count tries at once as so many tries', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => wrong()));
    expect(answers.sort()).toEqual([
      'sign_in_wait 2',
      'sign_in_wait 2',
      'sign_in_wait 2',
      'sign_in_wrong ',
      'sign_in_wrong ',
      'sign_in_wrong ',
    ]);
  });

  it('are out after twelve hours without a request, and not before', async () => {
    const { token } = await staff.signIn('王芳', once);
    clock.pass(idleMs - 1);
    expect(await staff.find(token)).toBeDefined();
    clock.pass(idleMs - 1);
    expect(await staff.find(token)).toBeDefined();
    clock.pass(idleMs);
    expect(await staff.find(token)).toBeUndefined();
  });

  it('are out when they sign out, and no token is kept', async () => {
    const { token } = await staff.signIn('王芳', once);
    expect(JSON.stringify(await db.reader.selectFrom('session').selectAll().execute())).not.toContain(token);
    await staff.signOut(token);
    expect([await staff.find(token), await staff.find('')]).toEqual([undefined, undefined]);
  });

  it('end their other sessions with a new password', async () => {
    const [one, other] = [await staff.signIn('王芳', once), await staff.signIn('王芳', once)];
    await staff.changePassword(one.token, once, good);
    expect([(await staff.find(one.token))?.name, await staff.find(other.token)]).toEqual(['王芳', undefined]);
  });

  it('refuse passwords that are easy to guess', async () => {
    const { token } = await staff.signIn('王芳', once);
    for (const password of ['short-1', 'aaaaaaaaaaaaaa', '我是王芳我是王芳 1234', '121212121212', once]) {
      await expect(staff.changePassword(token, once, password)).rejects.toMatchObject({ code: 'password_weak' });
    }
    await expect(staff.changePassword(token, 'wrong', good)).rejects.toMatchObject({ code: 'sign_in_wrong' });
  });

  it('are added and removed, each of them once, but not the last administrator', async () => {
    const password = await staff.add('李强', 'edit', '王芳');
    await expect(staff.add('李 强', 'look', '王芳')).rejects.toMatchObject({ code: 'operator_exists' });
    const { token, operator } = await staff.signIn('李强', password);
    expect(operator).toEqual({ name: '李强', role: 'edit', mustChange: true });
    await expect(staff.remove('王芳', '王芳')).rejects.toMatchObject({ code: 'last_administrator' });
    await staff.remove('李强', '王芳');
    expect([await staff.find(token), (await staff.list()).length]).toEqual([undefined, 1]);
    await expect(staff.remove('李强', '王芳')).rejects.toMatchObject({ code: 'operator_not_found' });
  });

  it('are given another role at once, but somebody stays who may administer', async () => {
    const password = await staff.add('李强', 'look', '王芳');
    const { token } = await staff.signIn('李强', password);
    await staff.setRole('李强', 'edit', '王芳');
    expect((await staff.find(token))?.role).toBe('edit');
    await expect(staff.setRole('王芳', 'edit', '王芳')).rejects.toMatchObject({ code: 'last_administrator' });
    await expect(staff.setRole('没有这个人', 'edit', '王芳')).rejects.toMatchObject({ code: 'operator_not_found' });
    await staff.setRole('李强', 'administer', '王芳');
    await staff.setRole('王芳', 'look', '李强');
    expect(new Map((await staff.list()).map(({ name, role }) => [name, role]))).toEqual(
      new Map([
        ['王芳', 'look'],
        ['李强', 'administer'],
      ]),
    );
  });

  it('get a one-time password when theirs is lost, which ends their sessions and their waiting', async () => {
    const first = await staff.add('李强', 'look', '王芳');
    const { token } = await staff.signIn('李强', first);
    for (let at = 0; at < 3; at++) await wrong('李强');
    const second = await staff.resetPassword('李强', '王芳');
    expect(await staff.find(token)).toBeUndefined();
    await expect(staff.signIn('李强', first)).rejects.toMatchObject({ code: 'sign_in_wrong' });
    expect((await staff.signIn('李强', second)).operator.mustChange).toBe(true);
    await expect(staff.resetPassword('没有这个人', '王芳')).rejects.toMatchObject({ code: 'operator_not_found' });
  });
});
