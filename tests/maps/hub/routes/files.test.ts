import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hubOrigin, openHub, type TestHub } from '../../../support/hub.ts';
import { temporaryFolder } from '../../../support/station.ts';

interface Filed extends TestHub {
  get(path: string, init?: RequestInit): Promise<Response>;
  write(name: string, content: string | Uint8Array): void;
}

async function withFiles(files: Readonly<Record<string, string | Uint8Array>>): Promise<Filed> {
  const folder = temporaryFolder();
  const write = (name: string, content: string | Uint8Array) => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  const test = await openHub({
    dataDir: folder,
    mapDir: join(folder, 'map'),
    siteDir: join(folder, 'site'),
    listsDir: join(folder, 'lists'),
  });
  return { ...test, write, get: (path, init) => test.hub.fetch(new Request(`${hubOrigin}/${path}`, init)) };
}

const immutable = 'public, max-age=31536000, immutable';

describe('the published map', () => {
  const shard = 'shard-0123456789abcdef.bin';
  const plain = Buffer.from('plain '.repeat(50));

  it('is cached as its files change', async () => {
    const { get } = await withFiles({
      ...{ 'map/manifest.json': '{}', [`map/${shard}`]: plain, 'map/live/8-1-2.bin': 'l', 'map/at/3.bin': 'a' },
      'map/bulk/xihe-0a/stations.csv': 'c',
    });
    const caching = async (path: string) => (await get(`map/${path}`)).headers.get('cache-control');
    expect([
      await caching('manifest.json'),
      await caching(shard),
      await caching('live/8-1-2.bin'),
      await caching('at/3.bin'),
      await caching('bulk/xihe-0a/stations.csv'),
    ]).toEqual(['no-cache', immutable, 'public, max-age=4', 'no-cache', 'public, max-age=600']);
  });

  it('is sent in the encoding that lies beside the file', async () => {
    const { get } = await withFiles({ [`map/${shard}`]: plain, [`map/${shard}.br`]: brotliCompressSync(plain) });
    const sent = async (accept: string) => {
      const answer = await get(`map/${shard}`, { headers: { 'accept-encoding': accept } });
      const bytes = Buffer.from(await answer.arrayBuffer());
      const encoding = answer.headers.get('content-encoding');
      return [encoding, (encoding === 'br' ? brotliDecompressSync(bytes) : bytes).equals(plain), answer.headers.get('vary')];
    };
    expect([await sent('gzip, br'), await sent('gzip'), await sent('br;q=0, gzip'), await sent('')]).toEqual([
      ['br', true, 'Accept-Encoding'],
      [null, true, 'Accept-Encoding'],
      [null, true, 'Accept-Encoding'],
      [null, true, 'Accept-Encoding'],
    ]);
  });

  it('sends the manifest again only when it changed', async () => {
    const { get, write } = await withFiles({ 'map/manifest.json': '{"version":1}' });
    const etag = (await get('map/manifest.json')).headers.get('etag') ?? '';
    const ask = () => get('map/manifest.json', { headers: { 'if-none-match': `W/${etag}` } });
    const same = await ask();
    write('map/manifest.json', '{"version":1,"count":2}');
    expect([same.status, (await ask()).status]).toEqual([304, 200]);
  });

  it('gives nothing away but what was published', async () => {
    const { get } = await withFiles({
      'secret.json': '{}',
      'map/manifest.json': '{}',
      'map/.part-1.bin': 'half',
      'map/x.part': 'half',
      'map/x.exe': 'x',
    });
    for (const path of [
      '../secret.json',
      '..%2fsecret.json',
      '%2e%2e/secret.json',
      '.part-1.bin',
      'x.part',
      'x.exe',
      'live',
      '',
      'no.bin',
    ]) {
      const answer = await get(`map/${path}`);
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 404, 'no-store']);
    }
  });

  it('may be read by other sites', async () => {
    const { get } = await withFiles({ 'map/manifest.json': '{}' });
    expect((await get('map/manifest.json')).headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('the site', () => {
  const site = {
    ...{ 'site/index.html': '<!doctype html><title>map</title>', 'site/c.html': '<!doctype html><title>card</title>' },
    ...{ 'site/sw.js': 'self', 'site/assets/a-1.js': 'let page = 1;'.repeat(100), 'site/assets/a-1.svg': '<svg/>' },
    ...{
      'lists/keys.cose': 'keys',
      'lists/root.json': JSON.stringify({ demo: true, roots: ['A'.repeat(43)] }),
      'lists/secret.pem': 'secret',
    },
  };

  it('answers / and /s/… with the map, /c… with the card page', async () => {
    const { get } = await withFiles(site);
    const title = async (path: string) => /<title>(.*)</.exec(await (await get(path)).text())?.[1];
    const paths = ['', 's/7345', 's/7345/sign', 's/', 'c', 'c%231234', 'c/1', 'c?x=1'];
    expect(await Promise.all(paths.map(title))).toEqual(['map', 'map', 'map', 'map', 'card', 'card', 'card', 'card']);
  });

  it('lets a kiosk show the map in a frame, and nobody the card page', async () => {
    const { get } = await withFiles(site);
    const [map, card] = [(await get('')).headers, (await get('c')).headers];
    expect([map.get('x-frame-options'), card.get('x-frame-options')]).toEqual([null, 'DENY']);
    expect(map.get('content-security-policy')).toContain("frame-ancestors 'self' yizhan: http://127.0.0.1:*");
    expect([map.get('permissions-policy'), card.get('permissions-policy')]).toEqual([
      'camera=(), microphone=(), geolocation=(self)',
      'camera=(self), microphone=(), geolocation=()',
    ]);
  });

  it('lets the worker of a page ask for our own files', async () => {
    const { get } = await withFiles(site);
    expect((await get('sw.js')).headers.get('content-security-policy')).toContain("connect-src 'self'");
  });

  it('keeps hashed parts for ever, has the others asked for anew, and compresses them', async () => {
    const { get } = await withFiles(site);
    const caching = async (path: string) => (await get(path)).headers.get('cache-control');
    expect([await caching('assets/a-1.js'), await caching('sw.js'), await caching('')]).toEqual([immutable, 'no-cache', 'no-cache']);
    const small = await get('assets/a-1.js', { headers: { 'accept-encoding': 'gzip' } });
    expect([small.headers.get('content-encoding'), gunzipSync(Buffer.from(await small.arrayBuffer())).toString()]).toEqual([
      'gzip',
      site['site/assets/a-1.js'],
    ]);
  });

  it('answers a large part at once, and smaller as soon as it is pressed', async () => {
    const script = Array.from({ length: 9000 }, (_, line) => `export const name${line} = ${(line * 7919) % 10_007};`).join('\n');
    const { get } = await withFiles({ 'site/assets/large-1.js': script });
    const sent = async () => {
      const answer = await get('assets/large-1.js', { headers: { 'accept-encoding': 'br' } });
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(brotliDecompressSync(bytes).toString()).toBe(script);
      return bytes.length;
    };
    const first = await sent();
    await expect.poll(sent, { timeout: 20_000 }).toBeLessThan(first * 0.95);
  });

  it('hands out the cards’ lists, and the roots of a demo only', async () => {
    const { get, write } = await withFiles(site);
    const text = async (path: string) => (await get(path)).text();
    const demo = await text('root-keys.js');
    write('lists/root.json', JSON.stringify({ demo: false, roots: ['A'.repeat(43)] }));
    expect([
      await text('lists/keys.cose'),
      (await get('lists/secret.pem')).status,
      (await get('lists/root.json')).status,
      demo,
      await text('root-keys.js'),
    ]).toEqual(['keys', 404, 404, `globalThis.yizhanDemoRoots = ["${'0'.repeat(64)}"];\n`, 'globalThis.yizhanDemoRoots = [];\n']);
  });

  it('answers the operator’s configuration, or an empty one', async () => {
    const { get, write } = await withFiles(site);
    const text = async () => (await get('site-config.json')).text();
    const empty = await text();
    write('site-config.json', '{"operator":"西河市总工会"}');
    expect([empty, await text()]).toEqual(['{}\n', '{"operator":"西河市总工会"}']);
  });

  it('says that it is not built when it is not', async () => {
    const { get } = await withFiles({});
    expect((await get('')).status).toBe(503);
  });
});
