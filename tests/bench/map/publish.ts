/**
 * Publishing the made-up country, changing one station of it, and how many bytes a phone needs for its first useful map. Files are
 * counted as they travel (brotli), headers not.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openTable, stateCodes } from '../../../shared/domain/hours/open-state.ts';
import { latOf } from '../../../shared/geo/mercator.ts';
import { livePath } from '../../../shared/map-data/live.ts';
import { decodeManifest, detailFile, shardFile } from '../../../shared/map-data/manifest.ts';
import { decodePack } from '../../../shared/map-data/pack.ts';
import { decodeRegion, type ShardEntry, shardsIn, tileBounds, touches } from '../../../shared/map-data/region.ts';
import { decodeShard, detailRows, type Shard } from '../../../shared/map-data/shard.ts';
import { hoursUnknown, type StationColumns, type WorldBounds } from '../../../shared/map-data/station-columns.ts';
import { atMost, type BenchRow, below } from '../report.ts';
import { noonMs, type PublishedCountry, withCountry } from './country.ts';

const places = 30;
const listed = 20;
/** A phone at zoom 15: a third of a screen of map around the place, as steps of the world each way. */
const reach = { x: (390 / 2) * 2 ** (32 - 15 - 8), y: (600 / 2) * 2 ** (32 - 15 - 8) };

function reader({ dir }: PublishedCountry) {
  const read = (file: string) => readFileSync(join(dir, file));
  const travels = (file: string) => statSync(join(dir, existsSync(join(dir, `${file}.br`)) ? `${file}.br` : file)).size;
  return { read, travels, manifest: decodeManifest(read('manifest.json')) };
}

/** Spread over the stations, so that a dense place is as likely as many stations stand there. */
function somePlaces(pack: StationColumns): { readonly x: number; readonly y: number }[] {
  return Array.from({ length: places }, (_, at) => {
    const row = Math.floor(((at + 0.37) / places) * pack.count);
    return { x: pack.x[row] as number, y: pack.y[row] as number };
  });
}

const boxAround = ({ x, y }: { readonly x: number; readonly y: number }, times: number): WorldBounds => ({
  west: x - reach.x * times,
  east: x + reach.x * times,
  north: y - reach.y * times,
  south: y + reach.y * times,
});

/** Every file of the first useful map: what is in view, the 20 nearest open and their words, and what the page always reads. */
function firstMap(country: PublishedCountry, place: { readonly x: number; readonly y: number }): string[] {
  const { read, manifest } = reader(country);
  const files = new Set(['manifest.json', manifest.holidays, manifest.districts]);
  const shards = new Map<string, Shard>();
  const near: { readonly metres: number; readonly detail: string }[] = [];
  const scale = Math.cos((latOf(place.y) * Math.PI) / 180);
  const take = ({ hash }: ShardEntry) => {
    if (shards.has(hash)) return;
    const shard = decodeShard(read(shardFile(hash)));
    shards.set(hash, shard);
    files.add(shardFile(hash)).add(livePath(shard.tile));
    const { columns, details } = shard;
    const open = openTable(columns.schedules, noonMs, country.holidays);
    for (let row = 0; row < columns.count; row += 1) {
      const hours = columns.hours[row] as number;
      if (hours === hoursUnknown || (open[hours] ?? 0) < stateCodes.closing || columns.closedFrom[row] !== 0) continue;
      const metres = Math.hypot((columns.x[row] as number) - place.x, (columns.y[row] as number) - place.y) * scale;
      near.push({ metres, detail: details[Math.floor(row / detailRows)] as string });
    }
  };
  // A place with few stations: the page looks further until it has its list.
  for (let times = 1; times === 1 || (near.length < listed && shards.size < 4); times *= 2) {
    const box = boxAround(place, times);
    for (const [key, { file }] of Object.entries(manifest.regions)) {
      const [x = 0, y = 0] = key.split('-').map(Number);
      if (!touches(tileBounds({ z: 6, x, y }), box)) continue;
      files.add(file);
      for (const entry of shardsIn(decodeRegion(read(file)), box)) take(entry);
    }
  }
  for (const { detail } of near.sort((a, b) => a.metres - b.metres).slice(0, listed)) files.add(detailFile(detail));
  return [...files];
}

interface FirstBytes {
  readonly worst: number;
  readonly median: number;
}

function firstBytes(country: PublishedCountry): FirstBytes {
  const { read, travels, manifest } = reader(country);
  const pack = decodePack(read(manifest.pack?.file ?? '')).columns;
  const all = somePlaces(pack).map((place) => {
    const files = firstMap(country, place);
    return { files, bytes: files.reduce((sum, file) => sum + travels(file), 0) };
  });
  all.sort((a, b) => a.bytes - b.bytes);
  const worst = all.at(-1) as (typeof all)[number];
  const parts = Object.groupBy(worst.files, (file) => file.replace(/[-/.].*/, ''));
  const sums = Object.entries(parts).map(
    ([part, files = []]) => `${part} ${files.length}: ${files.reduce((sum, file) => sum + travels(file), 0)}`,
  );
  console.error(`  ${manifest.count} stations, worst first map: ${worst.bytes} bytes (${sums.join(', ')})`);
  return { worst: worst.bytes, median: all[Math.floor(all.length / 2)]?.bytes ?? Number.NaN };
}

function overviewBytes(country: PublishedCountry): number {
  const { travels, manifest } = reader(country);
  const overview = manifest.overviews.find(({ zoom }) => zoom === 4)?.file ?? '';
  return ['manifest.json', overview, manifest.districts].reduce((sum, file) => sum + travels(file), 0);
}

/** A station that moves, is renamed, appears, disappears: the slowest of them. */
async function slowestChange({ publisher, some }: PublishedCountry): Promise<number> {
  const took: number[] = [];
  for (const [at, station] of some.slice(0, 20).entries()) {
    const moved = { ...station, name: `改名${at}`, point: { lat: station.point.lat + 0.01, lng: station.point.lng } };
    const began = performance.now();
    if (at % 4 === 3) await publisher.publishChanged([], [station.number]);
    else await publisher.publishChanged([{ station: at % 4 === 2 ? { ...moved, number: 900_000 + at } : moved, trust: null }], []);
    took.push(performance.now() - began);
  }
  return Math.max(...took);
}

export async function measurePublish(): Promise<readonly BenchRow[]> {
  const rows = await withCountry(200_000, async (country) => {
    const first = firstBytes(country);
    const overview = overviewBytes(country);
    const change = await slowestChange(country);
    return { publish: country.publishMs, first, overview, change };
  });
  const double = await withCountry(400_000, async (country) => firstBytes(country));
  return [
    below('publish: 200,000 stations', rows.publish / 1000, 's', 30),
    below('publish: files again after one change of 200,000, slowest of 20', rows.change / 1000, 's', 1),
    below(`publish: first useful map at 200,000, worst of ${places} places`, rows.first.worst / 1000, 'KB', 40),
    atMost('publish: the same at 400,000, times', double.worst / rows.first.worst, 'x', 1.3),
    below('publish: first map without a position', rows.overview / 1000, 'KB', 40),
  ];
}
