/** One tile of zoom 6: which shards cover it. They are the leaves of its quadtree, in Morton order and without overlap. */
import { mortonCompare, type Tile } from '../geo/mercator.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { damaged } from './map-data-error.ts';
import { shardLevels } from './shard.ts';
import type { WorldBounds } from './station-columns.ts';

export const regionLevel = 6;

export interface ShardEntry {
  readonly tile: Tile;
  /** Of `shard-<hash>.bin`. */
  readonly hash: string;
  readonly count: number;
}

export interface Region {
  readonly tile: Tile;
  /** Tiles without a station are left out. */
  readonly shards: readonly ShardEntry[];
}

/** `regions['52-26']` in the manifest. */
export function regionKey({ x, y }: Pick<Tile, 'x' | 'y'>): string {
  return `${x}-${y}`;
}

export function tileBounds({ z, x, y }: Tile): WorldBounds {
  const size = 2 ** (32 - z);
  return { west: x * size, north: y * size, east: (x + 1) * size, south: (y + 1) * size };
}

export function touches(a: WorldBounds, b: WorldBounds): boolean {
  return a.west < b.east && b.west < a.east && a.north < b.south && b.north < a.south;
}

/** Shards that hold what is in view. */
export function shardsIn(region: Region, bounds: WorldBounds): ShardEntry[] {
  return region.shards.filter(({ tile }) => touches(tileBounds(tile), bounds));
}

export function encodeRegion({ tile, shards }: Region): Uint8Array {
  const out = new ByteWriter('region');
  out.varint(tile.x);
  out.varint(tile.y);
  out.varint(shards.length);
  for (const { tile: leaf } of shards) out.byte(leaf.z);
  for (const axis of ['x', 'y'] as const) {
    for (const { tile: leaf } of shards) out.varint(leaf[axis] - tile[axis] * 2 ** (leaf.z - regionLevel));
  }
  for (const { count } of shards) out.varint(count);
  for (const { hash } of shards) out.hash(hash);
  return out.finish();
}

/** @throws MapDataError */
export function decodeRegion(bytes: Uint8Array): Region {
  const from = new ByteReader(bytes, 'region');
  const edge = 2 ** regionLevel - 1;
  const tile: Tile = { z: regionLevel, x: from.atMost(edge), y: from.atMost(edge) };
  const length = from.count(12);
  const levels = Array.from({ length }, () => from.byte());
  if (levels.some((z) => z < shardLevels.largest || z > shardLevels.smallest)) damaged('a tile of no such level');
  const [xs, ys] = (['x', 'y'] as const).map((axis) =>
    levels.map((z) => from.atMost(2 ** (z - regionLevel) - 1) + tile[axis] * 2 ** (z - regionLevel)),
  ) as [number[], number[]];
  const counts = levels.map(() => from.varint());
  const shards = levels.map((z, at) => ({
    tile: { z, x: xs[at] as number, y: ys[at] as number },
    hash: from.hash(),
    count: counts[at] as number,
  }));
  from.end();
  for (const [at, { tile: leaf }] of shards.entries()) {
    const before = shards[at - 1];
    if (before && !follows(tileBounds(before.tile), tileBounds(leaf))) damaged('tiles that overlap or are out of order');
  }
  return { tile, shards };
}

const follows = (before: WorldBounds, after: WorldBounds) =>
  !touches(before, after) && mortonCompare(before.west, before.north, after.west, after.north) < 0;
