import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../../electron/db/database.ts';
import { copyReader } from '../../../electron/db/hub-copy-repository.ts';
import { linkReader, linkWriter } from '../../../electron/db/link-repository.ts';
import { readLinkKey } from '../../../electron/hub-link/link-key.ts';
import { stationLink } from '../../../electron/hub-link/station-link.ts';
import { forgetLinkSeed } from '../../../electron/keys/link-key-file.ts';
import { stationClock } from '../../../electron/services/clock.ts';
import { cityNotice, posting, registration } from '../../support/builders.ts';
import { enrolledStation, hubUrl, manager, stationBesideHub } from '../../support/linked-station.ts';
import { sessionA, testClock } from '../../support/station.ts';

const bank = { code: 'YZ-0001', label: 1 };

describe('the link of a station', () => {
  it('enrols with a code, takes the hub’s number and a key that the hub knows, and sends what it has', async () => {
    const { api, keys, hub, actor, db, dataDir, publish } = await enrolledStation();
    const now = await api['link.status']({}, actor);
    expect(now).toMatchObject({
      state: 'linked',
      hub: { url: hubUrl, station: 1 },
      waiting: 0,
      fault: null,
      silent: false,
      cardKeyKnown: true,
    });
    const [known] = await hub.hub.parts.links.cardKeys();
    const mine = keys.kind === 'ready' ? keys.keys : undefined;
    expect([mine?.kid, known?.generation, known?.publicKey]).toEqual([
      { station: 1, generation: 1 },
      1,
      Buffer.from(mine?.publicKeys[0]?.publicKey ?? []).toString('base64url'),
    ]);
    expect(readLinkKey(dataDir)?.publicKey).toBe((await hub.hub.parts.links.find(1))?.linkKey);
    publish(posting());
    await api['link.send']({}, actor);
    const kept = await hub.db.reader.selectFrom('station_posting').select(['number', 'state']).execute();
    expect([kept, linkReader(db).find()?.cardKey]).toEqual([[{ number: 1, state: 'published' }], '1-1']);
  });

  it('signs cards with the new key at once, and the earlier ones stay its own', async () => {
    const both = await stationBesideHub();
    const actor = await manager(both);
    const issue = () => both.api['card.issue']({ sessionId: sessionA, requestId: crypto.randomUUID(), registration: registration() });
    await issue();
    await both.api['link.enrol']({ url: hubUrl, code: await both.code() }, actor);
    await issue();
    expect(both.db.prepare('SELECT station, generation, serial FROM card ORDER BY created_at_ms, id').all()).toEqual([
      { station: 7345, generation: 1, serial: 0 },
      { station: 1, generation: 1, serial: 0 },
    ]);
    const before = both.keys.kind === 'ready' ? both.keys.keys.publicKeys.map(({ kid }) => kid.station) : [];
    expect(before).toEqual([1, 7345]);
  });

  it('takes a new generation and a new epoch when it enrols again', async () => {
    const { api, keys, db, actor, code } = await enrolledStation();
    await api['link.enrol']({ url: hubUrl, code: await code() }, actor);
    expect([keys.kind === 'ready' && keys.keys.kid.generation, linkReader(db).find()?.epoch]).toEqual([2, 2]);
  });

  it('tells the key of its cards again until the hub has it', async () => {
    const both = await stationBesideHub();
    const actor = await manager(both);
    both.net.answer = async (request) => {
      if (request.url.endsWith('/keys')) throw new TypeError('fetch failed');
      return both.net.through(request);
    };
    expect(await both.api['link.enrol']({ url: hubUrl, code: await both.code() }, actor)).toMatchObject({
      cardKeyKnown: false,
      silent: true,
    });
    both.net.answer = both.net.through;
    expect(await both.api['link.send']({}, actor)).toMatchObject({ cardKeyKnown: true, silent: false, waiting: 0 });
  });

  it('shows a lent power bank in the hub’s figures after the next turn of its loop', async () => {
    const { api, actor, clock, link, hub } = await enrolledStation();
    const { id } = await api['bank.add'](bank, actor);
    clock.pass(1500);
    await link.tick();
    const figures = async () => (await hub.hub.parts.live.find(1))?.banks;
    expect(await figures()).toEqual({ available: 1, slots: 0, faulty: 0 });
    await api['bank.lend']({ id, phone: '13800138001' }, actor);
    clock.pass(1500);
    await link.tick();
    expect(await figures()).toEqual({ available: 0, slots: 1, faulty: 0 });
  });

  it('tells of a posting that is taken off the board within seconds', async () => {
    const { clock, link, hub, publish, api, actor } = await enrolledStation();
    const work = posting();
    publish(work);
    const turns = async (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        clock.pass(1000);
        hub.clock.pass(1000);
        await link.tick();
      }
      return (await hub.hub.parts.live.find(1))?.jobs;
    };
    expect(await turns(8)).toBe(1);
    await api['posting.close']({ id: work.id, revision: work.revision, reason: 'filled' }, actor);
    expect(await turns(8)).toBe(0);
  });

  it('gives a sign of life every two minutes, so that the map goes on showing it', async () => {
    const { clock, link, hub } = await enrolledStation();
    const heard = async () => (await hub.hub.parts.live.find(1))?.atMs;
    const first = await heard();
    for (let second = 0; second < 125; second += 1) {
      clock.pass(1000);
      hub.clock.pass(1000);
      await link.tick();
    }
    expect(((await heard()) ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(120_000);
  });

  it('closes each day that ended, also those it slept through, and tells the hub what was stale', async () => {
    const { clock, link, hub, publish, actor, api } = await enrolledStation();
    publish(posting({ validThroughMs: clock.nowMs() + 20 * 86_400_000 }));
    await link.tick();
    clock.pass(3 * 86_400_000);
    hub.clock.pass(3 * 86_400_000);
    await link.tick();
    await api['link.send']({}, actor);
    const days = await hub.db.reader.selectFrom('station_day').select(['day', 'stale']).orderBy('day').execute();
    expect(days.map(({ day, stale }) => [day, Number(stale)])).toEqual([
      ['2026-11-22', 0],
      ['2026-11-23', 0],
      ['2026-11-24', 1],
      ['2026-11-25', 1],
    ]);
  });

  it('waits for the exchange that is under way before it enrols anew, so that no answer counts for what begins again', async () => {
    const { api, actor, net, code, db, publish, hub } = await enrolledStation();
    publish(posting());
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const asked: string[] = [];
    net.answer = async (request) => {
      asked.push(new URL(request.url).pathname);
      const answer = await net.through(request);
      if (asked.length === 1) await held;
      return answer;
    };
    const sending = api['link.send']({}, actor);
    const enrolling = api['link.enrol']({ url: hubUrl, code: await code() }, actor);
    go();
    await Promise.all([sending, enrolling]);
    expect([asked.indexOf('/api/exchange/enrol') > asked.indexOf('/api/exchange/inbox'), linkReader(db).find()?.epoch]).toEqual([true, 2]);
    expect(await api['link.status']({}, actor)).toMatchObject({ waiting: 0, fault: null });
    expect((await hub.hub.parts.links.find(1))?.epoch).toBe(2);
  });

  it('leaves: nothing is sent any more, and its key is gone', async () => {
    const { api, actor, net, dataDir, link, clock } = await enrolledStation();
    expect(await api['link.leave']({}, actor)).toMatchObject({ state: 'none', hub: null });
    const sent = net.sent.length;
    clock.pass(60_000);
    await link.tick();
    expect([net.sent.length - sent, existsSync(join(dataDir, 'link-key.json'))]).toEqual([0, false]);
  });

  it('leaves in the middle of an exchange, and takes nothing that was told until then', async () => {
    const { api, actor, net, hub, db } = await enrolledStation();
    await hub.hub.parts.inbox.tell([cityNotice(1), cityNotice(2)]);
    net.answer = async (request) => {
      const answer = await net.through(request);
      if (request.method === 'GET') await api['link.leave']({}, actor);
      return answer;
    };
    await api['link.send']({}, actor);
    expect([copyReader(db).states(), linkReader(db).find(), (await api['link.status']({}, actor)).state]).toEqual([[], undefined, 'none']);
  });

  it('sends nothing of a person, whatever the desk did', async () => {
    const { api, actor, net, publish } = await enrolledStation();
    publish(posting());
    const card = await api['card.issue']({ sessionId: sessionA, requestId: crypto.randomUUID(), registration: registration() });
    await api['visit.log']({ purpose: 'rest', sessionId: sessionA });
    await api['card.discard']({ sessionId: sessionA, cardId: card.cardId });
    await api['link.send']({}, actor);
    const said = net.sent.join('\n');
    const { name, phone } = registration();
    expect([name, phone, card.cardId, card.url, sessionA, '马站长', '482915'].filter((secret) => said.includes(secret))).toEqual([]);
    expect(said).toContain('"kind":"revoked"');
  });

  it('is lost with its key, as by a restore: nothing is signed any more, and the hub is still known', async () => {
    const { api, actor, dataDir, db, keys } = await enrolledStation();
    forgetLinkSeed(dataDir);
    const again = stationLink({
      ...{ db, dataDir, keys, setKeys: () => {}, audit: () => {}, newId: () => crypto.randomUUID() },
      ...{ clock: stationClock(testClock(), 0), monotonicMs: () => 0, fetch: () => Promise.reject(new TypeError('fetch failed')) },
    });
    expect([again.isKeyed(), await again.send(), (await api['link.status']({}, actor)).hub?.station]).toEqual([false, undefined, 1]);
  });

  it('reads everything again where the hub was restored: what it tells no more is gone, what stands on a later page never was', async () => {
    const { api, hub, actor, db } = await enrolledStation();
    const told = Array.from({ length: 230 }, (_, at) => cityNotice(at));
    const gone = cityNotice(7).key;
    await hub.hub.parts.inbox.tell(told);
    await api['link.send']({}, actor);
    const kept = () =>
      copyReader(db)
        .states()
        .filter(({ kind }) => kind === 'notice')
        .map(({ key }) => key);
    expect(kept()).toHaveLength(230);
    db.exec(`CREATE TABLE taken_away (key TEXT);
      CREATE TRIGGER watch AFTER DELETE ON hub_copy BEGIN INSERT INTO taken_away VALUES (old.key); END;
      CREATE TRIGGER watch_too AFTER UPDATE OF content ON hub_copy WHEN new.content IS NULL BEGIN INSERT INTO taken_away VALUES (new.key); END`);
    inTransaction(db, () => linkWriter(db).setInbox('', linkReader(db).find()?.ledger ?? ''));
    await hub.db.writer.deleteFrom('inbox_item').where('key', '=', gone).execute();
    await api['link.send']({}, actor);
    expect([kept().length, kept().includes(gone), db.prepare('SELECT key FROM taken_away').pluck().all()]).toEqual([229, false, [gone]]);
  });
});
