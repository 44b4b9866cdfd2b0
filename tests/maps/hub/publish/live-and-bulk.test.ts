import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPublisher, type Publisher } from '../../../../maps/hub/publish/publisher.ts';
import type { PublishedStation } from '../../../../maps/hub/publish/station-rows.ts';
import type { LiveFigures } from '../../../../shared/domain/listed-station.ts';
import { type LocalDate, startOfDayMs } from '../../../../shared/domain/work-day.ts';
import { decodeLive } from '../../../../shared/map-data/live.ts';
import { decodeManifest } from '../../../../shared/map-data/manifest.ts';
import { decodeRegion } from '../../../../shared/map-data/region.ts';
import { many, published } from './stations.ts';

const minute = 60_000;
let dir: string;
let clock: number;
let publisher: Publisher;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yizhan-map-'));
  clock = startOfDayMs('2026-06-01' as LocalDate) + 720 * minute;
  publisher = createPublisher({
    ...{ outDir: dir, now: () => clock, holidays: { version: 1, years: {} }, demo: true },
    siteUrl: 'https://map.example.org',
  });
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const publish = (stations: readonly PublishedStation[]) => publisher.publish({ stations: [stations], gone: [] });
const figure = (number: number, atMs = clock): LiveFigures => ({ number, banks: { available: 3, slots: 4, faulty: 1 }, jobs: 5, atMs });
const text = (path: string) => readFileSync(join(dir, path), 'utf8');
const json = (path: string) => JSON.parse(text(path));
/** What all live files that belong to shards say. */
function live(): LiveFigures[] {
  const regions = Object.values(decodeManifest(readFileSync(join(dir, 'manifest.json'))).regions);
  const tiles = regions.flatMap(({ file }) => decodeRegion(readFileSync(join(dir, file))).shards.map(({ tile }) => tile));
  return tiles.flatMap(({ z, x, y }) => decodeLive(readFileSync(join(dir, `live/${z}-${x}-${y}.bin`))).figures);
}

describe('live figures', () => {
  it('stand in the file of their station’s shard; those of five minutes ago and of unknown stations do not', async () => {
    await publish(many(3));
    expect(live()).toEqual([]);
    await publisher.publishLive([figure(1), figure(2, clock - 5 * minute - 1), figure(999)]);
    expect(live()).toEqual([figure(1)]);
  });

  it('disappear when nobody says them any more', async () => {
    await publish(many(3));
    await publisher.publishLive([figure(1), figure(2)]);
    await publisher.publishLive([figure(2)]);
    expect(live()).toEqual([figure(2)]);
  });

  it('are not written again because time passes', async () => {
    await publish(many(3));
    await publisher.publishLive([figure(1)]);
    const written = () => readdirSync(join(dir, 'live')).map((name) => statSync(join(dir, 'live', name)).mtimeMs);
    const before = written();
    const said = figure(1);
    clock += minute;
    await publisher.publishLive([said]);
    expect(written()).toEqual(before);
    clock += 5 * minute;
    await publisher.publishLive([said]);
    expect(live()).toEqual([]);
  });

  it('follow their stations into other shards', async () => {
    await publish(many(500));
    const figures = Array.from({ length: 500 }, (_, at) => figure(at + 1));
    await publisher.publishLive(figures);
    await publisher.publishChanged(many(300, 501), []);
    expect(live().toSorted((a, b) => a.number - b.number)).toEqual(figures);
    await publisher.publishChanged([published(7, { point: { lat: 25, lng: 110 } })], []);
    expect(live().filter(({ number }) => number === 7)).toEqual([figure(7)]);
  });
});

