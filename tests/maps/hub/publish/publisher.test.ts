import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { madeUpCountry } from '../../../../maps/hub/demo/made-up-country.ts';
import { createPublisher, type Publisher } from '../../../../maps/hub/publish/publisher.ts';
import type { PublishedStation } from '../../../../maps/hub/publish/station-rows.ts';
import { accessMethods } from '../../../../shared/domain/access-method.ts';
import type { ListedStation } from '../../../../shared/domain/listed-station.ts';
import { type LocalDate, startOfDayMs } from '../../../../shared/domain/work-day.ts';
import { worldX, worldY } from '../../../../shared/geo/mercator.ts';
import { dateOfDay } from '../../../../shared/map-data/calendar-day.ts';
import { groupsIn } from '../../../../shared/map-data/cells.ts';
import type { StationDetail } from '../../../../shared/map-data/detail.ts';
import { decodeDistricts } from '../../../../shared/map-data/districts.ts';
import { decodeGone } from '../../../../shared/map-data/gone.ts';
import { searchNames } from '../../../../shared/map-data/initials.ts';
import { decodeNames } from '../../../../shared/map-data/names.ts';
import { decodeAmenityCounts } from '../../../../shared/map-data/overview.ts';
import { shardRows } from '../../../../shared/map-data/shard.ts';
import type { StationColumns } from '../../../../shared/map-data/station-columns.ts';
import { decodeWhereabouts, whereaboutsPath } from '../../../../shared/map-data/whereabouts.ts';
import { type PublishedMap, readManifest, readMap, serveStatic } from './published-map.ts';
import { listed, many, published } from './stations.ts';

const holidays = { version: 1, years: {} } as const;
const hour = 3_600_000;

let dir: string;
let clock: number;
let server: Server;
let url: string;

const open = (): Publisher => createPublisher({ outDir: dir, now: () => clock, holidays, demo: true });
const everything = (stations: readonly PublishedStation[]) => ({ stations: [stations], gone: [] });
/** Published files by their names, and when each was written. */
const files = () =>
  new Map(readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((name) => [name, statSync(join(dir, name)).mtimeMs]));
const ours = (names: Iterable<string>) => [...names].filter((name) => /\.(bin|json)$/.test(name));
/** shard-0123….bin → shard */
const kind = (name: string) => name.replace(/(-[0-9a-f]{16})?\.(bin|json)$/, '');

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'yizhan-map-'));
  clock = startOfDayMs('2026-06-01' as LocalDate) + 12 * hour;
  ({ server, url } = await serveStatic(dir));
});
afterEach(() => {
  server.close();
  rmSync(dir, { recursive: true, force: true });
});

/** What a page should know of a station. */
function wanted(station: ListedStation) {
  const { number, name, address, phone, district, accessNote, amenityNotes, closures, photos } = station;
  const words: StationDetail = {
    ...{ number, name, address, phone, district, hoursText: station.hours.text, accessNote, amenityNotes, closures, photos, trust: null },
  };
  const { yes, known } = station.amenities;
  return { words, masks: [yes, known], schedule: station.hours.schedule, access: station.access };
}

function told(columns: StationColumns, row: number) {
  return {
    masks: [columns.yes[row], columns.known[row]],
    schedule: columns.schedules[columns.hours[row] as number] ?? null,
    access: accessMethods[columns.access[row] as number],
  };
}

function expectSame(map: PublishedMap, stations: readonly ListedStation[]): void {
  const byNumber = new Map(stations.map((station) => [station.number, station]));
  const seen = map.shards.flatMap(({ columns, words }) =>
    Array.from(columns.number, (number, row) => {
      const station = byNumber.get(number) as ListedStation;
      expect({ words: words[row], ...told(columns, row) }).toEqual(wanted(station));
      expect(Math.abs((columns.x[row] as number) - worldX(station.point.lng))).toBeLessThanOrEqual(8);
      expect(Math.abs((columns.y[row] as number) - worldY(station.point.lat))).toBeLessThanOrEqual(8);
      return number;
    }),
  );
  expect(seen.toSorted((a, b) => a - b)).toEqual([...byNumber.keys()].toSorted((a, b) => a - b));
  expect(map.manifest.count).toBe(stations.length);
}

