/** Shards, their details and the regions: the country cut by density, and only what changed made again. */
import { mortonCompare, type Tile } from '../../../shared/geo/mercator.ts';
import { encodeDetail } from '../../../shared/map-data/detail.ts';
import { hashIn } from '../../../shared/map-data/manifest.ts';
import { quartersOf, type TileRows, tilesOf } from '../../../shared/map-data/quadtree.ts';
import { encodeRegion, regionKey, regionLevel, type ShardEntry } from '../../../shared/map-data/region.ts';
import { detailRows, encodeShard, shardLevels, shardRows } from '../../../shared/map-data/shard.ts';
import type { MapFolder } from './map-folder.ts';
import { columnsOf, detailOf, type StationRows, type Tables } from './station-rows.ts';

export interface Leaf extends ShardEntry {
  readonly from: number;
  readonly details: readonly string[];
}

export type Leaves = ReadonlyMap<string, Leaf>;

export function tileKey({ z, x, y }: Tile): string {
  return `${z}-${x}-${y}`;
}

function cut(rows: StationRows, tile: TileRows): TileRows[] {
  if (tile.to - tile.from <= shardRows || tile.z === shardLevels.smallest) return [tile];
  return quartersOf(rows, tile).flatMap((quarter) => cut(rows, quarter));
}

/** A place that was or is a changed station's. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

const isIn = ({ z, x, y }: Tile) => {
  const size = 2 ** (32 - z);
  return (place: Place) => Math.floor(place.x / size) === x && Math.floor(place.y / size) === y;
};

async function putLeaf(folder: MapFolder, rows: StationRows, tables: Tables, run: TileRows): Promise<Leaf> {
  const { from, to } = run;
  const tile = { z: run.z, x: run.x, y: run.y };
  const details: string[] = [];
  for (let first = from; first < to; first += detailRows) {
    const stations = Array.from({ length: Math.min(detailRows, to - first) }, (_, at) =>
      detailOf(rows, first + at, tables.districts.values[rows.district[first + at] as number] ?? []),
    );
    details.push(hashIn(await folder.put('detail.json', encodeDetail(stations))));
  }
  const columns = columnsOf(rows, tables.schedules.values, from, to);
  const hash = hashIn(await folder.put('shard.bin', encodeShard({ tile, columns, details })));
  return { tile, hash, count: to - from, from, details };
}

/** @param touched null: everything; else only leaves with one of these places, or that are new */
export async function putLeaves(
  folder: MapFolder,
  rows: StationRows,
  tables: Tables,
  before: Leaves,
  touched: readonly Place[] | null,
): Promise<Leaves> {
  const leaves = new Map<string, Leaf>();
  for (const tile of tilesOf(rows, shardLevels.largest).flatMap((large) => cut(rows, large))) {
    const key = tileKey(tile);
    const old = before.get(key);
    const same = old && touched && old.count === tile.to - tile.from && !touched.some(isIn(tile));
    leaves.set(key, same ? { ...old, from: tile.from } : await putLeaf(folder, rows, tables, tile));
  }
  return leaves;
}

export interface RegionEntry {
  readonly tile: Tile;
  readonly file: string;
  readonly count: number;
}

/** In Morton order, as the leaves are. */
export async function putRegions(folder: MapFolder, leaves: Leaves): Promise<RegionEntry[]> {
  const shards = new Map<string, { readonly tile: Tile; readonly shards: ShardEntry[] }>();
  for (const { tile, hash, count } of leaves.values()) {
    const above = 2 ** (tile.z - regionLevel);
    const region = { z: regionLevel, x: Math.floor(tile.x / above), y: Math.floor(tile.y / above) };
    const entry = shards.get(regionKey(region)) ?? { tile: region, shards: [] };
    entry.shards.push({ tile, hash, count });
    shards.set(regionKey(region), entry);
  }
  const regions: RegionEntry[] = [];
  for (const region of shards.values()) {
    const count = region.shards.reduce((sum, shard) => sum + shard.count, 0);
    regions.push({ tile: region.tile, file: await folder.put('region.bin', encodeRegion(region)), count });
  }
  return regions.sort((a, b) => mortonCompare(a.tile.x, a.tile.y, b.tile.x, b.tile.y));
}
