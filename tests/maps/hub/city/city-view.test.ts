import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { cityView } from '../../../../maps/hub/city/city-view.ts';
import { dayRows, pageQuery } from '../../../../maps/hub/city/day-rows.ts';
import { daySums, sumsQuery } from '../../../../maps/hub/city/day-sums.ts';
import { notConnected } from '../../../../maps/hub/city/not-connected.ts';
import { stalePostings, standingQuery } from '../../../../maps/hub/city/standing-postings.ts';
import { holidayTable } from '../../../../maps/hub/holiday-table.ts';
import type { HubDb } from '../../../../maps/hub/store/hub-db.ts';
import { sqlLiveStore } from '../../../../maps/hub/store/sql-live-store.ts';
import { sqlStationStore } from '../../../../maps/hub/store/sql-station-store.ts';
import type { StationToPut } from '../../../../maps/hub/store/station-store.ts';
import { type CityFigure, cityFigures, noFigures } from '../../../../shared/domain/city-figures.ts';
import { addDays, type LocalDate, workDayOf } from '../../../../shared/domain/work-day.ts';
import type { Fact } from '../../../../shared/exchange/fact.ts';
import { now } from '../../../support/builders.ts';
import { enrolStations, tell } from '../../../support/city.ts';
import { dayFact, postingFact } from '../../../support/exchange.ts';
import { onBothEngines, stationToPut } from '../../../support/hub-db.ts';

const minute = 60_000;
const today = workDayOf(now);
const day = (back: number) => addDays(today, -back);
const holidays = holidayTable(2026);
const always = { text: '24小时', schedule: { week: Array(7).fill([[0, 1440]]), holidays: 'same' as const, exceptions: [] } };
const shut = { text: '休息', schedule: { week: Array(7).fill([]), holidays: 'same' as const, exceptions: [] } };
const inDistrict = (district: string, over: Partial<StationToPut> = {}) =>
  stationToPut({ district: ['河西省', '西河市', district], hours: always as never, ...over });

