import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inbox } from '../../../../maps/hub/exchange/inbox.ts';
import { links } from '../../../../maps/hub/exchange/links.ts';
import type { HubError } from '../../../../maps/hub/hub-error.ts';
import type { HubDb } from '../../../../maps/hub/store/hub-db.ts';
import { sqlStationStore } from '../../../../maps/hub/store/sql-station-store.ts';
import { keptMs, limits, type SubmissionToAdd, submissions } from '../../../../maps/hub/submissions/submissions.ts';
import type { PostingContent } from '../../../../shared/domain/posting.ts';
import { addDays, endOfDayMs } from '../../../../shared/domain/work-day.ts';
import { content, now, today } from '../../../support/builders.ts';
import { linkKeys } from '../../../support/exchange.ts';
import { openHub } from '../../../support/hub.ts';
import { onBothEngines, stationToPut } from '../../../support/hub-db.ts';
import { testClock } from '../../../support/station.ts';

const phone = '19900001234';
const hour = 3_600_000;
const asked = (over: Partial<PostingContent> = {}): PostingContent => ({
  ...content(),
  ...{ verifiedAtMs: null, point: null, contactPhone: phone, validThroughMs: endOfDayMs(addDays(today, 3)) },
  ...over,
});
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: HubError) => error.code,
  );

/** Station 1 exchanges with the hub, 2 is on the map only. */
async function opened(db: HubDb) {
  const clock = testClock();
  const stations = sqlStationStore({ db, nowMs: clock.nowMs });
  await stations.put([stationToPut(), stationToPut({ point: { lat: 36.7, lng: 101.8 } })], 'test');
  const linked = links({ db, nowMs: clock.nowMs });
  await linked.ledger();
  const { code: enrolment } = await linked.makeCode(1, 'test');
  await linked.enrol({ code: enrolment, linkKey: linkKeys().publicKey, name: '零工之家', address: '198.51.100.9' });
  const asking = submissions({ db, nowMs: clock.nowMs });
  const add = (over: Partial<SubmissionToAdd> = {}) =>
    asking.add({ id: randomUUID(), number: 1, content: asked(), phone, address: '198.51.100.1', ...over });
  const items = async () => (await inbox(db).read(1, '', 200)).items;
  return { ...asking, add, items, clock, db, linked, stations };
}

onBothEngines('a posting from an employer’s phone', (open) => {
  it('reaches the station as it was sent, once, however often it is sent', async () => {
    const { add, items, stateOf } = await opened(await open());
    const id = randomUUID();
    expect(await add({ id })).toEqual([]);
    expect(await add({ id })).toEqual([]);
    expect((await items()).map(({ kind, key, content }) => ({ kind, key, content }))).toEqual([
      { kind: 'submission', key: id, content: { id, content: asked(), phone, atMs: now } },
    ]);
    expect(await stateOf(id)).toBe('waiting');
  });

  it('is deleted here when the station has read it, and whoever sent it can see that', async () => {
    const { add, items, stateOf, taken, db } = await opened(await open());
    const id = randomUUID();
    await add({ id });
    const [item] = await items();
    await taken(1, (item?.revision ?? 0) - 1);
    expect(await items()).toHaveLength(1);
    await taken(2, 1_000_000);
    expect(await stateOf(id)).toBe('waiting');
    await taken(1, item?.revision ?? 0);
    expect([await items(), await stateOf(id)]).toEqual([[], 'read']);
    const left = JSON.stringify(await db.reader.selectFrom('submission').selectAll().execute());
    expect([left.includes(phone), left.includes('安居')]).toEqual([false, false]);
  });

  it('is deleted after a week that nobody read it, and says so', async () => {
    const { add, items, stateOf, clock, hire } = await opened(await open());
    const id = randomUUID();
    await add({ id });
    clock.pass(keptMs + 1);
    await hire({ number: 1, generation: 1, serial: 7, address: '198.51.100.2' });
    expect([(await items()).map(({ kind }) => kind), await stateOf(id)]).toEqual([['hire'], 'unread']);
    clock.pass(30 * 24 * hour);
    await add({ content: asked({ validThroughMs: endOfDayMs(addDays(today, 40)) }) });
    expect(await code(stateOf(id))).toBe('submission_not_found');
  });

  it('tells what staff will ask about', async () => {
    const { add } = await opened(await open());
    expect(await add({ content: asked({ headcount: 150 }) })).toEqual([
      { rule: 'headcount_high', severity: 'warn', field: 'headcount', words: '150' },
    ]);
  });

  it('is refused without what the law asks for, and with what must not be written', async () => {
    const { add, items } = await opened(await open());
    await expect(add({ content: asked({ employer: null, wage: null }) })).rejects.toMatchObject({
      ...{ code: 'submission_incomplete', details: { missing: ['employer', 'wage'] } },
    });
    await expect(add({ content: asked({ conditions: '限女性' }) })).rejects.toMatchObject({
      ...{ code: 'submission_blocked', details: { findings: [expect.objectContaining({ field: 'conditions', words: '限女性' })] } },
    });
    expect(await code(add({ content: asked({ validThroughMs: now - 1 }) }))).toBe('submission_blocked');
    expect(await code(add({ content: asked({ validThroughMs: endOfDayMs(addDays(today, 40)) }) }))).toBe('submission_blocked');
    expect(await items()).toEqual([]);
  });

  it('is refused by a station that is not there, is gone, or exchanges nothing', async () => {
    const { add, linked, stations } = await opened(await open());
    expect([await code(add({ number: 9 })), await code(add({ number: 2 }))]).toEqual(['station_not_found', 'station_not_linked']);
    await linked.revoke(1, 'test');
    expect(await code(add())).toBe('station_not_linked');
    await stations.withdraw(1, 'test');
    expect(await code(add())).toBe('station_gone');
  });

  it('is one of five an hour from an address, and of five a day with a phone', async () => {
    const { add, clock } = await opened(await open());
    for (let sent = 0; sent < limits.anHourOfAddress; sent++) expect(await code(add({ phone: `1990000120${sent}` }))).toBe('done');
    await expect(add({ phone: '19900001299' })).rejects.toMatchObject({ code: 'submission_limit', details: { retryAfterS: 3600 } });
    clock.pass(hour);
    for (let sent = 0; sent < limits.aDayOfPhone; sent++) expect(await code(add({ address: `198.51.100.${20 + sent}` }))).toBe('done');
    expect(await code(add({ address: '198.51.100.90' }))).toBe('submission_limit');
    clock.pass(24 * hour);
    expect(await code(add({ address: '198.51.100.90', content: asked({ validThroughMs: endOfDayMs(addDays(today, 9)) }) }))).toBe('done');
  });
});