describe('bulk files', () => {
  const north = { district: ['霁北省', '望禾市', '城北区'] };
  const bulk = async (stations: readonly PublishedStation[]) => {
    await publish(stations);
    await publisher.publishBulk();
    return json('bulk/index.json').areas as { id: string; place: string[]; count: number; csv: string }[];
  };

  it('are of a city, or of a province where no city is said; never of the nation', async () => {
    const areas = await bulk([...many(2), published(3, north), published(4, { district: ['霁北省'] }), published(5, { district: [] })]);
    expect(Object.fromEntries(areas.map(({ place, count }) => [place.join(' '), count]))).toEqual({
      '河西省 西河市': 2,
      霁北省: 1,
      '霁北省 望禾市': 1,
    });
    expect(areas.find(({ place }) => place[1] === '西河市')?.csv).toMatch(
      /^https:\/\/map\.example\.org\/map\/bulk\/xhs-[0-9a-f]{8}\/stations\.csv$/,
    );
    expect(readdirSync(join(dir, 'bulk')).toSorted()).toEqual([...areas.map(({ id }) => id), 'index.json', 'index.json.gz'].toSorted());
  });

  it('have a CSV that spreadsheets read as it is, and take for no formula', async () => {
    const closures = [{ from: '2026-06-01', to: null, reason: '装修' }];
    const nasty = { name: '=HYPERLINK("http://x")', address: '青禾路 3 号, "后门"', accessNote: '-2+3', closures };
    const [area] = await bulk([published(1, { ...nasty, point: { lat: 36.6, lng: 101.7 } })]);
    const csv = text(`bulk/${area?.id}/stations.csv`);
    expect(csv.startsWith('\ufeff编号,名称,')).toBe(true);
    expect(parse(csv, { columns: true, bom: true })).toEqual([
      {
        ...{ 编号: '1', 名称: `'=HYPERLINK("http://x")`, 省: '河西省', 市: '西河市', 区: '城北区', 地址: '青禾路 3 号, "后门"' },
        ...{ 纬度: '36.6', 经度: '101.7', 坐标系: 'WGS-84', 营业时间: '24小时', 进门方式: '推门就进', 怎么进: `'-2+3`, 电话: '' },
        ...{ 设施: '饮水', 暂停: '2026-06-01 至 另行通知 装修' },
      },
    ]);
  });

  it('have a GeoJSON of the same', async () => {
    const [area] = await bulk([published(1, { point: { lat: 36.6, lng: 101.7 } })]);
    const { type, features } = json(`bulk/${area?.id}/stations.geojson`);
    expect([type, features.length]).toEqual(['FeatureCollection', 1]);
    expect(features[0]).toMatchObject({
      id: 1,
      geometry: { type: 'Point', coordinates: [101.7, 36.6] },
      properties: { amenities: ['water'] },
    });
  });

  it('have feeds in the shape of GBFS 3.0: a bank is a vehicle, a slot a dock', async () => {
    const withBanks = { amenities: { yes: 16, known: 16 } };
    await publish([...many(1), published(2, withBanks), published(3, withBanks), published(4)]);
    await publisher.publishLive([figure(2, clock - minute), figure(3, clock - 6 * minute), figure(4)]);
    await publisher.publishBulk();
    const [{ id }] = json('bulk/index.json').areas;
    const feed = (name: string) => json(`bulk/${id}/${name}.json`);
    expect(feed('gbfs')).toMatchObject({
      version: '3.0',
      ttl: 600,
      data: {
        feeds: expect.arrayContaining([{ name: 'station_status', url: `https://map.example.org/map/bulk/${id}/station_status.json` }]),
      },
    });
    expect(feed('gbfs').data.feeds.map(({ name }: { name: string }) => feed(name).version)).toEqual(['3.0', '3.0', '3.0', '3.0']);
    expect(feed('station_information').data.stations.map((one: { station_id: string }) => one.station_id)).toEqual(['2', '3', '4']);
    const status = {
      ...{
        num_vehicles_available: 3,
        num_vehicles_disabled: 1,
        num_docks_available: 4,
        is_installed: true,
        is_renting: true,
        is_returning: true,
      },
      vehicle_types_available: [{ vehicle_type_id: 'power_bank', count: 3 }],
    };
    expect(feed('station_status').data.stations).toEqual([
      { station_id: '2', ...status, last_reported: new Date(clock - minute).toISOString() },
      { station_id: '4', ...status, last_reported: new Date(clock).toISOString() },
    ]);
  });

  it('are written at most every ten minutes, and only those that changed', async () => {
    await bulk([...many(2), published(3, north)]);
    const written = () =>
      new Map(
        readdirSync(join(dir, 'bulk'), { recursive: true, encoding: 'utf8' }).map((name) => [
          name,
          statSync(join(dir, 'bulk', name)).mtimeMs,
        ]),
      );
    const before = written();
    await publisher.publishChanged([published(3, { ...north, name: '改名' })], []);
    clock += 10 * minute - 1;
    await publisher.publishBulk();
    expect(written()).toEqual(before);
    clock += 1;
    await publisher.publishBulk();
    const changed = [...written()].filter(([name, at]) => before.get(name) !== at && name.endsWith('.csv')).map(([name]) => name);
    expect(changed.map((name) => text(`bulk/${name}`).includes('改名'))).toEqual([true]);
  });

  it('are renewed with a whole snapshot, however young they are', async () => {
    const areas = () => JSON.parse(text('bulk/index.json')).areas.length;
    await bulk(many(2));
    const before = areas();
    await bulk([...many(2), published(3, north)]);
    expect(areas()).toBe(before + 1);
  });

  it('disappear with the last station of their city', async () => {
    await bulk([...many(2), published(3, north)]);
    await publisher.publishChanged([], [3]);
    clock += 10 * minute;
    await publisher.publishBulk();
    expect(json('bulk/index.json').areas.map(({ place }: { place: string[] }) => place[1])).toEqual(['西河市']);
    expect(readdirSync(join(dir, 'bulk')).filter((name) => !name.includes('.'))).toHaveLength(1);
  });
});
