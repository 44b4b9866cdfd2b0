import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../electron/db/open.ts';
import { serveStation } from '../../electron/node-host.ts';
import { temporaryFolder } from '../support/station.ts';

const serve = fileURLToPath(new URL('../../electron/serve.ts', import.meta.url));

async function started(env: Record<string, string>) {
  const served = await serveStation({ env: { YIZHAN_PORT: '0', ...env } });
  onTestFinished(() => served.close());
  return served;
}

const refusal = (env: Record<string, string>) =>
  serveStation({ env: { YIZHAN_PORT: '0', YIZHAN_DATA: temporaryFolder(), ...env } }).then(
    async (served) => {
      await served.close();
      return 'none';
    },
    (error) => error.code,
  );

async function ask(url: string, operation: string, input: object = {}) {
  const response = await fetch(new URL(`/api/${operation}`, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return (await response.json()).value;
}

function spawned(env: Record<string, string>): { child: ChildProcess; out: () => string; err: () => string } {
  const child = spawn(process.execPath, [serve], { env: { ...process.env, ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  return { child, out: () => out, err: () => err };
}

describe('the Node host', () => {
  it('serves the demo station of 西河市 from a new data folder, every posting marked', async () => {
    const { url } = await started({ YIZHAN_DATA: temporaryFolder() });
    const station = await ask(url, 'station.get');
    const { postings } = await ask(url, 'roll.read', { limit: 96 });
    expect([station.city, station.demo, postings.length >= 60, postings.every((one: { demo: boolean }) => one.demo)]).toEqual([
      '西河市',
      true,
      true,
      true,
    ]);
  });

  it('goes on where it stopped', async () => {
    const folder = temporaryFolder();
    const first = await serveStation({ env: { YIZHAN_PORT: '0', YIZHAN_DATA: folder } });
    const sessionId = crypto.randomUUID();
    await ask(first.url, 'visit.log', { purpose: 'rest', sessionId });
    await first.close();
    const { url } = await started({ YIZHAN_DATA: folder });
    expect(await ask(url, 'visit.log', { purpose: 'drink', sessionId })).toMatchObject({ dailyNumber: 2 });
  });

  it('refuses a second instance on the same data, and the first goes on', async () => {
    const folder = temporaryFolder();
    const { url } = await started({ YIZHAN_DATA: folder });
    expect(await refusal({ YIZHAN_DATA: folder })).toBe('already_running');
    expect(await ask(url, 'changes.read')).toMatchObject({ clock: 'good' });
  });

  it('refuses a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const address = other.address();
    expect(await refusal({ YIZHAN_PORT: String(typeof address === 'object' ? address?.port : 0) })).toBe('port_in_use');
  });

  it.each(['http', '65536', '-1', '80.5'])('refuses the port %s', async (port) => {
    expect(await refusal({ YIZHAN_PORT: port })).toBe('port_invalid');
  });

  it('refuses a data folder that is a file', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, 'mine');
    expect([await refusal({ YIZHAN_DATA: file }), readFileSync(file, 'utf8')]).toEqual(['data_folder_unusable', 'mine']);
  });

  it('writes no personal data into its log', async () => {
    const folder = temporaryFolder();
    const { url } = await started({ YIZHAN_DATA: folder });
    await ask(url, 'posting.list', { order: 'today', offset: 0, limit: 6, text: '马师傅 19900002608' });
    await ask(url, 'posting.get', { id: '19900002608' });
    expect(readFileSync(join(folder, 'logs', 'station.log'), 'utf8')).not.toMatch(/马师傅|19900002608/);
  });
});

describe('npm run station', () => {
  it('prints one line with its address, and ends when told to', async () => {
    const { child, out } = spawned({ YIZHAN_DATA: temporaryFolder(), YIZHAN_PORT: '0' });
    await once(child.stdout ?? child, 'data');
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect([out(), code]).toEqual([expect.stringMatching(/^驿站 http:\/\/127\.0\.0\.1:\d+\/\n$/), 0]);
  });

  it('says in one line what stands in the way and what to do, and exits with 1', async () => {
    const folder = temporaryFolder();
    const future = openDatabase(folder);
    future.pragma('user_version = 990');
    future.close();
    const { child, err } = spawned({ YIZHAN_DATA: folder, YIZHAN_PORT: '0' });
    const [code] = await once(child, 'exit');
    expect([err(), code]).toEqual([
      '驿站没有启动：数据库是更新版本的程序写的。安装新版本的驿站程序，再启动。（database_from_future）\n',
      1,
    ]);
  });

  it('frees the data when it is killed', async () => {
    const folder = temporaryFolder();
    const { child } = spawned({ YIZHAN_DATA: folder, YIZHAN_PORT: '0' });
    await once(child.stdout ?? child, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const { url } = await started({ YIZHAN_DATA: folder });
    expect((await ask(url, 'station.get')).demo).toBe(true);
  });
});