onBothEngines('我用了这位师傅', (open) => {
  it('tells the station of the card’s key and serial and the day, once a day from a line', async () => {
    const { hire, items } = await opened(await open());
    const one = { number: 1, generation: 2, serial: 77, address: '198.51.100.1' };
    await hire(one);
    await hire(one);
    await hire({ ...one, address: '198.51.100.2' });
    const told = await items();
    expect(told.map(({ kind, content }) => ({ kind, content }))).toEqual(
      told.map(({ key }) => ({ kind: 'hire', content: { id: key, generation: 2, serial: 77, day: today } })),
    );
    expect(told).toHaveLength(2);
  });

  it('is refused after ten an hour, and by a station that exchanges nothing', async () => {
    const { hire } = await opened(await open());
    const one = { number: 1, generation: 1, address: '198.51.100.1' };
    for (let serial = 0; serial < limits.hiresAnHour; serial++) await hire({ ...one, serial });
    expect(await code(hire({ ...one, serial: 99 }))).toBe('submission_limit');
    expect(await code(hire({ ...one, number: 2, serial: 1 }))).toBe('station_not_linked');
  });
});

describe('over HTTP', () => {
  it('answers in the envelope, and refuses what is no posting, with nothing of it in the answer', async () => {
    const { ask, hub } = await openHub();
    await hub.parts.stations.put([stationToPut()], 'test');
    const body = { id: randomUUID(), station: 1, content: asked(), phone };
    expect((await ask('POST /api/submissions', { body })).body.error?.code).toBe('station_not_linked');
    const { code: enrolment } = await hub.parts.links.makeCode(1, 'test');
    await hub.parts.links.enrol({ code: enrolment, linkKey: linkKeys().publicKey, name: '零工之家', address: '198.51.100.9' });
    expect((await ask('POST /api/submissions', { body })).body).toEqual({ ok: true, value: { findings: [] } });
    expect((await ask(`GET /api/submissions/${body.id}`)).body).toEqual({ ok: true, value: { state: 'waiting' } });
    expect((await ask(`GET /api/submissions/${randomUUID()}`)).status).toBe(404);
    const refused = await ask('POST /api/submissions', { body: { ...body, phone: '你好' } });
    expect([refused.status, refused.body.error?.code]).toEqual([400, 'input_invalid']);
    expect((await ask('POST /api/hires', { body: { station: 1, generation: 1, serial: 5 } })).body).toEqual({
      ok: true,
      value: { noted: true },
    });
    expect((await ask('POST /api/hires', { body: { station: 1, generation: 100, serial: 5 } })).status).toBe(400);
    expect((await ask('POST /api/submissions', { body, headers: { origin: 'https://elsewhere.example' } })).status).toBe(403);
  });
});
