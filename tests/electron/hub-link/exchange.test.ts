import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../../electron/db/database.ts';
import { dayCountReader } from '../../../electron/db/day-count-repository.ts';
import { linkReader, linkWriter } from '../../../electron/db/link-repository.ts';
import { outboxReader, outboxWriter } from '../../../electron/db/outbox-repository.ts';
import { postingReader } from '../../../electron/db/posting-repository.ts';
import { exchange } from '../../../electron/hub-link/exchange.ts';
import { factReader } from '../../../electron/hub-link/facts.ts';
import { hubClient } from '../../../electron/hub-link/hub-client.ts';
import { newLinkKey } from '../../../electron/hub-link/link-key.ts';
import type { InboxItem } from '../../../shared/exchange/inbox-item.ts';
import { cityNotice, posting, registration } from '../../support/builders.ts';
import { openHub } from '../../support/hub.ts';
import { stationToPut } from '../../support/hub-db.ts';
import { sessionA, testStation } from '../../support/station.ts';

/** A station and a hub that know each other; the network between them is the test's. */
async function linked() {
  const station = testStation();
  const hub = await openHub();
  await hub.hub.parts.stations.put([stationToPut()], 'import');
  const { key } = newLinkKey();
  const { db } = station;
  const net = {
    answer: (request: Request): Promise<Response> => hub.hub.fetch(request, { address: '198.51.100.7' }),
    sent: [] as string[],
  };
  const url = 'http://hub.test';
  const client = hubClient({
    fetch: async (input, init) => {
      const request = new Request(input as string, init);
      net.sent.push(await request.clone().text());
      return net.answer(request);
    },
    nowMs: station.clock.nowMs,
    address: () => {
      const link = linkReader(db).find();
      return link && { hub: link, key };
    },
  });
  const { code } = await hub.hub.parts.links.makeCode(1, 'wang');
  const enrolled = await client.enrol(url, { code, linkKey: key.publicKey, name: '零工之家' });
  if (enrolled.kind !== 'answer') throw new Error(JSON.stringify(enrolled));
  inTransaction(db, () => {
    linkWriter(db).enrol({ ...enrolled.value, url, epoch: 1, enrolledAtMs: station.clock.nowMs() });
    outboxWriter(db).begin();
  });
  const taken: InboxItem[] = [];
  const takes = { one: (item: InboxItem): void => void taken.push(item) };
  let ticks = 0;
  let serial = 0;
  const one = exchange({
    ...{ db, client, nowMs: station.clock.nowMs, newId: () => `id-${++serial}` },
    // each item in a slice of its own
    monotonicMs: () => ++ticks * 5,
    apply: (items) => {
      for (const item of items) takes.one(item);
    },
    pageItems: 20,
    factOf: factReader({
      posting: postingReader(db).get,
      day: dayCountReader(db).of,
      lastDayOf: () => 2700,
      live: () => ({ banks: { available: 3, slots: 1, faulty: 0 }, jobs: 1, atMs: station.clock.nowMs() }),
      door: () => ({ closures: [], broken: [] }),
      confirmedAtMs: station.clock.nowMs,
    }),
  });
  const { hub: app } = hub;
  const rows = async () => ({
    days: await hubDb(hub).selectFrom('station_day').select(['day', 'visits', 'registrations', 'cards', 'postings', 'wanted']).execute(),
    postings: (await hubDb(hub).selectFrom('station_posting').select(['id', 'state']).execute()).map(({ id, state }) => [id, state]),
    revoked: await hubDb(hub).selectFrom('revoked_card').select(['generation', 'serial']).execute(),
  });
  return {
    ...station,
    hub,
    app,
    net,
    run: one.run,
    rows,
    taken,
    takes,
    link: () => linkReader(db).find(),
    waiting: () => outboxReader(db).count(),
  };
}

const hubDb = ({ db }: Awaited<ReturnType<typeof openHub>>) => db.reader;

