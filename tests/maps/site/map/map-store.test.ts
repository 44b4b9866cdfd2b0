import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPublisher } from '../../../../maps/hub/publish/publisher.ts';
import type { PublishedStation } from '../../../../maps/hub/publish/station-rows.ts';
import type { StationAnswer } from '../../../../maps/site/map/map-model.ts';
import { noFilter } from '../../../../maps/site/map/screen/filter.ts';
import type { DayHours, Schedule } from '../../../../shared/domain/hours/schedule.ts';
import { published } from '../../hub/publish/stations.ts';
import { type OpenOptions, openStore, seenAround } from './opened-store.ts';

/** Tuesday 24 November 2026, 11:35 in Shanghai. */
const nowMs = Date.parse('2026-11-24T11:35:00+08:00');
const holidays = { version: 1, years: { '2026': { announced: true, off: [], work: [] } } } as const;
const schedule = (...hours: DayHours): Schedule => ({
  week: [hours, hours, hours, hours, hours, hours, hours],
  holidays: 'same',
  exceptions: [],
});
const middle = { lat: 36.6, lng: 101.7 };
/** Stations on a line eastwards, 89 m apart: even numbers have hot meals, each third is open now, each third opens at 14:00. */
const hours = [schedule([360, 1260]), schedule([840, 1260]), null];
const stationAt = (number: number): PublishedStation =>
  published(number, {
    name: `${number === 7 ? '河边' : '路边'}${number}号驿站`,
    point: { lat: middle.lat, lng: middle.lng + (number - 1) / 1000 },
    hours: { text: '', schedule: hours[number % 3] ?? null },
    amenities: { yes: number % 2 === 0 ? 4 : 0, known: 4 },
  });
const seen = (zoom: number, span: number) => seenAround(middle, zoom, span);

let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'yizhan-map-'));
  const publisher = createPublisher({ outDir: dir, now: () => nowMs, holidays, demo: true });
  const all = Array.from({ length: 60 }, (_, index) => stationAt(index + 1));
  await publisher.publish({
    stations: [all],
    gone: [
      { number: 900, name: '老站', mergedInto: 7 },
      { number: 901, name: '没了的站', mergedInto: null },
    ],
  });
  await publisher.publishLive([{ number: 3, banks: { available: 2, slots: 4, faulty: 0 }, jobs: 9, atMs: nowMs - 120_000 }]);
  await publisher.publishBulk();
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

const open = (options: OpenOptions = {}) => openStore({ dir: () => dir, nowMs, ...options });

