import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPublisher } from '../../../../maps/hub/publish/publisher.ts';
import type { StationAnswer } from '../../../../maps/site/map/map-model.ts';
import { distanceMetres } from '../../../../shared/geo/distance.ts';
import { published } from '../../hub/publish/stations.ts';
import { type Opened, type OpenOptions, openStore, seenAround } from './opened-store.ts';

const nowMs = Date.parse('2026-11-24T11:35:00+08:00');
const holidays = { version: 1, years: { '2026': { announced: true, off: [], work: [] } } } as const;
const middle = { lat: 36.6, lng: 101.7 };
/** On a line eastwards, 89 m apart. */
const stationAt = (number: number, name: string) =>
  published(number, { name, point: { lat: middle.lat, lng: middle.lng + (number - 1) / 1000 } });

let before: string;
let after: string;
beforeAll(async () => {
  const made = async (atMs: number, count: number, name: string) => {
    const dir = mkdtempSync(join(tmpdir(), 'yizhan-map-'));
    const publisher = createPublisher({ outDir: dir, now: () => atMs, holidays, demo: true });
    await publisher.publish({ stations: [Array.from({ length: count }, (_, at) => stationAt(at + 1, `${name}${at + 1}号`))], gone: [] });
    return dir;
  };
  before = await made(nowMs, 12, '旧');
  after = await made(nowMs + 60_000, 9, '新');
});

afterAll(() => {
  for (const dir of [before, after]) rmSync(dir, { recursive: true, force: true });
});

const open = (options: OpenOptions = {}) => openStore({ dir: () => before, nowMs, ...options });
const near = seenAround(middle, 15, 0.1);

async function answerOf({ store }: Opened, number: number): Promise<StationAnswer> {
  const station = store.station(number);
  return new Promise((resolve) => {
    station.subscribe(() => station.current().kind !== 'loading' && resolve(station.current()));
  });
}

describe('files that a newer map has swept away', () => {
  it('make the manifest be read again: what is in view is the newer map’s, and nothing of the older one', async () => {
    let dir = before;
    const { store, asked, settled } = openStore({ dir: () => dir, nowMs });
    await settled(() => store.state().phase === 'ready');
    dir = after;
    store.see(near);
    await settled(() => store.state().isExact && store.state().rows.every(({ name }) => name !== null));
    expect(store.state().rows.map(({ name }) => name)).toEqual(Array.from({ length: 9 }, (_, at) => `新${at + 1}号`));
    expect(store.state().isPartial).toBe(false);
    expect(asked.filter((path) => path === 'manifest.json')).toHaveLength(2);
  });

  it('make it be read again from a station’s page, too', async () => {
    let dir = before;
    const opened = openStore({ dir: () => dir, nowMs });
    await opened.settled(() => opened.store.state().phase === 'ready');
    dir = after;
    const station = opened.store.station(3);
    await new Promise<void>((resolve) => {
      station.subscribe(() => station.current().kind === 'there' && resolve());
    });
    expect(station.current()).toMatchObject({ kind: 'there', row: { number: 3, name: '新3号' } });
  });

  it('are asked for by no more than one reading of the manifest where it is the newest', async () => {
    const { store, asked, settled } = open({ lost: (path) => path.startsWith('shard-') });
    await settled(() => store.state().phase === 'ready');
    store.see(near);
    await settled(() => asked.filter((path) => path === 'manifest.json').length === 2);
    expect(store.state()).toMatchObject({ phase: 'ready', count: 0, isExact: false });
  });
});

describe('stations whose words cannot be had', () => {
  it('are nameless, make the map partial, and have their names after another try', async () => {
    let isLost = true;
    const { store, settled } = open({ lost: (path) => isLost && path.startsWith('detail-') });
    store.see(near);
    const rows = () => store.state().rows;
    await settled(() => rows().length === 12 && rows().every(({ isNameless }) => isNameless));
    expect(store.state().isPartial).toBe(true);
    expect(rows()[0]).toMatchObject({ name: null, address: '' });
    isLost = false;
    store.retry();
    await settled(() => rows().length === 12 && rows().every(({ name, isNameless }) => name !== null && !isNameless));
    expect(store.state().isPartial).toBe(false);
  });
});

