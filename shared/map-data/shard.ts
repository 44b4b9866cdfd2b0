/**
 * One tile's stations: point, amenities, hours, closure, access, and the names of the files that hold their words. A tile is cut into
 * four as long as more than `shardRows` stations lie in it, so that a dense city costs a visitor no more bytes than a village.
 */
import type { Tile } from '../geo/mercator.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { readColumns, writeColumns } from './column-blocks.ts';
import { damaged } from './map-data-error.ts';
import type { StationColumns } from './station-columns.ts';

export const shardRows = 320;
/** Levels of the quadtree at which a shard may stand: tiles are cut down to the first, and not below the last. */
export const shardLevels = { largest: 8, smallest: 15 } as const;
/** Rows 0-63 stand in the first detail file of a shard, 64-127 in the second, … */
export const detailRows = 64;

export interface Shard {
  readonly tile: Tile;
  readonly columns: StationColumns;
  /** Hashes of `detail-<hash>.json`, one for every `detailRows` rows. */
  readonly details: readonly string[];
}

/** Places are cut to 2^placeBits. Rows must be in Morton order and in the tile. */
export function encodeShard({ tile, columns, details }: Shard): Uint8Array {
  const out = new ByteWriter('shard');
  out.byte(tile.z);
  out.varint(tile.x);
  out.varint(tile.y);
  out.varint(columns.count);
  for (let at = 0; at * detailRows < columns.count; at += 1) out.hash(details[at] ?? '');
  writeColumns(out, columns, [{ tile, count: columns.count }]);
  return out.finish();
}

/** @throws MapDataError */
export function decodeShard(bytes: Uint8Array): Shard {
  const from = new ByteReader(bytes, 'shard');
  const tile = readTile(from);
  const count = from.count();
  const details = Array.from({ length: Math.ceil(count / detailRows) }, () => from.hash());
  const columns = readColumns(from, [{ tile, count }]);
  from.end();
  return { tile, columns, details };
}

function readTile(from: ByteReader): Tile {
  const z = from.byte();
  if (z < shardLevels.largest || z > shardLevels.smallest) damaged('a tile of no such level');
  return { z, x: from.atMost(2 ** z - 1), y: from.atMost(2 ** z - 1) };
}
