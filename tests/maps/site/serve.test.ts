import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { serveSite } from '../../../maps/site/serve/serve-site.ts';
import { siteOptions } from '../../../maps/site/serve/site-options.ts';
import { temporaryFolder } from '../../support/station.ts';

let folder = '';
let url = '';
const file = (name: string, text: string) => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const get = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers, redirect: 'manual' });
const roots = ['A'.repeat(43)];

beforeEach(async () => {
  folder = temporaryFolder();
  file('site/c.html', '<!doctype html><title>card</title>');
  file('site/sw.js', 'self');
  file('site/assets/c-1a2b.js', 'page');
  file('lists/keys.cose', 'keys 1');
  file('lists/root.json', JSON.stringify({ demo: true, roots }));
  file('lists/secret.pem', 'secret');
  file('private.txt', 'private');
  const served = await serveSite({ siteDir: join(folder, 'site'), listsDir: join(folder, 'lists'), port: 0 });
  onTestFinished(() => served.close());
  url = served.url;
});

describe('the site', () => {
  it('answers /c and whatever follows it with the same page', async () => {
    const pages = await Promise.all(
      ['c', 'c/', 'c%231234567890', 'c?nsukey=1', 'c/%2312345'].map(async (path) => (await get(path)).text()),
    );
    expect(new Set(pages)).toEqual(new Set(['<!doctype html><title>card</title>']));
  });

  it('sends the policy of the specification with every answer', async () => {
    const policy =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; media-src blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'";
    for (const path of ['c', 'assets/c-1a2b.js', 'lists/keys.cose', 'nothing']) {
      const { headers } = await get(path);
      expect([path, headers.get('content-security-policy'), headers.get('referrer-policy'), headers.get('x-content-type-options')]).toEqual(
        [path, policy, 'no-referrer', 'nosniff'],
      );
      expect(headers.get('permissions-policy')).toContain('camera=(self)');
    }
  });

  it('has the page and the lists asked for anew, and hashed parts kept for ever', async () => {
    const caching = async (path: string) => (await get(path)).headers.get('cache-control');
    expect([await caching('c'), await caching('sw.js'), await caching('lists/keys.cose'), await caching('assets/c-1a2b.js')]).toEqual([
      'no-cache',
      'no-cache',
      'no-cache',
      'public, max-age=31536000, immutable',
    ]);
  });

  it('answers 304 while nothing changed, and sends a list as soon as it was published anew', async () => {
    const first = await get('lists/keys.cose');
    const etag = first.headers.get('etag') ?? '';
    const same = await get('lists/keys.cose', { 'if-none-match': etag });
    file('lists/keys.cose', 'keys 2');
    const changed = await get('lists/keys.cose', { 'if-none-match': etag });
    expect([first.status, same.status, changed.status, await changed.text()]).toEqual([200, 304, 200, 'keys 2']);
  });

  it('gives nothing away but what was built and published', async () => {
    const paths = [
      'lists/secret.pem',
      'lists/root.json',
      'lists/..%2fprivate.txt',
      '..%2fprivate.txt',
      'lists/%2e%2e/private.txt',
      'private.txt',
    ];
    expect(await Promise.all(paths.map(async (path) => (await get(path)).status))).toEqual(paths.map(() => 404));
  });

  it('hands out the roots of a demo as a script, and of nothing but a demo', async () => {
    const demo = await (await get('root-keys.js')).text();
    file('lists/root.json', JSON.stringify({ demo: false, roots }));
    const real = await (await get('root-keys.js')).text();
    expect([demo, real]).toEqual([`globalThis.yizhanDemoRoots = ["${'0'.repeat(64)}"];\n`, 'globalThis.yizhanDemoRoots = [];\n']);
  });

  it('says that the page is not built when it is not', async () => {
    const served = await serveSite({ siteDir: join(folder, 'nowhere'), listsDir: folder, port: 0 });
    onTestFinished(() => served.close());
    expect((await fetch(`${served.url}c`)).status).toBe(503);
  });

  it('refuses a port that is taken', async () => {
    const port = Number(new URL(url).port);
    await expect(serveSite({ siteDir: folder, listsDir: folder, port })).rejects.toMatchObject({ code: 'port_in_use', details: { port } });
  });
});

describe('the site’s environment', () => {
  const from = (env: NodeJS.ProcessEnv) => siteOptions(env, 'linux', '/home/wang');

  it('takes the lists from beside the station’s data', () => {
    expect([
      from({}).listsDir,
      from({ XDG_DATA_HOME: '/data' }).listsDir,
      from({ YIZHAN_DATA: '/srv/station' }).listsDir,
      from({ YIZHAN_DATA: '/srv/station', YIZHAN_LISTS: '/srv/lists' }).listsDir,
      siteOptions({ LOCALAPPDATA: '/local' }, 'win32', '/home/wang').listsDir,
    ]).toEqual(['/home/wang/.local/share/yizhan/lists', '/data/yizhan/lists', '/srv/station/lists', '/srv/lists', '/local/Yizhan/lists']);
  });

  it('listens on loopback, port 7420, unless told otherwise', () => {
    expect([from({}).host, from({}).port]).toEqual([undefined, 7420]);
    expect(from({ YIZHAN_SITE_HOST: '0.0.0.0', YIZHAN_SITE_PORT: '8080' })).toMatchObject({ host: '0.0.0.0', port: 8080 });
  });

  it('refuses what is no port', () => {
    expect(() => from({ YIZHAN_SITE_PORT: '70000' })).toThrow(expect.objectContaining({ code: 'port_invalid' }));
  });
});