describe('the map’s data', () => {
  it('counts what is in view, names the nearest rows, and knows by the server’s clock what is open', async () => {
    const { store, settled } = open();
    store.setOrigin(middle);
    store.see(seen(15, 0.0105));
    await settled(() => store.state().rows.length > 0 && store.state().rows.every(({ name }) => name !== null));
    const { count, openCount, isExact, rows, nearest } = store.state();
    expect({ count, openCount, isExact }).toEqual({ count: 11, openCount: 3, isExact: true });
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(nearest).toMatchObject({ number: 3, name: '路边3号驿站', state: { kind: 'open', until: '21:00' } });
  });

  it('follows the reader at once, at whatever pace it tells what files bring', async () => {
    let isHeld = false;
    const { store, settled } = open({ soon: (tell) => (isHeld ? undefined : queueMicrotask(tell)) });
    store.see(seen(15, 0.1));
    await settled(() => store.state().isExact);
    isHeld = true;
    const told = async (work: () => void) => {
      work();
      await Promise.resolve();
      const { count, rows } = store.state();
      return { count, rows: rows.length, metres: rows[0]?.metres == null ? null : Math.round(rows[0].metres) };
    };
    expect([
      await told(() => store.showMore()),
      await told(() => store.setFilter({ openNow: true, amenities: 4 })),
      await told(() => store.see(seen(15, 0.0105))),
      await told(() => store.setOrigin(middle)),
    ]).toEqual([
      { count: 60, rows: 40, metres: null },
      { count: 10, rows: 10, metres: null },
      { count: 1, rows: 1, metres: null },
      { count: 1, rows: 1, metres: 446 },
    ]);
  });

  it('shows as many on the map as in the list, at every zoom and under every filter', async () => {
    for (const filter of [noFilter, { openNow: true, amenities: 0 }, { openNow: false, amenities: 4 }, { openNow: true, amenities: 4 }]) {
      const { store, settled } = open();
      store.setFilter(filter);
      store.see(seen(15, 0.1));
      await settled(() => store.state().isExact);
      const world = { west: 0, north: 0, east: 2 ** 32, south: 2 ** 32 };
      const onMap = [9, 11, 13, 15, 16, 18].map((zoom) => store.marks.marks(world, zoom).reduce((sum, { count }) => sum + count, 0));
      const { count, openCount } = store.state();
      expect(onMap).toEqual(onMap.map(() => count));
      expect({ count, openCount }).toEqual({
        count: filter.openNow ? (filter.amenities === 0 ? 20 : 10) : filter.amenities === 0 ? 60 : 30,
        openCount: filter.amenities === 0 ? 20 : 10,
      });
    }
  });

  it('reads nothing but the overview far away, where one amenity is exact and several are said to be about', async () => {
    const { store, asked, settled } = open();
    store.see(seen(6, 8));
    await settled(() => store.state().count !== null);
    expect(store.state()).toMatchObject({ isOverview: true, count: 60, openCount: null, isExact: true });
    store.setFilter({ openNow: false, amenities: 4 });
    await settled(() => store.state().isExact && store.state().count === 30);
    store.setFilter({ openNow: true, amenities: 4 });
    await settled(() => !store.state().isExact);
    expect(asked.filter((path) => /^(shard|region|detail|pack)/.test(path))).toEqual([]);
    await store.readPack();
    expect(store.state()).toMatchObject({ count: 10, openCount: 10, isExact: true });
  });

  it('shows power banks with their age, and hides them from a page that lives on what it kept', async () => {
    for (const [stored, banks] of [
      [null, { available: 2, slots: 4, faulty: 0, ageMinutes: 2 }],
      [String(nowMs - 3_600_000), null],
    ] as const) {
      const { store, settled } = open({ stored });
      store.setOrigin(middle);
      store.see(seen(16, 0.01));
      await settled(() => store.row(3) !== null && (stored !== null || store.row(3)?.banks !== null));
      expect({ banks: store.row(3)?.banks, isOffline: store.state().isOffline, storedMs: store.state().storedMs }).toEqual({
        banks,
        isOffline: stored !== null,
        storedMs: stored === null ? null : Number(stored),
      });
    }
  });

  it('asks for live figures once for several looks in the same three seconds', async () => {
    const { store, asked, settled } = open();
    const looks = [16, 16.5, 17].map((zoom) => seen(zoom, 0.01));
    for (const look of looks) {
      store.see(look);
      await settled(() => store.row(3) !== null && !store.state().isReading);
    }
    await settled(() => store.row(3)?.banks?.available === 2);
    expect(asked.filter((path) => path.startsWith('live/'))).toEqual([expect.stringMatching(/^live\//)]);
  });

  it('opens a station by nothing but its number, and says where one went that is gone', async () => {
    const answerOf = async (number: number): Promise<StationAnswer> => {
      const { store } = open();
      const station = store.station(number);
      return new Promise((resolve) => {
        station.subscribe(() => station.current().kind !== 'loading' && resolve(station.current()));
      });
    };
    expect(await answerOf(7)).toMatchObject({ kind: 'there', row: { number: 7, name: '河边7号驿站', state: { kind: 'closed' } } });
    expect(await answerOf(900)).toEqual({ kind: 'gone', name: '老站', mergedInto: { number: 7, name: '河边7号驿站' } });
    expect(await answerOf(901)).toEqual({ kind: 'gone', name: '没了的站', mergedInto: null });
    expect(await answerOf(999)).toEqual({ kind: 'missing' });
  });

  it('asks once where a station is, although the manifest comes while it is being looked for', async () => {
    const { store, asked } = open();
    const station = store.station(7);
    await new Promise<void>((resolve) => {
      station.subscribe(() => station.current().kind === 'there' && resolve());
    });
    expect(asked.filter((path) => path.startsWith('at/'))).toHaveLength(1);
  });

  it('goes on without a shard that cannot be had, says so, and has it after another try', async () => {
    let isLost = true;
    const { store, settled } = open({ lost: (path) => isLost && path.startsWith('shard-') });
    store.see(seen(15, 0.1));
    await settled(() => store.state().isPartial);
    expect(store.state()).toMatchObject({ phase: 'ready', count: 0, isExact: false });
    isLost = false;
    store.retry();
    await settled(() => store.state().count === 60);
    expect(store.state()).toMatchObject({ isPartial: false, isExact: true });
  });

  it('says that it failed where there is no manifest, and that it is too old for a newer one', async () => {
    const lost = open({ lost: () => true });
    await lost.settled(() => lost.store.state().phase === 'failed');
    const manifest = readFileSync(join(dir, 'manifest.json'), 'utf8');
    writeFileSync(join(dir, 'manifest.json'), manifest.replace('"version":1', '"version":2'));
    const newer = open();
    await newer.settled(() => newer.store.state().phase === 'newer');
    writeFileSync(join(dir, 'manifest.json'), manifest);
  });

  it('finds stations by words and by initials once the pack is in, and districts at once', async () => {
    const { store, settled } = open();
    await settled(() => store.state().phase === 'ready');
    await store.readPack();
    const signal = new AbortController().signal;
    const numbers = async (text: string) => (await store.search(text, signal)).stations.map(({ row }) => row.number);
    expect([await numbers('河边'), await numbers('hb7'), await numbers('没有')]).toEqual([[7], [7], []]);
    const { districts } = await store.search('xh', signal);
    expect(districts.map(({ key, count }) => [key, count])).toEqual([['河西省/西河市', 60]]);
    expect(await store.goalOf('河西省/西河市')).toMatchObject({ name: '西河市' });
    expect((await store.districts(null)).parts.map(({ name }) => name)).toEqual(['河西省']);
  });
});
