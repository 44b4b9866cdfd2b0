import { describe, expect, it } from 'vitest';
import { endOfDayMs } from '../../shared/domain/work-day.ts';
import { now, posting, registration, settings, today } from '../support/builders.ts';
import { pictureOf, sessionA, sessionB, testStation } from '../support/station.ts';
import { transports } from './transports.ts';

describe.each(transports)('the kiosk API over $name', ({ open }) => {
  async function opened() {
    const station = testStation();
    return { ...station, api: await open(station.api) };
  }

  it('tells of the station', async () => {
    const { api } = await opened();
    const { cardSite, payFloorFenPerHour, bankHours, ...view } = settings;
    expect([cardSite, payFloorFenPerHour, bankHours]).toEqual(['https://jy.example.cn', null, 4]);
    expect(await api['station.get']({})).toEqual({ ...view, demo: false, cardHost: 'jy.example.cn', mapSite: 'https://jy.example.cn' });
  });

  it('tells the time and a version that moves with an edit', async () => {
    const { api, publish } = await opened();
    const before = await api['changes.read']({});
    publish(posting());
    const after = await api['changes.read']({});
    expect({ nowMs: after.nowMs, clock: after.clock, moved: before.version !== after.version }).toEqual({
      nowMs: now,
      clock: 'good',
      moved: true,
    });
  });

  it('rolls, lists, counts and opens the same posting', async () => {
    const { api, publish } = await opened();
    const one = posting();
    publish(one);
    const { postings: rolled } = await api['roll.read']({ limit: 6 });
    const { postings: listed, total } = await api['posting.list']({ order: 'pay', trade: 203, text: '腻子', offset: 0, limit: 6 });
    const detail = await api['posting.get']({ id: one.id });
    expect([total, listed, (await api['posting.summarise']({})).total]).toEqual([1, rolled, 1]);
    expect(detail).toEqual({
      ...rolled[0],
      standing: 'open',
      employer: '安居装修队',
      conditions: '会刮腻子就行',
      content: '三间屋刮腻子、刷白墙',
      place: '海棠新区 文苑路工地',
      endMinute: 1020,
      durationDays: 1,
      contactName: '马师傅',
      contactPhone: '19900002608',
      validThroughMs: endOfDayMs(today),
      takeaway:
        '刷墙刮腻子\n280元/天 日结\n时间 11月23日 8:00到17:00\n地点 海棠新区 文苑路工地\n电话 19900002608 马师傅\n不收押金。西河·零工之家',
    });
  });

  it('counts reach', async () => {
    const { api, publish } = await opened();
    const one = posting();
    publish(one);
    expect(await api['reach.record']({ reach: [{ postingId: one.id, shown: 1, touched: 1 }] })).toEqual({ recorded: 1 });
  });

  it('logs a visit and takes it back', async () => {
    const { api } = await opened();
    const { visitId, ...rest } = await api['visit.log']({ purpose: 'rest', sessionId: sessionA });
    expect([rest, await api['visit.take-back']({ visitId, sessionId: sessionA })]).toEqual([
      { dailyNumber: 1, repeated: false },
      { takenBack: true },
    ]);
  });

  it('issues a card, prints it, makes it anew, and throws it away', async () => {
    const { api } = await opened();
    const [requestId, jobId] = [crypto.randomUUID(), crypto.randomUUID()];
    const card = await api['card.issue']({ sessionId: sessionA, requestId, registration: registration() });
    expect([card.number, card.validThrough, card.demo]).toEqual(['007345-01-00000000-0', '2027-02-21', false]);
    const printed = await api['card.print']({ sessionId: sessionA, cardId: card.cardId, jobId, picture: pictureOf(card.url) });
    const fresh = await api['card.reprint']({ sessionId: sessionA, requestId: crypto.randomUUID(), cardId: card.cardId });
    const discarded = await api['card.discard']({ sessionId: sessionA, cardId: fresh.cardId });
    expect([printed, fresh.number, discarded]).toEqual([{ outcome: 'printed' }, '007345-01-00000001-8', { discarded: true }]);
  });

  it('knows a worker by the card, hangs it on the wall, takes a wish, and lets go', async () => {
    const { api, publish } = await opened();
    const one = posting();
    publish(one);
    const { url, cardId, ...view } = await api['card.issue']({ sessionId: sessionA, requestId: sessionA, registration: registration() });
    expect(await api['card.scan']({ sessionId: sessionB, text: url })).toEqual({ ...view, cardId, withdrawable: true });
    expect((await api['wall.list']({ trade: 203, offset: 0, limit: 6 })).entries.map(({ name }) => name)).toEqual(['王师傅']);
    expect((await api['referral.request']({ sessionId: sessionB, postingId: one.id })).repeated).toBe(false);
    expect(await api['card.withdraw']({ sessionId: sessionB, cardId, phone: '13800138000' })).toEqual({ withdrawn: true });
    expect((await api['wall.list']({ offset: 0, limit: 6 })).total).toBe(0);
    expect([await api['printer.status']({}), await api['session.end']({ sessionId: sessionB })]).toEqual([
      { kind: 'escpos', widthDots: 384, state: 'ready' },
      { ended: true },
    ]);
  });

  it.each([
    ['a phone of ten digits', { phone: '1380013800' }],
    [
      'a trade twice',
      {
        trades: [
          { code: 203, level: 1 },
          { code: 203, level: 2 },
        ],
      },
    ],
    ['four trades', { trades: [101, 102, 103, 104].map((code) => ({ code, level: null })) }],
    ['a trade that is none', { trades: [{ code: 7, level: null }] }],
    ['a name with a mark that turns the reading round', { name: '王\u202e师傅' }],
    ['a wage whose least is more than its most', { dayWage: [300, 200] }],
    ['no consent', { consent: { card: false, phoneOnCard: false, wall: false } }],
    ['an ID number', { idNumber: '110101199003070000' }],
  ])('refuses a registration with %s, and keeps nothing', async (_, over) => {
    const { api, db } = await opened();
    const input = { sessionId: sessionA, requestId: sessionA, registration: { ...registration(), ...over } };
    await expect(api['card.issue'](input as never)).rejects.toMatchObject({ code: 'input_invalid' });
    expect(db.prepare('SELECT count(*) FROM worker').pluck().get()).toBe(0);
  });

  it.each([
    ['a posting that is not there', 'posting.get', { id: sessionA }, 'posting_not_found'],
    ['an id that is no id', 'posting.get', { id: '1' }, 'input_invalid'],
    ['a missing field', 'posting.list', { order: 'today' }, 'input_invalid'],
    ['a field too many', 'station.get', { staff: true }, 'input_invalid'],
    ['a wrong type', 'visit.log', { purpose: 7, sessionId: sessionA }, 'input_invalid'],
    ['a purpose that is none', 'visit.log', { purpose: 'sleep', sessionId: sessionA }, 'input_invalid'],
    ['an offset of 9,999,999,999,999', 'posting.list', { order: 'today', offset: 9_999_999_999_999, limit: 6 }, 'input_invalid'],
    ['null for an input', 'changes.read', null, 'input_invalid'],
    ['a card of another session', 'card.discard', { cardId: sessionA, sessionId: sessionA }, 'card_not_found'],
    [
      'a card to withdraw that was not scanned',
      'card.withdraw',
      { cardId: sessionA, sessionId: sessionA, phone: '13800138000' },
      'card_not_found',
    ],
    ['a scanned text that is no card', 'card.scan', { text: '6901234567892', sessionId: sessionA }, 'card_malformed'],
    ['a wish of nobody', 'referral.request', { postingId: sessionA, sessionId: sessionA }, 'worker_unknown'],
    ["another session's visit", 'visit.take-back', { visitId: sessionA, sessionId: sessionA }, 'visit_not_found'],
  ] as const)('refuses %s', async (_, name, input, code) => {
    const { api } = await opened();
    const call = api[name] as (input: unknown) => Promise<unknown>;
    await expect(call(input)).rejects.toMatchObject({ name: 'AppError', code });
  });

  it('says that the disk is full, writes nothing, and goes on reading', async () => {
    const { api, db, publish } = await opened();
    publish(posting());
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
    let refused = 'none';
    for (let touch = 0; touch < 200 && refused === 'none'; touch++) {
      refused = await api['visit.log']({ purpose: 'rest', sessionId: crypto.randomUUID() }).then(
        () => 'none',
        (error) => error.code,
      );
    }
    const visits = Number(db.prepare('SELECT count(*) FROM visit').pluck().get());
    expect([refused, visits < 200, (await api['roll.read']({})).postings.length]).toEqual(['disk_full', true, 1]);
  });
});
