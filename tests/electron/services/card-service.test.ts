import { mkdirSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stationWriter } from '../../../electron/db/station-repository.ts';
import { serialFilePath } from '../../../electron/keys/serial-guard.ts';
import { openKeys, usableKeys } from '../../../electron/keys/station-keys.ts';
import { cardUrl, readCardText } from '../../../shared/card/card-url.ts';
import { signCard } from '../../../shared/card/signed-card.ts';
import { addDays } from '../../../shared/domain/work-day.ts';
import { at, registration, today } from '../../support/builders.ts';
import { sessionA, sessionB, type TestStation, temporaryFolder, testStation } from '../../support/station.ts';

const day = 86_400_000;
const request = (number: number) => `7f1c2f7e-3c39-4c8e-9a54-0c5d5a2b7b${String(number).padStart(2, '0')}`;
let asked = 0;

function issue({ api }: TestStation, over: Parameters<typeof registration>[0] = {}, sessionId = sessionA) {
  asked++;
  const requestId = `7f1c2f7e-3c39-4c8e-9a54-${String(asked).padStart(12, '0')}`;
  return api['card.issue']({ sessionId, requestId, registration: registration(over) });
}

function rows({ db }: TestStation) {
  const count = (table: string) => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  return { worker: count('worker'), card: count('card'), consent: count('consent'), audit: count('audit'), keys: count('key_use') };
}

const none = { worker: 0, card: 0, consent: 0, audit: 0, keys: 0 };