describe('a station that is known by its number only', () => {
  it('is found by the file of whereabouts, reading one shard', async () => {
    const opened = open();
    expect(await answerOf(opened, 7)).toMatchObject({ kind: 'there', row: { number: 7, name: '旧7号' } });
    expect([...new Set(opened.asked.filter((path) => /^(at|shard)/.test(path)))]).toEqual(['at/0.bin', expect.stringMatching(/^shard-/)]);
  });

  it('has its place told to some ten metres before anything else is read, and asked for once', async () => {
    const { store, asked } = open({ lost: (path) => !path.startsWith('at/') });
    const place = await store.placeOf(7);
    const metres = place && distanceMetres(place, { lat: middle.lat, lng: middle.lng + 6 / 1000 });
    expect(metres).toBeLessThan(10);
    expect(await store.placeOf(7)).toEqual(place);
    expect(asked.filter((path) => path.startsWith('at/'))).toEqual(['at/0.bin']);
  });

  it('has no place where there is no such number, and none without a network until somebody answers', async () => {
    let isLost = true;
    const { store } = open({ lost: (path) => isLost && path.startsWith('at/') && 'absent' });
    expect(await store.placeOf(7)).toBe(null);
    isLost = false;
    expect([await store.placeOf(5000), await store.placeOf(7)]).toEqual([
      null,
      expect.objectContaining({ lat: expect.closeTo(middle.lat, 3) }),
    ]);
  });

  it('is looked for without a network where the map stood last', async () => {
    const lost = (path: string) => path.startsWith('at/') && ('absent' as const);
    expect(await answerOf(open({ lost, lastSeen: () => middle }), 7)).toMatchObject({ kind: 'there', row: { number: 7 } });
  });

  it('could not be had where nobody knows that place, and stands nowhere near it', async () => {
    const lost = (path: string) => path.startsWith('at/') && ('absent' as const);
    expect(await answerOf(open({ lost }), 7)).toEqual({ kind: 'failed' });
    const far = open({ lost, lastSeen: () => ({ lat: 20, lng: 110 }), stored: String(nowMs) });
    expect(await answerOf(far, 7)).toEqual({ kind: 'failed' });
  });

  it('is missing where the server has no such number', async () => {
    expect(await answerOf(open(), 5000)).toEqual({ kind: 'missing' });
  });
});

describe('on a kiosk', () => {
  it('its own station is listed as here, and another one is the nearest', async () => {
    const { store, settled } = open({ home: middle });
    store.setOrigin(middle);
    store.see(near);
    await settled(() => store.state().rows.length === 12);
    expect(
      store
        .state()
        .rows.map(({ number, isHere }) => [number, isHere])
        .slice(0, 3),
    ).toEqual([
      [1, true],
      [2, false],
      [3, false],
    ]);
    expect(store.state().nearest?.number).toBe(2);
  });
});

describe('a map without a network', () => {
  it('asks again every six seconds, not only when the phone says that it is online, and then for figures only', async () => {
    let isLost = true;
    const ticks = new Map<number, () => void>();
    const { store, asked, settled } = open({
      lost: () => (isLost ? 'absent' : false),
      every: (ms, work) => {
        ticks.set(ms, work);
        return () => undefined;
      },
    });
    const manifests = () => asked.filter((path) => path === 'manifest.json').length;
    await settled(() => store.state().phase === 'failed');
    ticks.get(60_000)?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
    isLost = false;
    ticks.get(6000)?.();
    await settled(() => store.state().phase === 'ready' && !store.state().isOffline);
    expect(manifests()).toBe(3);
    ticks.get(6000)?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(manifests()).toBe(3);
  });
});
