/** The demo city as a visitor meets it: the site as built, and the hub serving it, its map and its ground's tiles from loopback. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { serveHub } from '../../../maps/hub/serve-hub.ts';
import { builtSite } from '../built-site.ts';
import { sequence } from '../sequence.ts';

/** A picture for every tile, asked for under the address of each: the hub serves it as a part of the site; phones ask for the fine one. */
const tiles = { 'assets/tile.png': 256, 'assets/tile@2x.png': 512 } as const;
const config = { tiles: { url: '/assets/tile{r}.png?{z}-{x}-{y}', attribution: '演示底图', maxZoom: 18 }, operator: '西河市总工会' };

export interface DemoSite {
  /** With a slash at the end. */
  readonly url: string;
  readonly siteDir: string;
}

export async function withDemoSite<T>(use: (site: DemoSite) => Promise<T>): Promise<T> {
  const siteDir = builtSite();
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-bench-hub-'));
  try {
    mkdirSync(join(siteDir, 'assets'), { recursive: true });
    for (const [name, side] of Object.entries(tiles)) writeFileSync(join(siteDir, name), picture(side));
    writeFileSync(join(dataDir, 'site-config.json'), JSON.stringify(config));
    const { url, hub, close } = await serveHub({
      ...{ dataDir, siteDir, mapDir: join(dataDir, 'map'), listsDir: join(dataDir, 'lists') },
      ...{ databaseUrl: null, port: 0, host: '127.0.0.1', origin: null, proxies: 0, demo: true },
    });
    try {
      await hub.publishing?.settled();
      return await use({ url, siteDir });
    } finally {
      await close();
    }
  } finally {
    for (const folder of [siteDir, dataDir]) rmSync(folder, { recursive: true, force: true });
  }
}

/** As heavy as a street map's tile, 10 to 20 KB: plain ground, and rows of it that do not compress. @see RFC 2083 */
function picture(side: number): Uint8Array {
  const random = sequence(11);
  const noisy = Math.round(20_000 / side);
  const rows = Array.from({ length: side }, (_, row) =>
    Buffer.from([0, ...Array.from({ length: side }, () => (row < noisy ? 224 + Math.floor(random() * 32) : 240))]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // 8 bits of grey
  header.set([8, 0, 0, 0, 0], 8);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...parts]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