describe('issuing a card', () => {
  it('answers what stands on it, with the URL of its QR', async () => {
    const station = testStation();
    const { cardId, url, ...view } = await issue(station);
    expect(view).toEqual({
      number: '007345-01-00000000-0',
      name: '王师傅',
      trades: [
        { code: 203, level: 3 },
        { code: 202, level: 2 },
      ],
      years: 12,
      phone: null,
      dayWage: [260, 320],
      available: { from: today, mask: 127 },
      verified: 0,
      issued: today,
      validThrough: addDays(today, 90),
      demo: false,
    });
    expect([cardId.length, url.startsWith('https://jy.example.cn/c#1'), readCardText(url).kind]).toEqual([36, true, 'signed']);
  });

  it('puts the phone on it only when that was ticked', async () => {
    const station = testStation();
    const consent = { card: true, phoneOnCard: true, wall: false } as const;
    expect((await issue(station, { consent })).phone).toBe('13800138000');
  });

  it('shows levels only when every trade has one', async () => {
    const trades = [
      { code: 203, level: 3 as const },
      { code: 202, level: null },
    ];
    expect((await issue(testStation(), { trades })).trades.map(({ level }) => level)).toEqual([null, null]);
  });

  it('names the first day of work by the calendar', async () => {
    const card = await issue(testStation(), { available: { fromOffsetDays: 3, mask: 31 } });
    expect(card.available).toEqual({ from: addDays(today, 3), mask: 31 });
  });

  it('answers the first card when 打印 is touched twice', async () => {
    const station = testStation();
    const input = { sessionId: sessionA, requestId: request(1), registration: registration() };
    const first = await station.api['card.issue'](input);
    expect([await station.api['card.issue'](input), rows(station).card]).toEqual([first, 1]);
  });

  it('keeps each consent, and the phone only sealed', async () => {
    const station = testStation();
    await issue(station);
    const { db, keys } = station;
    expect(db.prepare('SELECT subject, given, actor FROM consent ORDER BY id').all()).toEqual([
      { subject: 'card', given: 1, actor: 'worker' },
      { subject: 'wall', given: 1, actor: 'worker' },
    ]);
    const sealed = db.prepare('SELECT phone_sealed FROM worker').pluck().get() as Uint8Array;
    expect(Buffer.from(sealed).includes('13800138000')).toBe(false);
    expect(Buffer.from(usableKeys(keys).open(sealed, 'phone')).toString()).toBe('13800138000');
    expect(() => db.prepare('DELETE FROM consent').run()).toThrow(/append-only/);
    expect(() => db.prepare("UPDATE audit SET actor = 'x'").run()).toThrow(/append-only/);
  });

  it('lets a known phone reveal nothing and change nothing: a second registration stands beside the first', async () => {
    const station = testStation();
    const first = await issue(station);
    const second = await issue(station, { name: '李师傅', years: 3 }, sessionB);
    const stored = station.db.prepare('SELECT name, years FROM worker ORDER BY id').all();
    expect([second.name, stored]).toEqual([
      '李师傅',
      [
        { name: '王师傅', years: 12 },
        { name: '李师傅', years: 3 },
      ],
    ]);
    expect(station.db.prepare("SELECT count(*) FROM card WHERE state = 'live'").pluck().get()).toBe(2);
    expect((await station.api['card.scan']({ sessionId: sessionB, text: first.url })).name).toBe('王师傅');
  });

  it('makes at most three cards a day for one phone, also when they were thrown away, and again tomorrow', async () => {
    const station = testStation();
    const thrown = await issue(station);
    await station.api['card.discard']({ sessionId: sessionA, cardId: thrown.cardId });
    const second = await issue(station);
    await station.api['card.reprint']({ sessionId: sessionA, requestId: request(2), cardId: second.cardId });
    const before = rows(station);
    await expect(issue(station)).rejects.toMatchObject({ code: 'too_many_cards' });
    expect(rows(station)).toEqual(before);
    expect((await issue(station, { phone: '13800138001' })).name).toBe('王师傅');
    station.clock.set(at(0, 1) + day);
    expect((await issue(station)).issued).toBe(addDays(today, 1));
  });

  it.each([['a clock that is not to be trusted', 'clock_suspect', (station: TestStation) => station.clock.set(at(6) - 2 * day)]] as const)(
    'refuses under %s, and keeps nothing',
    async (_, code, prepare) => {
      const station = testStation();
      await station.api['changes.read']({});
      prepare(station);
      await expect(issue(station)).rejects.toMatchObject({ code });
      expect(rows(station)).toEqual(none);
    },
  );

  it.each(['key_missing', 'key_unusable', 'key_generation_spent'] as const)('refuses with %s, and the rest goes on', async (code) => {
    const station = testStation({ keys: { kind: 'unusable', code } });
    await expect(issue(station)).rejects.toMatchObject({ code });
    expect([rows(station), (await station.api['wall.list']({ offset: 0, limit: 6 })).total]).toEqual([none, 0]);
  });

  it('refuses with the keys of a demo that is over', async () => {
    const keys = openKeys(temporaryFolder(), { demoStation: 1, used: [], nowMs: at(6) });
    const station = testStation({ keys });
    await expect(issue(station)).rejects.toMatchObject({ code: 'key_missing' });
    stationWriter(station.db).setDemoDay(today);
    expect((await issue(station)).demo).toBe(true);
  });

  it('refuses once the key is past its last day', async () => {
    const station = testStation();
    station.clock.pass(395 * day);
    expect((await issue(station)).name).toBe('王师傅');
    station.clock.pass(day);
    await expect(issue(station)).rejects.toMatchObject({ code: 'key_generation_spent' });
  });

  it('refuses without a site to lead to, and says so beforehand', async () => {
    const station = testStation({ settings: { cardSite: null } });
    await expect(issue(station)).rejects.toMatchObject({ code: 'card_site_missing' });
    expect([rows(station), (await station.api['station.get']({})).cardHost]).toEqual([none, null]);
  });

  it('refuses plain http on a station that is no demo', async () => {
    const station = testStation({ settings: { cardSite: 'http://127.0.0.1:7420' } });
    await expect(issue(station)).rejects.toMatchObject({ code: 'card_site_missing' });
  });

  it('refuses a name that no bundled font can draw, before a serial is taken', async () => {
    const station = testStation();
    await expect(issue(station, { name: '\u{2a700}师傅' })).rejects.toMatchObject({
      code: 'name_unprintable',
      details: { characters: ['\u{2a700}'] },
    });
    expect([rows(station), (await issue(station)).number]).toEqual([none, '007345-01-00000000-0']);
  });

  it('refuses when serials cannot be reserved on the disk, and keeps nothing', async () => {
    const station = testStation();
    rmSync(serialFilePath(station.dataDir));
    mkdirSync(serialFilePath(station.dataDir));
    await expect(issue(station)).rejects.toMatchObject({ code: 'key_unusable' });
    expect(rows(station)).toEqual(none);
  });

  it('takes long names of minorities', async () => {
    expect((await issue(testStation(), { name: '阿卜杜热西提·阿卜杜热合曼' })).name).toBe('阿卜杜热西提·阿卜杜热合曼');
  });
});

