/**
 * Every station of the country as columns, for filters and counts at any zoom and for use off line. It may be some minutes older than
 * the manifest: it says of which regions it was made, and a region whose hash has changed since is read from its shards where it
 * matters. Names are a file of their own (names.ts).
 */
import type { Tile } from '../geo/mercator.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { readColumns, writeColumns } from './column-blocks.ts';
import { regionLevel } from './region.ts';
import type { StationColumns } from './station-columns.ts';

export interface PackRegion {
  readonly tile: Tile;
  /** Of the region's file when the pack was made. */
  readonly hash: string;
  readonly count: number;
}

export interface Pack {
  /** In Morton order; their counts add up to the columns'. */
  readonly regions: readonly PackRegion[];
  readonly columns: StationColumns;
}

/** Places are cut to 2^placeBits. */
export function encodePack({ regions, columns }: Pack): Uint8Array {
  const out = new ByteWriter('pack');
  out.varint(regions.length);
  for (const { tile, hash, count } of regions) {
    out.varint(tile.x);
    out.varint(tile.y);
    out.varint(count);
    out.hash(hash);
  }
  writeColumns(out, columns, regions);
  return out.finish();
}

/** @throws MapDataError */
export function decodePack(bytes: Uint8Array): Pack {
  const from = new ByteReader(bytes, 'pack');
  const edge = 2 ** regionLevel - 1;
  const regions = Array.from({ length: from.count(11) }, () => {
    const tile = { z: regionLevel, x: from.atMost(edge), y: from.atMost(edge) };
    return { tile, count: from.atMost(999_999), hash: from.hash() };
  });
  const columns = readColumns(from, regions);
  from.end();
  return { regions, columns };
}
