import { describe, expect, it } from 'vitest';
import { addDays, endOfDayMs } from '../../../shared/domain/work-day.ts';
import { at, now, posting, today } from '../../support/builders.ts';
import { type TestStation, testStation } from '../../support/station.ts';

const titles = (page: { postings: readonly { title: string }[] }) => page.postings.map((one) => one.title);
const tomorrow = addDays(today, 1);

describe('the roll', () => {
  it('puts work of today that is paid today first in the morning, stale postings last', async () => {
    const station = testStation();
    const validThroughMs = endOfDayMs(addDays(today, 3));
    station.publish(
      posting({ title: '今天周结', settlement: 'week', validThroughMs }),
      posting({ title: '明天日结', workDate: tomorrow, validThroughMs }),
      posting({ title: '今天日结没核实', verifiedAtMs: null, validThroughMs }),
      posting({ title: '今天日结', startMinute: 540, validThroughMs }),
      posting({ title: '明天月结', workDate: tomorrow, settlement: 'month', validThroughMs }),
    );
    expect(titles(await station.api['roll.read']({}))).toEqual(['今天日结', '今天周结', '明天日结', '明天月结', '今天日结没核实']);
  });

  it('puts what can still be reached first later in the day', async () => {
    const station = testStation();
    station.clock.set(at(15));
    const fresh = { verifiedAtMs: at(14), validThroughMs: endOfDayMs(addDays(today, 3)) };
    station.publish(
      posting({ title: '八点开工', startMinute: 480, ...fresh }),
      posting({ title: '明天', workDate: tomorrow, ...fresh }),
      posting({ title: '十八点开工', startMinute: 1080, endMinute: null, ...fresh }),
    );
    expect(titles(await station.api['roll.read']({}))).toEqual(['十八点开工', '明天', '八点开工']);
  });

  it('shows neither drafts, pending, paused, closed, expired nor filled postings', async () => {
    const station = testStation();
    station.publish(
      posting({}, { state: 'draft', publishedAtMs: null }),
      posting({}, { state: 'pending', publishedAtMs: null }),
      posting({}, { state: 'paused' }),
      posting({}, { state: 'closed', closedReason: 'done' }),
      posting({ validThroughMs: now - 1 }),
      posting({ headcount: 2 }, { taken: 2 }),
      posting({ title: '只有这个', headcount: 2 }, { taken: 1 }),
    );
    expect(titles(await station.api['roll.read']({}))).toEqual(['只有这个']);
  });

  it('gives a card everything that a glance needs', async () => {
    const station = testStation();
    const shown = posting({ headcount: 3 }, { taken: 1 });
    station.publish(shown);
    expect((await station.api['roll.read']({})).postings).toEqual([
      {
        id: shown.id,
        title: '刷墙刮腻子',
        trade: 203,
        wage: { minFen: 28_000, maxFen: 28_000, unit: 'day' },
        settlement: 'day',
        workDate: today,
        startMinute: 480,
        area: '海棠新区',
        distanceMetres: 1426,
        meals: true,
        tools: 'provided',
        insurance: true,
        headcount: 3,
        open: 2,
        verifiedAtMs: at(6, 12),
        stale: false,
        demo: false,
      },
    ]);
  });
});

describe('the list', () => {
  const list = (station: TestStation, over: object = {}) => station.api['posting.list']({ order: 'today', offset: 0, limit: 6, ...over });

  it('orders by pay for a working day, pay by the order last', async () => {
    const station = testStation();
    station.publish(
      posting({ title: '6 元一单', wage: { minFen: 600, maxFen: 600, unit: 'order' } }),
      posting({ title: '20 元一小时', wage: { minFen: 2000, maxFen: 2000, unit: 'hour' } }),
      posting({ title: '150 元一天', wage: { minFen: 15_000, maxFen: 15_000, unit: 'day' } }),
      posting({ title: '6000 元一月', wage: { minFen: 600_000, maxFen: 600_000, unit: 'month' } }),
    );
    expect(titles(await list(station, { order: 'pay' }))).toEqual(['6000 元一月', '20 元一小时', '150 元一天', '6 元一单']);
  });

  it('orders by distance, unmeasured places last', async () => {
    const station = testStation();
    station.publish(
      posting({ title: '不知道多远', point: null }),
      posting({ title: '远', point: { lat: 36.7, lng: 101.8 } }),
      posting({ title: '近', point: { lat: 36.621, lng: 101.761 } }),
    );
    expect(titles(await list(station, { order: 'near' }))).toEqual(['近', '远', '不知道多远']);
  });

  it('filters by trade and counts what it filters', async () => {
    const station = testStation();
    station.publish(posting({ trade: 203 }), posting({ title: '擦玻璃', trade: 101 }), posting({ trade: 203 }));
    const { total, postings } = await list(station, { trade: 101 });
    expect([total, titles({ postings })]).toEqual([1, ['擦玻璃']]);
  });

  it('finds words in title, employer, place and trade names, look-alike characters too', async () => {
    const station = testStation();
    station.publish(posting({ title: '后厨帮工', trade: 102, employer: '好味饭馆', place: '南关街 12 号' }), posting());
    const found = async (text: string) => (await list(station, { text })).total;
    expect([
      await found('帮⼯'),
      await found('好味'),
      await found('南关 街'),
      await found('切配'),
      await found('%'),
      await found('没有这个'),
    ]).toEqual([1, 1, 1, 1, 0, 0]);
  });

  it('pages without losing or doubling a posting', async () => {
    const station = testStation();
    station.publish(...Array.from({ length: 20 }, (_, number) => posting({ title: `岗位 ${number}` })));
    const pages = await Promise.all([0, 6, 12, 18].map((offset) => list(station, { offset })));
    expect([pages.map((page) => page.postings.length), new Set(pages.flatMap(titles)).size]).toEqual([[6, 6, 6, 2], 20]);
  });
});

describe('the summary', () => {
  it('counts open postings, those of today, the best day, and trades, most first', async () => {
    const station = testStation();
    station.publish(
      posting({ trade: 203 }),
      posting({ trade: 101, workDate: tomorrow, validThroughMs: endOfDayMs(tomorrow), wage: { minFen: 100, maxFen: 100, unit: 'order' } }),
      posting({ trade: 101, wage: { minFen: 4000, maxFen: 4000, unit: 'hour' } }),
      posting({}, { state: 'paused' }),
    );
    expect(await station.api['posting.summarise']({})).toEqual({
      total: 3,
      startingToday: 2,
      topDayFen: 32_000,
      trades: [
        { code: 101, count: 2 },
        { code: 203, count: 1 },
      ],
    });
  });

  it('is all noughts for an empty station', async () => {
    expect(await testStation().api['posting.summarise']({})).toEqual({ total: 0, startingToday: 0, topDayFen: null, trades: [] });
  });
});

describe('one posting', () => {
  it('is told also when it has just been filled, with why it is gone', async () => {
    const station = testStation();
    const filled = posting({}, { taken: 3 });
    station.publish(filled);
    const { standing, open, employer, contactPhone } = await station.api['posting.get']({ id: filled.id });
    expect({ standing, open, employer, contactPhone }).toEqual({
      standing: 'filled',
      open: 0,
      employer: '安居装修队',
      contactPhone: '19900002608',
    });
  });

  it('is unknown while it waits for review', async () => {
    const station = testStation();
    const pending = posting({}, { state: 'pending', publishedAtMs: null });
    station.publish(pending);
    await expect(station.api['posting.get']({ id: pending.id })).rejects.toMatchObject({ code: 'posting_not_found' });
  });
});
