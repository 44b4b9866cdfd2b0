import { describe, expect, it } from 'vitest';
import { stationServices } from '../../../electron/compose.ts';
import { createNoPrinter } from '../../../electron/printing/none.ts';
import { createPrintQueue } from '../../../electron/printing/queue.ts';
import { stationClock } from '../../../electron/services/clock.ts';
import { addDays } from '../../../shared/domain/work-day.ts';
import { now, posting, registration, today } from '../../support/builders.ts';
import { sessionA, sessionB, type TestStation, testStation } from '../../support/station.ts';

const actor = { staffId: '9f1c2f7e-3c39-4c8e-9a54-000000000001', name: '韩梅' };
let asked = 0;
const nextId = () => `7f1c2f7e-3c39-4c8e-9a54-${String(++asked).padStart(12, '0')}`;

function issue({ api }: TestStation, over: Parameters<typeof registration>[0] = {}, sessionId = sessionA) {
  return api['card.issue']({ sessionId, requestId: nextId(), registration: registration(over) });
}

async function registered(over: Parameters<typeof registration>[0] = {}) {
  const station = testStation();
  const card = await issue(station, over);
  const { id = '' } = (await station.api['worker.search']({ text: '8000' }, actor)).workers[0] ?? {};
  return { ...station, station, card, id };
}

const audited = ({ db }: Pick<TestStation, 'db'>) => db.prepare('SELECT action, actor FROM audit ORDER BY id').all();

describe('finding a worker', () => {
  it.each(['8000', '138 0013 8000', '王师', '刮腻子', '油漆工', '007345-01-00000000-0'])('finds them by %s', async (text) => {
    const { api, card, id } = await registered();
    expect((await api['worker.search']({ text }, actor)).workers).toEqual([
      {
        ...{ id, name: '王师傅', phone: '138 **** 8000', trades: card.trades, verified: 0, wall: true, registeredAtMs: now },
        liveCard: { cardId: card.cardId, number: card.number, validThrough: addDays(today, 90) },
      },
    ]);
  });

  it.each(['', '8001', '李', '13800138001', '007345-01-00000009-9', '%', 'x'])('finds nobody by %j', async (text) => {
    const { api } = await registered();
    expect(await api['worker.search']({ text }, actor)).toEqual({ workers: [] });
  });

  it('answers at most twenty', async () => {
    const station = testStation();
    for (let number = 10; number < 35; number++) await issue(station, { phone: `138${number}138000` });
    expect((await station.api['worker.search']({ text: '王' }, actor)).workers.length).toBe(20);
  });

  it('shows who there is also without keys, but no digit of a phone', async () => {
    const { db, clock, id } = await registered();
    const printing = { queue: createPrintQueue(createNoPrinter()), readBack: async () => null };
    const { api } = stationServices({ db, clock: stationClock(clock, 0), keys: { kind: 'unusable', code: 'key_missing' }, printing });
    expect((await api['worker.search']({ text: '王' }, actor)).workers[0]).toMatchObject({ id, name: '王师傅', phone: null });
    await expect(api['worker.reveal-phone']({ id }, actor)).rejects.toMatchObject({ code: 'key_missing' });
  });
});

describe('a worker at the desk', () => {
  it('is shown with their cards and with other registrations of their phone', async () => {
    const { station, api, id, card } = await registered();
    const other = await issue(station, { name: '王建国' }, sessionB);
    const { cards, twins, ...rest } = await api['worker.get']({ id }, actor);
    expect(cards).toEqual([{ cardId: card.cardId, number: card.number, issued: today, state: 'live', reason: null }]);
    expect(twins.map(({ name, liveCard }) => [name, liveCard?.number])).toEqual([['王建国', other.number]]);
    expect(rest).toMatchObject({ years: 12, dayWage: [260, 320], available: { from: today, mask: 127 }, phoneOnCard: false });
  });

  it('has a phone that is shown whole only by a look that is logged', async () => {
    const { api, id, db } = await registered();
    expect(await api['worker.reveal-phone']({ id }, actor)).toEqual({ phone: '13800138000' });
    expect(db.prepare('SELECT worker_id, actor, what, at_ms FROM reveal').all()).toEqual([
      { worker_id: id, actor: actor.staffId, what: 'phone', at_ms: now },
    ]);
    expect(audited({ db })).toContainEqual({ action: 'worker.reveal-phone', actor: actor.staffId });
  });

  it('gets on a new card what staff verified; the old one is void', async () => {
    const { api, id, card, published } = await registered();
    expect((await api['worker.verify']({ id, verified: 5 }, actor)).verified).toBe(5);
    expect((await api['worker.card']({ id }, actor)).verified).toBe(0);
    const requestId = nextId();
    const fresh = await api['worker.reissue']({ id, requestId }, actor);
    expect([fresh.verified, await api['worker.reissue']({ id, requestId }, actor), published()]).toEqual([5, fresh, 2]);
    expect(await api['worker.card']({ id }, actor)).toEqual(fresh);
    const states = (await api['worker.get']({ id }, actor)).cards.map(({ cardId, state, reason }) => [cardId, state, reason]);
    expect(states).toEqual([
      [fresh.cardId, 'live', null],
      [card.cardId, 'revoked', 'reissued'],
    ]);
  });

  it('is withdrawn: cards void, name and phone forgotten, nothing of why in the log', async () => {
    const { api, id, db } = await registered();
    await api['worker.withdraw']({ id, reason: '王师傅打电话说不做了 13800138000' }, actor);
    await expect(api['worker.get']({ id }, actor)).rejects.toMatchObject({ code: 'worker_not_found' });
    const everything = JSON.stringify(['worker', 'card', 'audit', 'consent'].map((table) => db.prepare(`SELECT * FROM ${table}`).all()));
    expect([everything.includes('王'), everything.includes('13800138000')]).toEqual([false, false]);
    expect(await api['worker.search']({ text: '8000' }, actor)).toEqual({ workers: [] });
  });

  it('is joined with their other registration: its card is void, its history theirs', async () => {
    const { station, api, id, published } = await registered();
    const other = await issue(station, { name: '王建国' }, sessionB);
    const one = posting();
    station.publish(one);
    const wish = await api['referral.request']({ sessionId: sessionB, postingId: one.id });
    const joinId = (await api['worker.get']({ id }, actor)).twins[0]?.id ?? '';
    const kept = await api['worker.join']({ keepId: id, joinId }, actor);
    expect([kept.name, kept.twins, published()]).toEqual(['王师傅', [], 1]);
    await expect(api['card.scan']({ sessionId: sessionB, text: other.url })).rejects.toMatchObject({ code: 'card_revoked' });
    expect((await api['match.todo']({ limit: 5 }, actor)).requests.requests.map((request) => [request.id, request.worker.id])).toEqual([
      [wish.requestId, id],
    ]);
    await expect(api['worker.join']({ keepId: id, joinId }, actor)).rejects.toMatchObject({ code: 'worker_not_found' });
    await expect(api['worker.join']({ keepId: id, joinId: id }, actor)).rejects.toMatchObject({ code: 'join_same' });
  });

  it.each(['worker.get', 'worker.reveal-phone', 'worker.card'] as const)('%s refuses one that is not there', async (name) => {
    await expect(testStation().api[name]({ id: sessionA }, actor)).rejects.toMatchObject({ code: 'worker_not_found' });
  });

  it('has no card to print once it was thrown away', async () => {
    const { api, id, card } = await registered();
    await api['card.discard']({ sessionId: sessionA, cardId: card.cardId });
    await expect(api['worker.card']({ id }, actor)).rejects.toMatchObject({ code: 'card_not_found' });
  });
});

