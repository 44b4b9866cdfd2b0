import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../electron/db/database.ts';
import { postingReader, postingWriter } from '../../electron/db/posting-repository.ts';
import type { AppError } from '../../shared/api/errors.ts';
import type { ScreenApi } from '../../shared/api/operations.ts';
import { revise } from '../../shared/domain/posting.ts';
import { now, posting, registration, today } from '../support/builders.ts';
import { hubUrl, stationBesideHub } from '../support/linked-station.ts';
import { sessionA, testStation } from '../support/station.ts';
import { transports } from './transports.ts';

const pin = '482915';
const code = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: AppError) => error.code,
  );
const none = {
  ...{ state: 'none', hub: null, heardAtMs: null, waiting: 0, fault: null, silent: false, cardKeyKnown: false },
  ...{ confirmedAtMs: null, aside: 0 },
};

describe.each(transports)('the link over $name', ({ open }) => {
  async function desk() {
    const both = await stationBesideHub();
    let token: string | null = null;
    const client: ScreenApi = await open(both.api, { actorOf: both.actorOf, staffToken: () => token });
    token = (await client['staff.set-up']({ name: '马站长', pin })).token;
    const become = async (one: string) => {
      token = (await client['staff.sign-in']({ pin: one })).token;
    };
    return { ...both, client, become };
  }

  async function enrolled() {
    const both = await desk();
    await both.client['link.enrol']({ url: hubUrl, code: await both.code() });
    return both;
  }

  /** A posting whose headcount both sides have changed, and only the hub its place. */
  async function changedTwice() {
    const both = await enrolled();
    const ours = posting();
    both.publish(ours);
    const content = { ...ours.content, headcount: 4 };
    inTransaction(both.db, () => postingWriter(both.db).update({ ...ours, content, ...revise(ours, content) } as typeof ours));
    const edit = { of: 'station', id: ours.id, base: 1, fields: { headcount: 7, place: '南门 工地' } };
    await both.hub.hub.parts.inbox.tell([{ scope: 1, kind: 'posting', key: `${ours.id}@1`, content: edit }]);
    await both.client['link.send']({});
    const { conflicts } = await both.client['link.todo']({});
    return { ...both, ours, conflicts, present: () => postingReader(both.db).get(ours.id) };
  }

  it('refuses everything without a session', async () => {
    const station = testStation();
    const client = await open(station.api, { actorOf: station.actorOf, staffToken: () => null });
    const asked = [
      client['link.status']({}),
      client['link.enrol']({ url: hubUrl, code: 'ABCDEFGHJK' }),
      client['link.leave']({}),
      client['link.send']({}),
      client['link.confirm']({}),
      client['link.forget-faults']({}),
      client['link.todo']({}),
      client['link.resolve']({ postingId: crypto.randomUUID(), field: 'place', revision: 1, take: 'ours' }),
      client['link.settle']({ kind: 'hire', key: 'x' }),
    ];
    expect(await Promise.all(asked.map(code))).toEqual(asked.map(() => 'staff_only'));
  });

  it('lets those who do not manage look and send, and neither enrol nor leave', async () => {
    const { client, become } = await enrolled();
    await client['staff.add']({ name: '杨姐', pin: '591736', manager: false, phones: false });
    await become('591736');
    const refused = [client['link.enrol']({ url: hubUrl, code: 'ABCDEFGHJK' }), client['link.leave']({})];
    expect(await Promise.all(refused.map(code))).toEqual(['staff_not_allowed', 'staff_not_allowed']);
    const allowed = [client['link.status']({}), client['link.send']({}), client['link.confirm']({}), client['link.todo']({})];
    expect(await Promise.all(allowed.map(code))).toEqual(allowed.map(() => 'done'));
  });

  it('enrols by a code as it stands on paper, and says how it stands until it leaves', async () => {
    const { client, code: makeCode } = await desk();
    expect(await client['link.status']({})).toEqual(none);
    const paper = await makeCode();
    const status = await client['link.enrol']({ url: `${hubUrl}/`, code: `${paper.slice(0, 5).toLowerCase()} ${paper.slice(5)}` });
    expect(status).toEqual({
      ...none,
      ...{ state: 'linked', hub: { url: hubUrl, station: 1, enrolledAtMs: now }, heardAtMs: now, cardKeyKnown: true },
    });
    expect((await client['link.confirm']({})).confirmedAtMs).toBe(now);
    expect(await client['link.send']({})).toMatchObject({ waiting: 0, confirmedAtMs: now });
    expect(await client['link.leave']({})).toEqual(none);
    expect(await code(client['link.leave']({}))).toBe('link_missing');
  });

  it.each([
    ['no address', { url: 'mailto:a@b', code: 'ABCDEFGHJK' }, 'link_url_invalid'],
    ['an address in the clear', { url: 'http://map.example.cn', code: 'ABCDEFGHJK' }, 'link_url_invalid'],
    ['an address with a path', { url: 'https://map.example.cn/desk', code: 'ABCDEFGHJK' }, 'link_url_invalid'],
    ['a code that no hub makes', { url: hubUrl, code: 'ABC' }, 'link_code_wrong'],
    ['a code of nobody', { url: hubUrl, code: 'ABCDEFGHJK' }, 'link_code_wrong'],
  ])('refuses %s, and changes nothing', async (_, input, refusal) => {
    const { client, keys } = await desk();
    expect([await code(client['link.enrol'](input)), await client['link.status']({})]).toEqual([refusal, none]);
    expect(keys.kind === 'ready' && keys.keys.kid).toEqual({ station: 7345, generation: 1 });
  });

  it('refuses a code that was used, and tells who is no hub from nobody', async () => {
    const { client, net, code: makeCode } = await desk();
    const used = await makeCode();
    await client['link.enrol']({ url: hubUrl, code: used });
    await client['link.leave']({});
    expect(await code(client['link.enrol']({ url: hubUrl, code: used }))).toBe('link_code_spent');
    net.answer = async () => new Response('<html>请先登录</html>', { headers: { 'content-type': 'text/html' } });
    expect(await code(client['link.enrol']({ url: hubUrl, code: used }))).toBe('link_not_a_hub');
    net.answer = () => Promise.reject(new TypeError('fetch failed'));
    expect(await code(client['link.enrol']({ url: hubUrl, code: used }))).toBe('link_unreachable');
  });

  it('keeps a demo away from a hub that is not on its own machine', async () => {
    const { client, db } = await desk();
    db.prepare('UPDATE station SET demo_day = ?').run(today);
    expect(await code(client['link.enrol']({ url: 'https://map.example.cn', code: 'ABCDEFGHJK' }))).toBe('link_demo');
  });

  it('tells 今天待办 of a hub that refuses, of a day without an answer, and of what was set aside', async () => {
    const { client, hub, net, clock } = await enrolled();
    const troubles = async () => (await client['care.today']({})).troubles.filter(({ kind }) => kind.startsWith('link'));
    expect(await troubles()).toEqual([]);
    await hub.hub.parts.links.revoke(1, 'wang');
    expect((await client['link.send']({})).fault).toBe('link_revoked');
    expect(await troubles()).toEqual([{ kind: 'link_refused', code: 'link_revoked' }]);

    const other = await enrolled();
    other.net.answer = () => Promise.reject(new TypeError('fetch failed'));
    other.clock.pass(25 * 3_600_000);
    await other.become(pin);
    expect((await other.client['link.send']({})).silent).toBe(true);
    expect((await other.client['care.today']({})).troubles).toContainEqual({ kind: 'link_silent', heardAtMs: now });
    other.net.answer = other.net.through;
    await other.hub.hub.parts.inbox.tell([{ scope: 1, kind: 'lottery' as never, key: 'a', content: {} }]);
    other.hub.clock.pass(25 * 3_600_000);
    await other.client['link.send']({});
    expect((await other.client['care.today']({})).troubles).toContainEqual({ kind: 'link_aside', count: 1 });
    expect((await other.client['link.forget-faults']({})).aside).toBe(0);
    expect([net.sent.length > 0, clock.nowMs()]).toEqual([true, now]);
  });

  it('shows a field that both sides changed with both values, and takes what staff choose', async () => {
    const { client, conflicts, ours, present } = await changedTwice();
    const { title } = ours.content;
    expect(conflicts).toEqual([{ postingId: ours.id, title, field: 'headcount', ours: 4, theirs: 7, revision: 3, atMs: now }]);
    const settled = { postingId: ours.id, field: 'headcount', revision: 3 } as const;
    expect((await client['link.resolve']({ ...settled, take: 'theirs' })).conflicts).toEqual([]);
    expect(present()).toMatchObject({ state: 'published', revision: 4, content: { headcount: 7, place: '南门 工地' } });
    expect(await code(client['link.resolve']({ ...settled, take: 'theirs' }))).toBe('conflict_gone');
  });

  it('keeps ours where staff say so, and settles nothing against a posting that moved on', async () => {
    const { client, ours, present, db } = await changedTwice();
    const settled = { postingId: ours.id, field: 'headcount' } as const;
    expect(await code(client['link.resolve']({ ...settled, revision: 2, take: 'ours' }))).toBe('changed_meanwhile');
    await client['link.resolve']({ ...settled, revision: 3, take: 'ours' });
    expect(present()).toMatchObject({ revision: 3, content: { headcount: 4 } });
    // the hub tells everything again after it was restored
    db.exec('UPDATE hub_link SET inbox_after = 0');
    await client['link.send']({});
    expect((await client['link.todo']({})).conflicts).toEqual([]);
  });

  it('takes nothing that the law or the posting itself forbids', async () => {
    const { client, db, ours } = await changedTwice();
    const put = db.prepare('UPDATE posting_conflict SET field = ?, theirs = ?');
    put.run('conditions', 'null');
    const asked = { postingId: ours.id, revision: 3, take: 'theirs' } as const;
    expect(await code(client['link.resolve']({ ...asked, field: 'conditions' }))).toBe('posting_incomplete');
    put.run('headcount', '0');
    expect(await code(client['link.resolve']({ ...asked, field: 'headcount' }))).toBe('conflict_invalid');
    expect((await client['link.todo']({})).conflicts.length).toBe(1);
  });

  it('shows who was hired by their card and what the public says, until staff have seen it', async () => {
    const { client, hub } = await enrolled();
    await client['card.issue']({ sessionId: sessionA, requestId: crypto.randomUUID(), registration: registration() });
    const hire = (id: string, serial: number) =>
      ({ scope: 1, kind: 'hire', key: id, content: { id, generation: 1, serial, day: today } }) as const;
    const [known, foreign] = [crypto.randomUUID(), crypto.randomUUID()];
    const trust = (count: number) =>
      ({ scope: 1, kind: 'trust', key: '-', content: { reports: [{ kind: 'locked', count, lastMs: now }] } }) as const;
    await hub.hub.parts.inbox.tell([hire(known, 0), hire(foreign, 77), trust(2)]);
    await client['link.send']({});
    const { hires, reports } = await client['link.todo']({});
    expect(hires.map(({ key, day, worker }) => [key, day, worker.name])).toEqual([[known, today, registration().name]]);
    expect(reports).toEqual({ key: '-', reports: [{ kind: 'locked', count: 2, lastMs: now }] });
    await client['link.settle']({ kind: 'hire', key: known });
    expect(await client['link.settle']({ kind: 'trust', key: '-' })).toEqual({ conflicts: [], hires: [], reports: null });
    await hub.hub.parts.inbox.tell([trust(3)]);
    await client['link.send']({});
    expect((await client['link.todo']({})).reports?.reports[0]?.count).toBe(3);
    expect(await code(client['link.settle']({ kind: 'hire', key: crypto.randomUUID() }))).toBe('not_found');
  });
});