describe('a card anew', () => {
  it('voids the one before and tells the world', async () => {
    const station = testStation();
    const { api, published } = station;
    const old = await issue(station);
    const fresh = await api['card.reprint']({ sessionId: sessionA, requestId: request(3), cardId: old.cardId });
    await expect(api['card.scan']({ sessionId: sessionA, text: old.url })).rejects.toMatchObject({ code: 'card_revoked' });
    expect([fresh.number, fresh.name, published()]).toEqual(['007345-01-00000001-8', '王师傅', 1]);
    expect(await api['card.reprint']({ sessionId: sessionA, requestId: request(3), cardId: old.cardId })).toEqual(fresh);
  });

  it('is made from a scanned card', async () => {
    const station = testStation();
    const old = await issue(station);
    await station.api['card.scan']({ sessionId: sessionB, text: old.url });
    const fresh = await station.api['card.reprint']({ sessionId: sessionB, requestId: request(4), cardId: old.cardId });
    expect(fresh.name).toBe('王师傅');
  });

  it("is not made of another session's card, nor after the session ended", async () => {
    const station = testStation();
    const { api } = station;
    const { cardId } = await issue(station);
    await expect(api['card.reprint']({ sessionId: sessionB, requestId: request(5), cardId })).rejects.toMatchObject({
      code: 'card_not_found',
    });
    await api['session.end']({ sessionId: sessionA });
    await expect(api['card.reprint']({ sessionId: sessionA, requestId: request(5), cardId })).rejects.toMatchObject({
      code: 'card_not_found',
    });
  });

  it('is not made of a void card', async () => {
    const station = testStation();
    const { cardId } = await issue(station);
    await station.api['card.discard']({ sessionId: sessionA, cardId });
    await expect(station.api['card.reprint']({ sessionId: sessionA, requestId: request(6), cardId })).rejects.toMatchObject({
      code: 'card_void',
    });
  });
});

describe('throwing a card away', () => {
  it('voids it at once and forgets its content; twice changes nothing', async () => {
    const station = testStation();
    const { cardId, url } = await issue(station);
    const discard = () => station.api['card.discard']({ sessionId: sessionA, cardId });
    expect([await discard(), await discard(), station.published()]).toEqual([{ discarded: true }, { discarded: true }, 1]);
    await expect(station.api['card.scan']({ sessionId: sessionA, text: url })).rejects.toMatchObject({ code: 'card_revoked' });
    expect(station.db.prepare('SELECT content_sealed, revoked_reason FROM card').get()).toEqual({
      content_sealed: null,
      revoked_reason: 'discarded',
    });
  });

  it('is not for a card that was only found and scanned', async () => {
    const station = testStation();
    const { cardId, url } = await issue(station);
    await station.api['card.scan']({ sessionId: sessionB, text: url });
    await expect(station.api['card.discard']({ sessionId: sessionB, cardId })).rejects.toMatchObject({ code: 'card_not_found' });
  });
});