describe('我想去', () => {
  it('waits for staff once, whoever asks twice, and is settled once', async () => {
    const { api, station } = await registered();
    const one = posting();
    station.publish(one);
    const ask = () => api['referral.request']({ sessionId: sessionA, postingId: one.id });
    const { requestId } = await ask();
    expect([await ask(), (await api['match.todo']({ limit: 5 }, actor)).requests.requests.map(({ posting: wanted }) => wanted)]).toEqual([
      { requestId, repeated: true },
      [{ id: one.id, title: '刷墙刮腻子', employer: '安居装修队', contactPhone: '19900002608' }],
    ]);
    expect(await api['referral.dismiss']({ id: requestId }, actor)).toEqual({ dismissed: true });
    await expect(api['referral.dismiss']({ id: requestId }, actor)).rejects.toMatchObject({
      code: 'referral_settled',
    });
    await expect(api['referral.dismiss']({ id: sessionA }, actor)).rejects.toMatchObject({
      code: 'referral_not_found',
    });
    expect((await api['match.todo']({ limit: 5 }, actor)).requests).toEqual({ count: 0, requests: [] });
    expect((await ask()).repeated).toBe(false);
  });

  it('wants to know who asks, and for what', async () => {
    const { api } = await registered();
    await expect(api['referral.request']({ sessionId: sessionB, postingId: sessionA })).rejects.toMatchObject({ code: 'worker_unknown' });
    await expect(api['referral.request']({ sessionId: sessionA, postingId: sessionA })).rejects.toMatchObject({
      code: 'posting_not_found',
    });
    await api['session.end']({ sessionId: sessionA });
    await expect(api['referral.request']({ sessionId: sessionA, postingId: sessionA })).rejects.toMatchObject({ code: 'worker_unknown' });
  });
});

describe('今天待办', () => {
  it('counts the day and shows registrations that share a phone', async () => {
    const { api, station } = await registered();
    await issue(station, { name: '王建国' }, sessionB);
    await api['visit.log']({ purpose: 'drink', sessionId: sessionA });
    const { twins, ...counts } = await api['desk.today']({}, actor);
    expect(counts).toEqual({ cardsToday: 2, registrationsToday: 2, visitsToday: 1 });
    expect(twins.map(({ a, b }) => [a.name, b.name])).toEqual([['王师傅', '王建国']]);
  });
});

describe('the log', () => {
  it('tells who did what, newest first, page by page, with staff by name and workers by id only', async () => {
    const { api, id, db } = await registered();
    db.prepare("INSERT INTO staff (id, name, pin_salt, pin_hash, created_at_ms) VALUES (?, ?, x'00', x'00', 0)").run(
      actor.staffId,
      actor.name,
    );
    await api['worker.reveal-phone']({ id }, actor);
    const { entries } = await api['audit.list']({ limit: 2 }, actor);
    expect(entries.map(({ action, actor: by, subject }) => [action, by, subject === id])).toEqual([
      ['worker.reveal-phone', '韩梅', true],
      ['card.issue', 'worker', false],
    ]);
    expect(await api['audit.list']({ limit: 2, before: entries[1]?.id }, actor)).toEqual({ entries: [] });
  });
});