onBothEngines('the city', (open) => {
  let db: HubDb;
  const stations = () => sqlStationStore({ db, nowMs: () => now });
  const view = (from: LocalDate, to: LocalDate, path: readonly string[] = [], atMs = now) =>
    cityView({ db: db.reader, holidays, nowMs: () => atMs }, { from, to, path });

  beforeEach(async () => {
    db = await open();
  });

  it('adds up what stations counted: in all, by day, by station, by district', async () => {
    await stations().put([inDistrict('城北区', { name: '甲站' }), inDistrict('城北区'), inDistrict('河湾区')], 'import');
    await enrolStations(db, [1, 2, 3]);
    await tell(db, 1, [dayFact(day(1), { visits: { rest: 4, jobs: 2 }, visitors: 3, matches: 1 }), dayFact(day(0), { visitors: 2 })]);
    await tell(db, 2, [dayFact(day(1), { visits: { jobs: 5 }, referrals: 4 })]);
    await tell(db, 3, [dayFact(day(1), { visits: { rest: 7 }, visitors: 1 }), dayFact(day(9), { visits: { rest: 100 } })]);
    const found = await view(day(1), day(0));
    expect(found.total).toEqual({ ...noFigures, visits: 18, visitors: 6, matches: 1, referrals: 4 });
    expect(found.byDay.map(({ day: on, figures }) => [on, figures.visits, figures.visitors])).toEqual([
      [day(1), 18, 4],
      [day(0), 0, 2],
    ]);
    expect(found.before.map(({ day: on, figures }) => [on, figures.visits])).toEqual(
      Array.from({ length: 12 }, (_, at) => [day(13 - at), 13 - at === 9 ? 100 : 0]),
    );
    expect(found.byStation.map(({ number, name, figures, days }) => [number, name, figures.visits, days])).toEqual([
      [1, '甲站', 6, 2],
      [2, '城北零工之家驿站', 5, 1],
      [3, '城北零工之家驿站', 7, 1],
    ]);
    expect(found.byDistrict.map(({ district, figures, lives }) => [district.at(-1), figures.visits, lives.up])).toEqual([
      ['城北区', 11, 2],
      ['河湾区', 7, 1],
    ]);
  });

  it('takes the last word on a day that was corrected', async () => {
    await stations().put([inDistrict('城北区')], 'import');
    await enrolStations(db, [1]);
    await tell(db, 1, [dayFact(day(3), { visitors: 9 })]);
    await tell(db, 1, [dayFact(day(3), { visitors: 8 })]);
    expect((await view(day(5), day(0))).total.visitors).toBe(8);
  });

  it('of one district is that part, its stations and days', async () => {
    await stations().put([inDistrict('城北区'), inDistrict('河湾区'), inDistrict('河湾区')], 'import');
    await enrolStations(db, [1, 2]);
    for (const number of [1, 2]) await tell(db, number, [dayFact(day(0), { visitors: number })]);
    const found = await view(day(0), day(0), ['河西省', '西河市', '河湾区']);
    expect([found.total.visitors, found.byDay[0]?.figures.visitors, found.byStation.map(({ number }) => number)]).toEqual([2, 2, [2]]);
    expect(found.lives).toEqual({ up: 1, silent: 0, resting: 0, never: 1 });
    expect(await notConnected(db.reader, found.path, 0)).toMatchObject({ count: 1, rows: [{ number: 3 }], next: null });
  });

  it('keeps what a station counted before it was withdrawn, and hears it no more', async () => {
    await stations().put([inDistrict('城北区'), inDistrict('城北区')], 'import');
    await enrolStations(db, [1]);
    await tell(db, 1, [dayFact(day(0), { matches: 4 })]);
    await stations().withdraw(1, 'wang');
    const found = await view(day(0), day(0));
    expect(found.total.matches).toBe(4);
    expect(found.byStation.map(({ number, gone, life }) => [number, gone, life])).toEqual([[1, true, 'never']]);
    expect(found.lives).toEqual({ up: 0, silent: 0, resting: 0, never: 1 });
  });

  describe('hears a station', () => {
    const lives = async (atMs: number) =>
      (await view(today, today, [], atMs)).byStation.map(({ number, life, heardAtMs }) => [number, life, heardAtMs]);

    it('for five minutes after its last sign of life, while its hours say open', async () => {
      await stations().put([inDistrict('城北区'), inDistrict('城北区', { hours: shut as never }), stationToPut()], 'import');
      await enrolStations(db, [1, 2, 3]);
      expect(await lives(now + 5 * minute)).toEqual([1, 2, 3].map((number) => [number, 'up', now]));
      expect(await lives(now + 5 * minute + 1)).toEqual([
        [1, 'silent', now],
        [2, 'resting', now],
        // Nobody knows its hours: not before a day.
        [3, 'resting', now],
      ]);
      expect((await lives(now + 24 * 60 * minute + 1))[2]).toEqual([3, 'silent', now]);
    });

    it('also by figures that another system sends for it, and not in a closure that it told itself', async () => {
      await stations().put([inDistrict('城北区'), inDistrict('城北区')], 'import');
      await sqlLiveStore({ db, nowMs: () => now }).put({ number: 1, banks: null, jobs: 1, atMs: now + minute });
      await enrolStations(db, [2]);
      await tell(db, 2, [{ kind: 'door', closures: [{ from: today, to: null, reason: '停电' }], exceptions: [], broken: [] }]);
      expect(await lives(now + 6 * minute)).toEqual([
        [1, 'up', now + minute],
        [2, 'resting', now],
      ]);
    });

    it('no more once its link was stopped', async () => {
      await stations().put([inDistrict('城北区')], 'import');
      await enrolStations(db, [1]);
      await tell(db, 1, [dayFact(today, { visitors: 1 })]);
      await db.writer.updateTable('link').set({ state: 'revoked' }).execute();
      expect(await lives(now)).toEqual([[1, 'never', null]]);
    });
  });

  it('counts as stale what is shown and was not verified lately', async () => {
    await stations().put([inDistrict('城北区'), inDistrict('河湾区')], 'import');
    await enrolStations(db, [1, 2]);
    const { content } = postingFact();
    const ids = Array.from({ length: 6 }, (_, at) => `0198a000-0000-7000-8000-00000000000${at}`);
    const hours = (count: number) => now - count * 60 * minute;
    const one = (at: number, over: Partial<typeof content>, more: Partial<Extract<Fact, { kind: 'posting' }>> = {}) =>
      postingFact({
        ...{ id: ids[at] ?? '', state: 'published', taken: 0, ...more },
        content: { ...content, headcount: 2, settlement: 'day', validThroughMs: now + minute, verifiedAtMs: hours(1), ...over },
      });
    await tell(db, 1, [
      one(0, {}),
      one(1, { verifiedAtMs: hours(25) }),
      one(2, { verifiedAtMs: hours(25), settlement: 'month' }),
      one(3, { verifiedAtMs: hours(99), validThroughMs: now - minute }),
      one(4, { verifiedAtMs: hours(99) }, { taken: 2 }),
      one(5, { verifiedAtMs: hours(99) }, { state: 'paused' }),
    ]);
    await tell(db, 2, [one(0, { verifiedAtMs: null, title: '搬货' })]);
    const found = await view(today, today);
    expect([found.standing, found.stale]).toEqual([4, 2]);
    expect(found.byDistrict.map(({ standing, stale }) => [standing, stale])).toEqual([
      [3, 1],
      [1, 1],
    ]);
    const rows = await stalePostings(db.reader, { path: [], number: null, after: null }, now);
    expect(rows).toMatchObject({
      count: 2,
      next: null,
      rows: [
        { number: 1, id: ids[1] },
        { number: 2, title: '搬货', verifiedAtMs: null },
      ],
    });
    const rest = await stalePostings(db.reader, { path: [], number: null, after: [1, ids[1] ?? ''] }, now);
    expect(rest.rows.map(({ number }) => number)).toEqual([2]);
    expect((await stalePostings(db.reader, { path: [], number: 1, after: null }, now)).count).toBe(1);
  });

  it('opens what a figure is made of, page by page, and the pages add up to it', async () => {
    await stations().put(
      Array.from({ length: 4 }, () => inDistrict('城北区')),
      'import',
    );
    await enrolStations(db, [1, 2, 3, 4]);
    for (const number of [1, 2, 3, 4]) {
      await tell(
        db,
        number,
        Array.from({ length: 30 }, (_, at) => dayFact(day(at), { visitors: (at * number) % 5 })),
      );
    }
    const of = { from: day(29), to: today, path: [], figure: 'visitors', number: null } as const;
    const all: (readonly [string, number, number])[] = [];
    for (let after: { day: string; number: number } | null = null; ; ) {
      const page = await dayRows(db.reader, { ...of, after });
      all.push(...page.rows.map((row) => [row.day, row.number, row.count] as const));
      expect(page.count).toBe(96);
      if (page.next === null) break;
      const [on = '', number = ''] = page.next.split(':');
      after = { day: on, number: Number(number) };
    }
    expect(all.length).toBe(96);
    expect(all).toEqual([...all].sort((a, b) => (a[0] === b[0] ? a[1] - b[1] : a[0] < b[0] ? 1 : -1)));
    const { sum } = await dayRows(db.reader, { ...of, after: null });
    expect([sum, all.reduce((total, [, , count]) => total + count, 0)]).toEqual(Array(2).fill((await view(day(29), today)).total.visitors));
    expect((await dayRows(db.reader, { ...of, number: 2, after: null })).rows.every(({ number }) => number === 2)).toBe(true);
  });

  it('is what one gets by adding up each station’s last word on each day', { timeout: 60_000 }, async () => {
    await stations().put(
      ['城北区', '城北区', '河湾区', '新川县'].map((district) => inDistrict(district)),
      'import',
    );
    await enrolStations(db, [1, 2, 3, 4]);
    const told = new Map<string, Record<CityFigure, number>>();
    const counts = fc.record({
      visitors: fc.nat(9999),
      matches: fc.nat(50),
      shown: fc.nat(5_000_000),
      rest: fc.nat(300),
      jobs: fc.nat(300),
    });
    const batch = fc.record({
      number: fc.integer({ min: 1, max: 4 }),
      days: fc.array(fc.tuple(fc.nat(90), counts), { minLength: 1, maxLength: 8 }),
      twice: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { maxLength: 6 }), fc.nat(90), fc.nat(90), async (batches, a, b) => {
        for (const { number, days, twice } of batches) {
          const facts = days.map(([back, { rest, jobs, ...some }]) => dayFact(day(back), { visits: { rest, jobs }, ...some }));
          for (let time = 0; time <= Number(twice); time += 1) await tell(db, number, facts);
          for (const [back, { rest, jobs, ...some }] of days)
            told.set(`${number} ${day(back)}`, { ...noFigures, ...some, visits: rest + jobs });
        }
        const [from, to] = [day(Math.max(a, b)), day(Math.min(a, b))];
        const expected = (fits: (number: number, on: string) => boolean, figure: CityFigure) =>
          [...told].reduce((sum, [key, figures]) => {
            const [number = '', on = ''] = key.split(' ');
            return on >= from && on <= to && fits(Number(number), on) ? sum + figures[figure] : sum;
          }, 0);
        const found = await view(from, to);
        for (const figure of cityFigures) {
          expect(found.total[figure]).toBe(expected(() => true, figure));
          expect(found.byDay.map(({ figures }) => figures[figure])).toEqual(
            found.byDay.map((one) => expected((_, on) => on === one.day, figure)),
          );
          expect(found.byStation.map(({ figures }) => figures[figure])).toEqual(
            [1, 2, 3, 4].map((one) => expected((number) => number === one, figure)),
          );
        }
        expect(found.byDistrict.map(({ figures }) => figures.visits)).toEqual(
          [[1, 2], [3], [4]].map((numbers) => expected((number) => numbers.includes(number), 'visits')),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('reads by index: a stretch of days, a page of rows, what is shown now', async () => {
    await stations().put([inDistrict('城北区')], 'import');
    await enrolStations(db, [1]);
    await tell(db, 1, [dayFact(today)]);
    const range = { from: day(30), to: today, path: [] };
    const plans = await db.reader.connection().execute(async (one) => {
      // A table of a few rows is read whole, whatever indexes it has.
      if (db.engine === 'postgres') await sql`SET enable_seqscan = off`.execute(one);
      const how = db.engine === 'sqlite' ? sql`QUERY PLAN` : undefined;
      const found = [
        await sumsQuery(one, range).explain(undefined, how),
        await pageQuery(one, { ...range, figure: 'visits', number: null, after: null }).explain(undefined, how),
        await standingQuery(one, now).explain(undefined, how),
      ];
      if (db.engine === 'postgres') await sql`SET enable_seqscan = on`.execute(one);
      return found.map((plan) => JSON.stringify(plan));
    });
    const indexes = ['station_day_of_day', 'station_day_of_day', 'station_posting_standing'];
    expect(plans.map((plan, at) => plan.includes(indexes[at] ?? ''))).toEqual([true, true, true]);
  });

  it('sums nothing where nobody told anything', async () => {
    expect(await daySums(db.reader, { from: day(400), to: today, path: [] })).toEqual({ byDay: new Map(), byStation: new Map() });
    expect((await view(today, today)).total).toEqual(noFigures);
  });
});