describe('a published map', () => {
  it('read from a plain static server, by hash, is what was published', async () => {
    const stations = [...madeUpCountry({ count: 500, today: '2026-06-01' })].flat();
    await open().publish(everything(stations.map((station) => ({ station, trust: null }))));
    const map = await readMap(url);
    expectSame(map, stations);
    const pack = map.pack?.columns as StationColumns;
    const byNumber = new Map(stations.map((station) => [station.number, station]));
    for (const [row, number] of pack.number.entries()) {
      const { words: _, ...rest } = wanted(byNumber.get(number) as ListedStation);
      expect(told(pack, row)).toEqual(rest);
    }
    expect(map.pack?.regions.map(({ hash }) => `region-${hash}.bin`).toSorted()).toEqual(
      Object.values(map.manifest.regions)
        .map(({ file }) => file)
        .toSorted(),
    );
  });

  it('counts the same in overviews, amenity counts, regions and the pack', async () => {
    const stations = [...madeUpCountry({ count: 300, seed: 5 })].flat();
    await open().publish(everything(stations.map((station) => ({ station, trust: null }))));
    const { manifest, overviews, pack } = await readMap(url);
    const world = { west: 0, north: 0, east: 2 ** 32, south: 2 ** 32 };
    for (const [at, { zoom, groups }] of overviews.entries()) {
      const own = groupsIn(pack?.columns as StationColumns, null, zoom, world);
      expect(groups.map(({ cellX, cellY, count, number }) => [cellX, cellY, count, number])).toEqual(
        own.map(({ cellX, cellY, count, number }) => [cellX, cellY, count, number]),
      );
      const { counts } = decodeAmenityCounts(readFileSync(join(dir, manifest.overviews[at]?.bits ?? '')));
      const sums = counts.map((column) => column.reduce((sum, count) => sum + count, 0));
      expect(sums).toEqual(counts.map((_, bit) => stations.filter(({ amenities }) => (amenities.yes >>> bit) & 1).length));
    }
  });

  it('cuts a dense place into shards of at most 320 stations', async () => {
    const stations = many(1500);
    await open().publish(everything(stations));
    const { shards } = await readMap(url);
    expect(shards.length).toBeGreaterThan(2);
    expect(Math.max(...shards.map(({ columns }) => columns.count))).toBeLessThanOrEqual(shardRows);
  });

  it('keeps any number of stations that stand at one place', async () => {
    const point = listed(1).point;
    const stations = Array.from({ length: 700 }, (_, at) => published(at + 1, { point }));
    await open().publish(everything(stations));
    const { shards } = await readMap(url);
    expect(shards.map(({ tile, columns }) => [tile.z, columns.count])).toEqual([[15, 700]]);
  });

  it('finds the shard of a number that stands on a sign', async () => {
    await open().publish(everything(many(600)));
    const { shards } = await readMap(url);
    const tile = decodeWhereabouts(readFileSync(join(dir, whereaboutsPath(577)))).get(577) as { x: number; y: number };
    const holding = shards.filter((shard) => {
      const above = 2 ** (22 - shard.tile.z);
      return Math.floor(tile.x / above) === shard.tile.x && Math.floor(tile.y / above) === shard.tile.y;
    });
    expect(holding.map(({ columns }) => columns.number.includes(577))).toEqual([true]);
    expect(await (await fetch(`${url}/s/577`)).text()).toContain('index.html');
  });

  it('has districts with counts and initials, twice, and names to search', async () => {
    const outside = published(9, { district: ['河西省'], name: '重庆路驿站' });
    const manifest = await open().publish(everything([...many(3), published(4, { district: ['河西省', '西河市', '城南区'] }), outside]));
    const tree = (file: string) => decodeDistricts(readFileSync(join(dir, file)));
    const outline = (file: string) =>
      tree(file).map(({ name, initials, count, parts }) => [
        name,
        initials,
        count,
        parts.map((part) => [part.name, part.count, part.parts.map(({ name: own }) => own)]),
      ]);
    expect(outline(manifest.districts)).toEqual([['河西省', 'hxs', 5, [['西河市', 4, []]]]]);
    expect(outline(manifest.allDistricts)).toEqual([['河西省', 'hxs', 5, [['西河市', 4, ['城北区', '城南区']]]]]);
    const names = decodeNames(readFileSync(join(dir, manifest.pack?.names ?? '')));
    expect(searchNames(names, 'zql', 5)).toEqual(searchNames(names, 'cql', 5));
    expect(searchNames(names, 'cql', 5)).toHaveLength(1);
  });

  it('names the largest groups after their towns', async () => {
    await open().publish(everything(many(30)));
    const { overviews } = await readMap(url);
    expect(overviews.map(({ names }) => [...names.values()][0])).toEqual(['西河', '西河', '西河', '西河', '西河']);
  });

  it('keeps script in a name as text', async () => {
    const name = '<script>alert(1)</script>';
    await open().publish(everything([published(1, { name })]));
    const { shards } = await readMap(url);
    expect(shards[0]?.words[0]?.name).toBe(name);
  });

  it('says where stations went that are gone', async () => {
    const gone = [{ number: 8, name: '旧站', mergedInto: 1 }];
    const manifest = await open().publish({ stations: [many(1)], gone });
    expect(decodeGone(readFileSync(join(dir, manifest.gone)))).toEqual(gone);
  });

  it('may be empty', async () => {
    const manifest = await open().publish(everything([]));
    expect([manifest.count, manifest.bounds, manifest.regions, manifest.pack]).toEqual([0, null, {}, null]);
    await readMap(url);
  });

  it('lies beside itself compressed, to the same bytes', async () => {
    await open().publish(everything(many(600)));
    const all = [...files().keys()];
    const compressed = all.filter((name) => name.endsWith('.br'));
    expect(compressed).toContain('manifest.json.br');
    for (const name of compressed) {
      const raw = readFileSync(join(dir, name.slice(0, -3)));
      expect(brotliDecompressSync(readFileSync(join(dir, name)))).toEqual(raw);
    }
    for (const name of all.filter((one) => one.endsWith('.gz'))) {
      expect(gunzipSync(readFileSync(join(dir, name)))).toEqual(readFileSync(join(dir, name.slice(0, -3))));
    }
    expect(all.filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('publishing again', () => {
  it('writes nothing when nothing changed, not by the same publisher and not after a restart', async () => {
    const stations = many(700);
    const first = open();
    await first.publish(everything(stations));
    const before = files();
    clock += hour;
    await first.publish(everything(stations.toReversed()));
    await first.publishChanged([], []);
    await open().publish(everything(stations));
    expect(files()).toEqual(before);
  });

  it('keeps every file that is in use, however long ago it was written', async () => {
    await open().publish(everything(many(3)));
    for (const name of ours(files().keys())) utimesSync(join(dir, name), 1, 1);
    const before = [...files().keys()];
    clock += 100 * 24 * hour;
    await open().publish(everything(many(3)));
    expect([...files().keys()]).toEqual(before);
  });

  it('writes what the call before could not', async () => {
    const publisher = open();
    await publisher.publish(everything(many(3)));
    rmSync(join(dir, 'at'), { recursive: true });
    const far = published(4, { point: { lat: 25, lng: 110 } });
    await expect(publisher.publishChanged([far], [])).rejects.toThrow('ENOENT');
    expect((await readMap(url)).manifest.count).toBe(3);
    mkdirSync(join(dir, 'at'));
    await publisher.publishChanged([published(1, { phone: '1' })], []);
    const after = [published(1, { phone: '1' }), ...many(2, 2), far];
    expectSame(
      await readMap(url),
      after.map(({ station }) => station),
    );
    expect([...decodeWhereabouts(readFileSync(join(dir, 'at/0.bin'))).keys()]).toEqual([1, 2, 3, 4]);
  });

  it('writes a file again that a power failure cut short', async () => {
    const stations = many(5);
    await open().publish(everything(stations));
    const shard = [...files().keys()].find((name) => /^shard-.*bin$/.test(name)) as string;
    writeFileSync(join(dir, shard), '');
    await open().publish(everything(stations));
    expectSame(
      await readMap(url),
      stations.map(({ station }) => station),
    );
  });

  it('replaces a manifest that cannot be read', async () => {
    writeFileSync(join(dir, 'manifest.json'), '{"version":');
    const manifest = await open().publish(everything(many(1)));
    expect(manifest.previousMadeAtMs).toBeNull();
    expect(await readManifest(url)).toEqual(manifest);
  });

  it('refuses a snapshot in which a number stands twice', async () => {
    await expect(open().publish({ stations: [many(2), many(1)], gone: [] })).rejects.toThrow('twice');
  });
});

describe('one change', () => {
  it('touches only what names it: words the details, shard, region and manifest', async () => {
    const publisher = open();
    await publisher.publish(everything(many(1500)));
    const before = files();
    clock += 1000;
    await publisher.publishChanged([published(40, { phone: '0900-5550000' })], []);
    const written = ours([...files().keys()].filter((name) => !before.has(name)));
    expect(written.map(kind).toSorted()).toEqual(['detail', 'region', 'shard']);
    const replaced = ours(
      [...before.keys()].filter((name) => files().get(name) !== before.get(name) && !/^(detail|shard|region)/.test(name)),
    );
    expect(replaced).toEqual(['manifest.json']);
  });

  it('of an amenity touches that, and the counts of it', async () => {
    const publisher = open();
    await publisher.publish(everything(many(30)));
    const before = files();
    await publisher.publishChanged([published(7, { amenities: { yes: 3, known: 3 } })], []);
    const written = ours([...files().keys()].filter((name) => !before.has(name)));
    expect(written.map(kind).toSorted()).toEqual(['bits-4', 'bits-5', 'bits-6', 'bits-7', 'bits-8', 'region', 'shard']);
  });

  it('leads to the same map as publishing everything', async () => {
    const publisher = open();
    const stations = many(1500);
    await publisher.publish(everything(stations));
    const moved = published(3, { point: { lat: 30.1, lng: 110.2 }, name: '搬走的驿站' });
    const added = [published(5001), published(5002, { point: listed(3).point })];
    await publisher.publishChanged([moved, ...added], [4, 5, 999_999]);
    const after = [...stations.filter(({ station }) => ![3, 4, 5].includes(station.number)), moved, ...added];
    const map = await readMap(url);
    expectSame(
      map,
      after.map(({ station }) => station),
    );
    clock += hour;
    await publisher.publishBulk();
    const { madeAtMs: _, previousMadeAtMs: __, pack, ...incremental } = await readManifest(url);
    rmSync(dir, { recursive: true });
    const { madeAtMs: ___, previousMadeAtMs: ____, pack: whole, ...rest } = await open().publish(everything(after));
    expect(incremental).toEqual(rest);
    expect({ ...pack, madeAtMs: 0 }).toEqual({ ...whole, madeAtMs: 0 });
  });

  it('finds a number that moved, and no longer one that is gone', async () => {
    const publisher = open();
    await publisher.publish(everything(many(3)));
    await publisher.publishChanged([published(2, { point: { lat: 30.1, lng: 110.2 } })], [3]);
    const places = decodeWhereabouts(readFileSync(join(dir, 'at/0.bin')));
    expect([...places.keys()]).toEqual([1, 2]);
    expect(places.get(2)).toEqual({ z: 22, x: worldX(110.2) >>> 10, y: worldY(30.1) >>> 10 });
  });

  it('leaves the pack, which says of which regions it was made, until bulk files are published', async () => {
    const publisher = open();
    const first = await publisher.publish(everything(many(3)));
    clock += 1000;
    const second = await publisher.publishChanged([published(4)], []);
    expect([second.pack, second.count]).toEqual([first.pack, 4]);
    const { pack, manifest } = await readMap(url);
    expect(pack?.regions.map(({ hash }) => `region-${hash}.bin`)).not.toEqual(Object.values(manifest.regions).map(({ file }) => file));
    clock += hour;
    await publisher.publishBulk();
    expect((await readMap(url)).pack?.columns.count).toBe(4);
  });

  it('is refused before anything was published', async () => {
    await expect(open().publishChanged([published(1)], [])).rejects.toThrow('publish a snapshot first');
  });
});

describe('a closure', () => {
  const closures = [
    { from: '2026-06-02', to: '2026-06-03', reason: '装修' },
    { from: '2026-08-01', to: null, reason: '拆迁' },
  ];
  const shown = async () => {
    const { columns } = (await readMap(url)).shards[0] as PublishedMap['shards'][number];
    const [from, to] = [columns.closedFrom[0] as number, columns.closedTo[0] as number];
    return from === 0 ? 'none' : `${dateOfDay(from)} ${to === 0xffff ? 'open end' : dateOfDay(to)}`;
  };

  it('is the next or running one on the day it is published, the day of China', async () => {
    const publisher = open();
    await publisher.publish(everything([published(1, { closures })]));
    expect(await shown()).toBe('2026-06-02 2026-06-03');
    clock = startOfDayMs('2026-06-04' as LocalDate) - 1;
    await publisher.publishChanged([], []);
    expect(await shown()).toBe('2026-06-02 2026-06-03');
    clock += 1;
    await publisher.publishChanged([], []);
    expect(await shown()).toBe('2026-08-01 open end');
  });

  it('that is over is none', async () => {
    await open().publish(everything([published(1, { closures: [{ from: '2026-05-01', to: '2026-05-31', reason: '' }] })]));
    expect(await shown()).toBe('none');
  });
});

describe('a reader', () => {
  it('never sees a missing or damaged file while thirty changes are published', async () => {
    const publisher = open();
    await publisher.publish(everything(many(100)));
    let publishing = true;
    const reading = (async () => {
      let reads = 0;
      const counts = new Set<number>();
      while (publishing) {
        counts.add((await readMap(url)).manifest.count);
        reads += 1;
      }
      return { reads, counts };
    })();
    for (let round = 0; round < 30; round += 1) {
      clock += 1000;
      await publisher.publishChanged(
        [published(2000 + round), published(1 + round, { name: `改名${round}` })],
        [40 + round * 2, 41 + round * 2],
      );
    }
    publishing = false;
    const { reads, counts } = await reading;
    expect(reads).toBeGreaterThan(0);
    for (const count of counts) expect(count).toBeLessThanOrEqual(100);
  });

  it('with a manifest of a day ago still finds all it names, and not for ever', async () => {
    const publisher = open();
    const old = await publisher.publish(everything(many(3)));
    clock += hour;
    await publisher.publishChanged([published(1, { phone: '1' })], []);
    clock += 23 * hour;
    await publisher.publishChanged([published(1, { phone: '2' })], []);
    await readMap(url, old);
    clock += 2 * hour;
    await publisher.publishChanged([published(1, { phone: '3' })], []);
    await expect(readMap(url, old)).rejects.toThrow('404');
    expectSame(
      await readMap(url),
      many(3).map(({ station }) => (station.number === 1 ? { ...station, phone: '3' } : station)),
    );
  });

  it('finds them also after a restart long after they were written', async () => {
    const old = await open().publish(everything(many(3)));
    for (const name of files().keys()) if (/\.(bin|json|br|gz)$/.test(name)) utimesSync(join(dir, name), 1, 1);
    clock += 100 * 24 * hour;
    await open().publish(everything(many(4)));
    await readMap(url, old);
    clock += 25 * hour;
    await open().publish(everything(many(4)));
    await expect(readMap(url, old)).rejects.toThrow('404');
    await readMap(url);
  });

  it('is told by each manifest that it is later than the one before, even if the clock went back', async () => {
    const publisher = open();
    const first = await publisher.publish(everything(many(1)));
    clock -= hour;
    const second = await publisher.publishChanged([published(2)], []);
    expect(second.madeAtMs).toBe(first.madeAtMs + 1);
    expect(second.previousMadeAtMs).toBe(first.madeAtMs);
  });
});