describe('holding a card under the scanner', () => {
  it('shows what the card says and ties the visits of the session to its worker', async () => {
    const station = testStation();
    const { api, db } = station;
    const { url, ...view } = await issue(station);
    await api['visit.log']({ purpose: 'drink', sessionId: sessionB });
    expect(await api['card.scan']({ sessionId: sessionB, text: url })).toEqual({ ...view, withdrawable: true });
    await api['visit.log']({ purpose: 'jobs', sessionId: sessionB });
    await api['session.end']({ sessionId: sessionB });
    await api['visit.log']({ purpose: 'rest', sessionId: sessionB });
    const tied = db.prepare('SELECT purpose FROM visit JOIN visit_worker ON visit_id = visit.id ORDER BY daily_number').pluck().all();
    expect([tied, db.prepare('SELECT work_day FROM worker_day').pluck().all()]).toEqual([['drink', 'jobs'], [today]]);
  });

  it('reads the digits alone, and a URL that was shared', async () => {
    const station = testStation();
    const { url } = await issue(station);
    const [, digits = ''] = url.split('#');
    for (const text of [digits, `${url}&shareTo=weixin`, url.replace('#', '%23')]) {
      expect((await station.api['card.scan']({ sessionId: sessionB, text })).name).toBe('王师傅');
    }
  });

  it.each(['', '6901234567892', 'https://jy.example.cn/c#', 'https://jy.example.cn/c#2123'])(
    'refuses %j, which is no whole card',
    async (text) => {
      await expect(testStation().api['card.scan']({ sessionId: sessionA, text })).rejects.toMatchObject({ code: 'card_malformed' });
    },
  );

  it("refuses another station's card", async () => {
    const station = testStation();
    const { url } = await issue(testStation());
    const [prefix] = url.split('1', 1);
    const keys = usableKeys(station.keys);
    const card = { serial: 0, issueDay: 2500, validDays: 90, name: '王师傅', trades: [203] };
    const text = cardUrl(prefix ?? '', signCard(card, { station: 7346, generation: 1 }, keys.sign));
    await expect(station.api['card.scan']({ sessionId: sessionA, text })).rejects.toMatchObject({ code: 'card_foreign' });
  });

  it('knows nothing of its own card that was issued after the copy of the database that was put back', async () => {
    const station = testStation();
    const { url } = await issue(station);
    station.db.prepare('DELETE FROM card').run();
    await expect(station.api['card.scan']({ sessionId: sessionA, text: url })).rejects.toMatchObject({ code: 'card_foreign' });
  });

  it('refuses a card under this number that another key signed', async () => {
    const station = testStation();
    const { url } = await issue(testStation());
    await issue(station);
    await expect(station.api['card.scan']({ sessionId: sessionA, text: url })).rejects.toMatchObject({ code: 'card_forged' });
  });

  it('refuses one that has expired, the day after its last', async () => {
    const station = testStation();
    const { url } = await issue(station);
    station.clock.pass(90 * day);
    expect((await station.api['card.scan']({ sessionId: sessionA, text: url })).validThrough).toBe(addDays(today, 90));
    station.clock.pass(day);
    await expect(station.api['card.scan']({ sessionId: sessionA, text: url })).rejects.toMatchObject({ code: 'card_expired' });
  });
});

describe('withdrawing', () => {
  async function scanned(over: Parameters<typeof registration>[0] = {}) {
    const station = testStation();
    const { cardId, url } = await issue(station, over);
    await station.api['card.scan']({ sessionId: sessionB, text: url });
    const withdraw = (phone: string, sessionId = sessionB) => station.api['card.withdraw']({ sessionId, cardId, phone });
    return { station, cardId, url, withdraw };
  }

  it('voids the card and forgets name and phone, for the phone that the card does not show', async () => {
    const { station, url, withdraw } = await scanned();
    expect(await withdraw('138 0013 8000')).toEqual({ withdrawn: true });
    await expect(station.api['card.scan']({ sessionId: sessionB, text: url })).rejects.toMatchObject({ code: 'card_revoked' });
    const { db } = station;
    expect(db.prepare('SELECT name, phone_sealed, phone_hash, wall, years FROM worker').get()).toEqual({
      ...{ name: null, phone_sealed: null, phone_hash: null, wall: 0, years: null },
    });
    expect(db.prepare('SELECT subject, given FROM consent WHERE given = 0 ORDER BY id').all()).toEqual([
      { subject: 'card', given: 0 },
      { subject: 'wall', given: 0 },
    ]);
    expect(db.prepare('SELECT month, trade, workers FROM forgotten_trade').all()).toEqual([
      { month: '2026-11', trade: 202, workers: 1 },
      { month: '2026-11', trade: 203, workers: 1 },
    ]);
    expect([station.published(), (await station.api['wall.list']({ offset: 0, limit: 6 })).total]).toEqual([1, 0]);
  });

  it('allows five wrong phones a card and day, then not even the right one', async () => {
    const { station, withdraw } = await scanned();
    for (const left of [4, 3, 2, 1, 0]) {
      await expect(withdraw('13900139000')).rejects.toMatchObject({ code: 'phone_wrong', details: { left } });
    }
    await expect(withdraw('13800138000')).rejects.toMatchObject({ code: 'phone_wrong' });
    station.clock.pass(day);
    expect(await withdraw('13800138000')).toEqual({ withdrawn: true });
  });

  it('is for staff when the card shows the phone: then the phone proves nothing', async () => {
    const { withdraw } = await scanned({ consent: { card: true, phoneOnCard: true, wall: false } });
    await expect(withdraw('13800138000')).rejects.toMatchObject({ code: 'withdraw_by_staff' });
  });

  it('wants the card under the scanner in this session', async () => {
    const { withdraw } = await scanned();
    await expect(withdraw('13800138000', sessionA)).rejects.toMatchObject({ code: 'card_not_found' });
  });
});
