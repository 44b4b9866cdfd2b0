/** A published map as a page reads it: from a plain static server with the one rewrite rule, every file checked against its hash. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { decodeDetail, type StationDetail } from '../../../../shared/map-data/detail.ts';
import { decodeLive, livePath } from '../../../../shared/map-data/live.ts';
import { decodeManifest, detailFile, hashIn, type Manifest, shardFile } from '../../../../shared/map-data/manifest.ts';
import { decodeOverview, type Overview } from '../../../../shared/map-data/overview.ts';
import { decodePack, type Pack } from '../../../../shared/map-data/pack.ts';
import { decodeRegion, regionKey } from '../../../../shared/map-data/region.ts';
import { decodeShard, type Shard } from '../../../../shared/map-data/shard.ts';

/** The whole server: files as they lie there, and `/s/*` answered by the page. */
export async function serveStatic(mapDir: string): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    if (path.startsWith('/s/')) {
      response.end('<!doctype html><title>index.html</title>');
      return;
    }
    try {
      response.end(readFileSync(join(mapDir, path.replace(/^\/map\//, ''))));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

export interface PublishedMap {
  readonly manifest: Manifest;
  readonly shards: readonly (Shard & { readonly words: readonly StationDetail[]; readonly live: number })[];
  readonly overviews: readonly Overview[];
  readonly pack: Pack | null;
}

async function get(url: string, path: string): Promise<Uint8Array> {
  const response = await fetch(`${url}/map/${path}`);
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const hash = hashIn(path);
  if (hash !== '' && createHash('sha256').update(bytes).digest('hex').slice(0, 16) !== hash) throw new Error(`${path} is damaged`);
  return bytes;
}

export async function readManifest(url: string): Promise<Manifest> {
  return decodeManifest(await get(url, 'manifest.json'));
}

/** @throws for a file that is missing, damaged or of another count than what names it */
export async function readMap(url: string, known?: Manifest): Promise<PublishedMap> {
  const manifest = known ?? (await readManifest(url));
  const shards: (Shard & { readonly words: readonly StationDetail[]; readonly live: number })[] = [];
  for (const [key, { file, count }] of Object.entries(manifest.regions)) {
    const region = decodeRegion(await get(url, file));
    if (regionKey(region.tile) !== key || region.shards.reduce((sum, shard) => sum + shard.count, 0) !== count)
      throw new Error(`region ${key}`);
    for (const entry of region.shards) {
      const shard = decodeShard(await get(url, shardFile(entry.hash)));
      if (JSON.stringify(shard.tile) !== JSON.stringify(entry.tile) || shard.columns.count !== entry.count)
        throw new Error('another shard');
      const words: StationDetail[] = [];
      for (const hash of shard.details) words.push(...decodeDetail(await get(url, detailFile(hash))));
      shards.push({ ...shard, words, live: decodeLive(await get(url, livePath(shard.tile))).figures.length });
    }
  }
  const overviews: Overview[] = [];
  for (const { file, bits } of manifest.overviews) {
    overviews.push(decodeOverview(await get(url, file)));
    await get(url, bits);
  }
  for (const file of [manifest.holidays, manifest.gone, manifest.districts, manifest.allDistricts]) await get(url, file);
  if (manifest.pack) await get(url, manifest.pack.names);
  return { manifest, shards, overviews, pack: manifest.pack && decodePack(await get(url, manifest.pack.file)) };
}
