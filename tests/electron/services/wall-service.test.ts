import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readDemo } from '../../../electron/demo-files.ts';
import { stationClock } from '../../../electron/services/clock.ts';
import { emptyDemo } from '../../../electron/services/demo-service.ts';
import { keepDemoWorkers } from '../../../electron/services/demo-workers.ts';
import { registration } from '../../support/builders.ts';
import { sessionA, type TestStation, testIds, testStation } from '../../support/station.ts';

const day = 86_400_000;
const actor = { staffId: '9f1c2f7e-3c39-4c8e-9a54-000000000001', name: '韩梅' };
let asked = 0;

function issue({ api }: TestStation, over: Parameters<typeof registration>[0] = {}) {
  asked++;
  const number = String(asked).padStart(4, '0');
  return api['card.issue']({
    sessionId: sessionA,
    requestId: `7f1c2f7e-3c39-4c8e-9a54-00000000${number}`,
    registration: registration({ phone: `1380013${number}`, ...over }),
  });
}

const names = async ({ api }: TestStation, trade?: number) =>
  (await api['wall.list']({ offset: 0, limit: 6, ...(trade ? { trade } : {}) })).entries.map(({ name }) => name);

describe('the wall', () => {
  it('shows who ticked it, masked, with the trades of today', async () => {
    const station = testStation();
    await issue(station, { name: '欧阳建国' });
    await issue(station, { name: '李师傅', consent: { card: true, phoneOnCard: true, wall: false } });
    const { entries, ...page } = await station.api['wall.list']({ offset: 0, limit: 6 });
    expect({ ...page, entries: entries.map(({ id, ...entry }) => [id.length, entry]) }).toEqual({
      total: 1,
      entries: [
        [
          36,
          {
            name: '欧阳师傅',
            trades: [
              { code: 203, level: 3 },
              { code: 202, level: 2 },
            ],
            ...{ years: 12, dayWage: [260, 320], verified: 0, demo: false },
          },
        ],
      ],
      trades: [
        { code: 202, count: 1 },
        { code: 203, count: 1 },
      ],
    });
  });

  it('shows only who is available today: from their first day on, on their weekdays', async () => {
    const station = testStation();
    await issue(station, { name: '明师傅', available: { fromOffsetDays: 1, mask: 127 } });
    await issue(station, { name: '周师傅', available: { fromOffsetDays: 0, mask: 0b1100000 } });
    await issue(station, { name: '夜师傅', available: { fromOffsetDays: 0, mask: 128 } });
    // a Monday, then Tuesday, then Saturday
    expect(await names(station)).toEqual(['夜师傅']);
    station.clock.pass(day);
    expect(await names(station)).toEqual(['夜师傅', '明师傅']);
    for (let days = 0; days < 4; days++) {
      station.clock.pass(day);
      await station.api['changes.read']({});
    }
    expect(await names(station)).toEqual(['夜师傅', '周师傅', '明师傅']);
  });

  it('puts the most verified first, then the newest, and finds a trade', async () => {
    const station = testStation();
    const first = await issue(station, { name: '一师傅', trades: [{ code: 101, level: null }] });
    station.clock.pass(1000);
    await issue(station, { name: '二师傅' });
    station.clock.pass(1000);
    await issue(station, { name: '三师傅' });
    expect(await names(station)).toEqual(['三师傅', '二师傅', '一师傅']);
    const { id = '' } = (await station.api['worker.search']({ text: first.number }, actor)).workers[0] ?? {};
    await station.api['worker.verify']({ id, verified: 3 }, actor);
    expect([await names(station), await names(station, 101), await names(station, 306)]).toEqual([
      ['一师傅', '三师傅', '二师傅'],
      ['一师傅'],
      [],
    ]);
  });

  it('loses who has no good card any more', async () => {
    const station = testStation();
    const { cardId } = await issue(station, { name: '一师傅' });
    await issue(station, { name: '二师傅' });
    await station.api['card.discard']({ sessionId: sessionA, cardId });
    expect(await names(station)).toEqual(['二师傅']);
    station.clock.pass(91 * day);
    expect(await names(station)).toEqual([]);
  });

  it('pages', async () => {
    const station = testStation();
    for (let number = 0; number < 3; number++) await issue(station);
    const page = await station.api['wall.list']({ offset: 2, limit: 2 });
    const beyond = await station.api['wall.list']({ offset: 4, limit: 2 });
    expect([page.total, page.entries.length, beyond.total, beyond.entries]).toEqual([3, 1, 3, []]);
  });
});

describe('made-up workers', () => {
  it('hang on the wall of a demo each day, marked, and go with it; one that staff looked at stays as nobody', async () => {
    const station = testStation();
    const { workers } = readDemo(fileURLToPath(new URL('../../../examples', import.meta.url)));
    const clock = stationClock(station.clock, 0);
    const keep = () => keepDemoWorkers(station.db, clock, testIds(), workers);
    keep();
    const { total, entries } = await station.api['wall.list']({ offset: 0, limit: 48 });
    expect([total, entries.every(({ demo, name }) => demo && name.endsWith('师傅')), entries[0]?.name]).toEqual([12, true, '马师傅']);
    station.clock.pass(day);
    keep();
    expect((await station.api['wall.list']({ offset: 0, limit: 6 })).total).toBe(12);
    await expect(station.api['worker.reveal-phone']({ id: entries[0]?.id ?? '' }, actor)).rejects.toMatchObject({
      code: 'worker_not_found',
    });
    await expect(station.api['worker.reissue']({ id: entries[0]?.id ?? '', requestId: sessionA }, actor)).rejects.toMatchObject({
      code: 'worker_not_found',
    });
    emptyDemo(station.db);
    expect((await station.api['wall.list']({ offset: 0, limit: 6 })).total).toBe(0);
  });
});
