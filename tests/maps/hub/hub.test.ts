import { readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { hubCommand } from '../../../maps/hub/hub-command.ts';
import { hubOptions, type ServeOptions } from '../../../maps/hub/hub-options.ts';
import { openHubDb } from '../../../maps/hub/open-hub-db.ts';
import { serveHub } from '../../../maps/hub/serve-hub.ts';
import { openSqlite } from '../../../maps/hub/store/hub-db.ts';
import { stationToPut } from '../../support/hub-db.ts';
import { temporaryFolder } from '../../support/station.ts';

const options = (env: NodeJS.ProcessEnv = {}): ServeOptions => ({
  ...hubOptions({ YIZHAN_HUB_DATA: temporaryFolder(), ...env }, 'linux', '/home/wang'),
  port: 0,
});
async function serve(over: Partial<ServeOptions & { demo: boolean }> = {}) {
  const served = await serveHub({ ...options(), demo: false, ...over });
  onTestFinished(() => served.close());
  return { ...served, get: (path: string, init?: RequestInit) => fetch(served.url + path, init) };
}
interface Manifest {
  readonly count: number;
  readonly demo: boolean;
  readonly madeAtMs: number;
}
const manifestOf = (get: (path: string) => Promise<Response>) =>
  vi.waitFor(
    async (): Promise<Manifest> => {
      const answer = await get('map/manifest.json');
      if (!answer.ok) throw new Error('not yet');
      return (await answer.json()) as Manifest;
    },
    { timeout: 15_000 },
  );

describe('the hub over HTTP', () => {
  it('serves the demo city, marked as one, with figures that are fresh', async () => {
    const { get, hub } = await serve({ demo: true });
    const manifest = await manifestOf(get);
    expect([manifest.demo, manifest.count > 20, (await get('api/stations/1')).status]).toEqual([true, true, 200]);
    await vi.waitFor(async () => expect((await hub.parts.live.since(Date.now() - 300_000)).length).toBeGreaterThan(0), { timeout: 10_000 });
    expect(await (await get('text')).text()).toContain('文字版（演示）');
  });

  it('publishes a change by itself, and everything again after a restart', async () => {
    const folder = options();
    const first = await serve(folder);
    await manifestOf(first.get);
    await first.hub.parts.stations.put([stationToPut()], 'import');
    await vi.waitFor(async () => expect((await manifestOf(first.get)).count).toBe(1), { timeout: 10_000 });
    await first.close();
    const second = await serve(folder);
    expect(await manifestOf(second.get)).toMatchObject({ count: 1, demo: false });
  });

  it('publishes what another process imports', async () => {
    const folder = options();
    const { get } = await serve(folder);
    await manifestOf(get);
    const file = join(temporaryFolder(), 'city.csv');
    writeFileSync(file, '编号,名称,纬度,经度\nA1,城北零工之家驿站,36.65,101.77\nA2,菜市口爱心驿站,36.66,101.78\n');
    const said: string[] = [];
    const code = await hubCommand('import', [file, '--source', '西河市总工会', '--system', 'wgs84'], folder, (line) => said.push(line));
    expect([code, said.join('\n')]).toEqual([0, expect.stringContaining('2')]);
    await vi.waitFor(async () => expect((await manifestOf(get)).count).toBe(2), { timeout: 10_000 });
  });

  it('counts reports by the address of the socket', async () => {
    const { get, hub } = await serve();
    await hub.parts.stations.put([stationToPut()], 'import');
    const report = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ kind: 'open' }) };
    expect([(await get('api/stations/1/reports', report)).status, (await get('api/stations/1/reports', report)).status]).toEqual([
      200, 429,
    ]);
  });

  it('takes no body from another site’s page', async () => {
    const { get } = await serve();
    const headers = { 'content-type': 'application/json', origin: 'https://evil.example' };
    expect((await get('api/session', { method: 'POST', headers, body: '{}' })).status).toBe(403);
  });

  it('takes a request without a body, and limits one that does not tell its length', async () => {
    const { get } = await serve();
    expect((await get('api/session', { method: 'DELETE' })).status).toBe(200);
    const pieces = (count: number) =>
      new ReadableStream({
        start(controller) {
          for (let at = 0; at < count; at++) controller.enqueue(new Uint8Array(1024).fill(32));
          controller.enqueue(new TextEncoder().encode('{"name":"王芳","password":"x"}'));
          controller.close();
        },
      });
    const send = (count: number) =>
      get('api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: pieces(count),
        duplex: 'half',
      } as RequestInit);
    expect([(await send(3)).status, (await send(80)).status]).toEqual([401, 413]);
  });

  it('refuses a port that is taken, and leaves nothing open', async () => {
    const { url } = await serve();
    const port = Number(new URL(url).port);
    await expect(serveHub({ ...options(), port, demo: false })).rejects.toMatchObject({ code: 'port_in_use', details: { port } });
  });

  it('refuses a database that does not answer', async () => {
    const databaseUrl = 'postgres://nobody@127.0.0.1:1/none';
    await expect(serveHub({ ...options(), databaseUrl, demo: false })).rejects.toMatchObject({ code: 'database_unreachable' });
  });
});