describe('an exchange', () => {
  it('brings what the station has to the hub, and nothing of a person', async () => {
    const { api, db, publish, run, rows, waiting, net, clock } = await linked();
    const work = posting();
    publish(work);
    await api['visit.log']({ purpose: 'rest', sessionId: sessionA });
    const card = await api['card.issue']({ sessionId: sessionA, requestId: crypto.randomUUID(), registration: registration() });
    // the station of this test did not take the hub’s number with its keys
    db.exec('PRAGMA foreign_keys = OFF; UPDATE card SET station = 1; PRAGMA foreign_keys = ON');
    await api['card.discard']({ sessionId: sessionA, cardId: card.cardId });
    clock.pass(60_000);
    expect(await run()).toEqual({ kind: 'done', sent: 5, read: 0 });
    expect([await rows(), waiting()]).toEqual([
      {
        days: [{ day: '2026-11-23', visits: 1, registrations: 1, cards: 1, postings: 1, wanted: work.content.headcount }],
        postings: [[work.id, 'published']],
        revoked: [{ generation: 1, serial: 0 }],
      },
      0,
    ]);
    const said = net.sent.join('\n');
    const { name, phone } = registration();
    for (const secret of [name, phone, card.cardId, sessionA, card.url]) expect(said).not.toContain(secret);
  });

  it('sends again what was not answered, and it counts once', async () => {
    const { api, run, rows, net, waiting, link } = await linked();
    const through = net.answer;
    await api['visit.log']({ purpose: 'rest', sessionId: sessionA });
    net.answer = async (request) => {
      await through(request);
      throw new TypeError('fetch failed');
    };
    expect([await run(), waiting()]).toEqual([{ kind: 'silent' }, 3]);
    await api['visit.log']({ purpose: 'jobs', sessionId: sessionA });
    net.answer = through;
    expect([await run(), waiting(), (await rows()).days.map(({ visits }) => visits), link()?.acknowledged]).toEqual([
      { kind: 'done', sent: 4, read: 0 },
      0,
      [2],
      5,
    ]);
  });

  it.each([
    ['a captive portal', () => new Response('<html>请先登录</html>', { headers: { 'content-type': 'text/html' } })],
    ['a proxy’s 500', () => new Response('oops', { status: 500 })],
    ['JSON of somebody else', () => Response.json({ status: 'ok' })],
    ['half an answer', () => new Response('{"ok":tr', { headers: { 'content-type': 'application/json' } })],
  ])('takes %s for no network, and keeps everything', async (_, answer) => {
    const { api, run, net, waiting, link } = await linked();
    await api['visit.log']({ purpose: 'rest', sessionId: sessionA });
    net.answer = async () => answer();
    expect([await run(), waiting(), link()?.fault]).toEqual([{ kind: 'silent' }, 3, null]);
  });

  it('goes on when the station’s clock is wrong by a day, either way', async () => {
    for (const away of [-86_400_000, 86_400_000]) {
      const { api, clock, run, waiting } = await linked();
      await api['visit.log']({ purpose: 'rest', sessionId: sessionA });
      clock.set(clock.nowMs() + away);
      expect([(await run()).kind, waiting()]).toEqual(['done', 0]);
    }
  });

  it('notices a hub that was restored from an old backup, and sends everything anew', async () => {
    const { api, publish, run, rows, hub, link } = await linked();
    publish(posting());
    await run();
    await api['visit.log']({ purpose: 'rest', sessionId: sessionA });
    await run();
    for (const table of ['station_day', 'station_posting'] as const) await hub.db.writer.deleteFrom(table).execute();
    await hub.db.writer.updateTable('link').set({ next: 2 }).execute();
    await api['visit.log']({ purpose: 'jobs', sessionId: sessionA });
    expect((await run()).kind).toBe('done');
    const { days, postings } = await rows();
    expect([days.map(({ visits }) => visits), postings.length, link()?.epoch]).toEqual([[2], 1, 2]);
  });

  it('stops when the station was revoked, tells why, and loses nothing', async () => {
    const { api, run, app, link, waiting } = await linked();
    await api['visit.log']({ purpose: 'rest', sessionId: sessionA });
    await app.parts.links.revoke(1, 'wang');
    expect([await run(), link()?.fault, waiting()]).toEqual([{ kind: 'refused', code: 'link_revoked' }, 'link_revoked', 3]);
  });

  it('reads what it is told page by page, from 0 again when the hub was restored', async () => {
    const { run, app, net, taken, link, hub } = await linked();
    const items = Array.from({ length: 205 }, (_, at) => cityNotice(at));
    await app.parts.inbox.tell(items);
    const asked = net.sent.length;
    expect([await run(), taken.map(({ key }) => key), link()?.inboxAfter.split('.')[0]]).toEqual([
      { kind: 'done', sent: 2, read: 205 },
      items.map(({ key }) => key),
      '205',
    ]);
    // what it had to tell, and eleven pages
    expect(net.sent.length - asked).toBe(12);
    await hub.db.writer.deleteFrom('inbox_item').where('revision', '>', 3).execute();
    await hub.db.writer.deleteFrom('inbox_mark').where('revision', '>', 3).execute();
    await hub.db.writer.updateTable('hub_state').set({ inbox_revision: 3 }).execute();
    expect([await run(), link()?.inboxAfter.split('.')[0]]).toEqual([{ kind: 'done', sent: 0, read: 3 }, '3']);
  });

  it('reads from the beginning when a page broke off: a hub that was restored meanwhile would not take back what it never told', async () => {
    const { run, app, taken, takes, link } = await linked();
    const [a, b, c] = [cityNotice(1), cityNotice(2), cityNotice(3)];
    await app.parts.inbox.tell([a]);
    await run();
    await app.parts.inbox.tell([b, c]);
    const { one } = takes;
    takes.one = (item) => {
      if (item.key === c.key) throw new Error('the power is gone');
      one(item);
    };
    await expect(run()).rejects.toThrow('the power is gone');
    expect([taken.map(({ key }) => key), link()?.inboxAfter]).toEqual([[a.key, b.key], '']);
    takes.one = one;
    await run();
    expect([taken.slice(2).map(({ key }) => key), link()?.inboxAfter.split('.')[0]]).toEqual([[a.key, b.key, c.key], '3']);
  });

  it('ends with what waited when it began, however busy the station is', async () => {
    const { api, run, net, waiting } = await linked();
    const through = net.answer;
    net.answer = async (request) => {
      const answer = await through(request);
      if (request.method === 'POST') await api['visit.log']({ purpose: 'rest', sessionId: crypto.randomUUID() });
      return answer;
    };
    expect([(await run()).kind, waiting() > 0]).toEqual(['done', true]);
  });
});
