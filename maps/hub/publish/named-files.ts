/** Every file that a manifest names, directly or through its regions and shards: what a page with that manifest may ask for. */
import { livePath } from '../../../shared/map-data/live.ts';
import { detailFile, type Manifest, shardFile } from '../../../shared/map-data/manifest.ts';
import { decodeRegion } from '../../../shared/map-data/region.ts';
import { decodeShard } from '../../../shared/map-data/shard.ts';
import type { Leaves } from './leaf-files.ts';
import type { MapFolder } from './map-folder.ts';

function directly({ overviews, regions, pack, holidays, gone, districts, allDistricts }: Manifest): string[] {
  return [
    ...overviews.flatMap(({ file, bits }) => [file, bits]),
    ...Object.values(regions).map(({ file }) => file),
    ...(pack ? [pack.file, pack.names] : []),
    ...[holidays, gone, districts, allDistricts],
  ];
}

export function namedFiles(manifest: Manifest, leaves: Leaves): Set<string> {
  const named = new Set(directly(manifest));
  for (const { tile, hash, details } of leaves.values()) {
    named.add(shardFile(hash));
    named.add(livePath(tile));
    for (const detail of details) named.add(detailFile(detail));
  }
  return named;
}

/** The same from the folder, for a manifest that an earlier process wrote; what cannot be read names nothing. */
export async function readNamedFiles(folder: MapFolder, manifest: Manifest): Promise<Set<string>> {
  const named = new Set(directly(manifest));
  for (const { file } of Object.values(manifest.regions)) {
    for (const { tile, hash } of decoded(await folder.read(file), decodeRegion)?.shards ?? []) {
      named.add(shardFile(hash));
      named.add(livePath(tile));
      for (const detail of decoded(await folder.read(shardFile(hash)), decodeShard)?.details ?? []) named.add(detailFile(detail));
    }
  }
  return named;
}

function decoded<T>(bytes: Uint8Array | null, decode: (bytes: Uint8Array) => T): T | null {
  try {
    return bytes && decode(bytes);
  } catch {
    return null;
  }
}