describe('the hub’s commands', () => {
  const run = async (command: string, rest: string[], over = options()) => {
    const lines: string[] = [];
    const code = await hubCommand(command, rest, over, (line) => lines.push(line));
    return { code, text: lines.join('\n') };
  };

  it('make the first administrator, once', async () => {
    const folder = options();
    const { code, text } = await run('admin', ['王芳'], folder);
    expect([code, text]).toEqual([0, expect.stringMatching(/管理员“王芳”.*\n\n {4}([a-z2-9]{4}-){3}[a-z2-9]{4}\n/)]);
    await expect(run('admin', ['李强'], folder)).rejects.toMatchObject({ code: 'operator_exists' });
    expect((await run('admin', ['李强', '--another'], folder)).code).toBe(0);
    expect((await run('admin', [], folder)).code).toBe(2);
  });

  it('answer what a station without a network has brought, beside the file; what is none is refused', async () => {
    const folder = options();
    const said: string[] = [];
    const command = (...files: string[]) => hubCommand('bundle', files, folder, (line) => said.push(line));
    expect([await command(), said.join()]).toEqual([2, expect.stringContaining('.yizhan')]);
    await expect(command(join(folder.dataDir, 'none.yizhan'))).rejects.toMatchObject({ code: 'not_found' });
    const other = join(folder.dataDir, 'photo.yizhan');
    writeFileSync(other, 'JFIF');
    await expect(command(other)).rejects.toMatchObject({ code: 'bundle_damaged' });
    truncateSync(other, 50_000_001);
    await expect(command(other)).rejects.toMatchObject({ code: 'bundle_damaged', details: { mostBytes: 50_000_000 } });
    expect(readdirSync(folder.dataDir).filter((name) => name.includes('reply'))).toEqual([]);
  });

  it('publish without a hub that runs', async () => {
    const folder = options();
    const db = await openHubDb(folder);
    await db.close();
    expect(await run('publish', [], folder)).toEqual({ code: 0, text: `0 个驿站的地图文件在 ${folder.mapDir}` });
  });

  it('say what there is when asked for something else', async () => {
    for (const command of ['constructor', 'nothing', '--help']) expect((await run(command, [])).text).toContain('用法：npm run hub');
    expect([(await run('nothing', [])).code, (await run('--help', [])).code]).toEqual([2, 0]);
  });
});

describe('the hub’s file', () => {
  it('is refused when it is another program’s, damaged, or from the future', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'hub.db');
    writeFileSync(file, 'this is no database, however long it may be, and it stays as it is'.repeat(20));
    await expect(openSqlite(file)).rejects.toMatchObject({ code: 'database_foreign' });
    const future = join(folder, 'future.db');
    const db = await openSqlite(future);
    await db.writer
      .insertInto('schema_version' as never)
      .values({ version: 9990, name: 'later' } as never)
      .execute();
    await db.close();
    await expect(openSqlite(future)).rejects.toMatchObject({
      code: 'database_from_future',
      details: { found: 9990, known: expect.any(Number) },
    });
    await expect(openSqlite(join(file, 'hub.db'))).rejects.toMatchObject({ code: 'data_folder_unusable' });
  });

  it('waits for another process that writes, and reads meanwhile', async () => {
    const folder = options();
    const [one, other] = [await openHubDb(folder), await openHubDb(folder)];
    onTestFinished(async () => {
      await one.close();
      await other.close();
    });
    const { hub } = await serve(folder);
    await hub.parts.stations.put([stationToPut()], 'import');
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const writing = other.writer.transaction().execute(async (tx) => {
      await tx.updateTable('hub_state').set({ next_number: 50 }).execute();
      await held;
    });
    const edit = hub.parts.stations.edit(1, { name: '新名字' }, 'wang');
    expect((await hub.parts.stations.get(1)).station.name).not.toBe('新名字');
    release();
    await writing;
    expect((await edit).station.name).toBe('新名字');
  });
});

describe('the hub’s environment', () => {
  const from = (env: NodeJS.ProcessEnv, platform: NodeJS.Platform = 'linux') => hubOptions(env, platform, '/home/wang');

  it('keeps data in the system’s place, and takes the lists from beside the station’s', () => {
    const { dataDir, mapDir, listsDir, databaseUrl } = from({});
    expect({ dataDir, mapDir, listsDir, databaseUrl }).toEqual({
      dataDir: '/home/wang/.local/share/yizhan-hub',
      mapDir: '/home/wang/.local/share/yizhan-hub/map',
      listsDir: '/home/wang/.local/share/yizhan/lists',
      databaseUrl: null,
    });
    expect([from({ YIZHAN_HUB_DATA: '/srv/hub' }).mapDir, from({ LOCALAPPDATA: '/local' }, 'win32').dataDir]).toEqual([
      '/srv/hub/map',
      '/local/Yizhan Hub',
    ]);
  });

  it('listens on loopback, port 7430, unless told otherwise', () => {
    const { host, port, origin, proxies } = from({});
    expect([host, port, origin, proxies]).toEqual(['127.0.0.1', 7430, null, 0]);
    expect(
      from({ YIZHAN_HUB_HOST: '::', YIZHAN_HUB_PORT: '80', YIZHAN_HUB_ORIGIN: 'https://map.example.cn', YIZHAN_HUB_PROXIES: '1' }),
    ).toMatchObject({
      host: '::',
      port: 80,
      origin: 'https://map.example.cn',
      proxies: 1,
    });
  });

  it('refuses what it cannot mean', () => {
    const refused = (env: NodeJS.ProcessEnv) => {
      try {
        from(env);
        return 'taken';
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect([
      refused({ YIZHAN_HUB_PORT: '70000' }),
      refused({ YIZHAN_HUB_ORIGIN: 'map.example.cn' }),
      refused({ YIZHAN_HUB_PROXIES: 'yes' }),
      refused({ DATABASE_URL: 'mysql://x' }),
    ]).toEqual(['port_invalid', 'option_invalid', 'option_invalid', 'option_invalid']);
  });
});
