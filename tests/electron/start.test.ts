import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { chooseHost, type StartSituation } from '../../electron/launch/choose-host.ts';
import { fetchElectron, findElectron } from '../../electron/launch/electron-binary.ts';
import { runBrowser } from '../../electron/launch/run-browser.ts';
import { runElectron } from '../../electron/launch/run-electron.ts';
import { runHub } from '../../electron/launch/run-hub.ts';
import { createWatchdog, type Verdict } from '../../electron/watchdog.ts';
import { temporaryFolder } from '../support/station.ts';

const until = (condition: () => void) => vi.waitFor(condition, { timeout: 15_000, interval: 50 });
const never = new AbortController().signal;

describe('choosing the host', () => {
  const desk: StartSituation = { env: { DISPLAY: ':0' }, platform: 'linux', root: false, electronPresent: true };

  it.each<[string, Partial<StartSituation>, object]>([
    ['Electron where there is a display and its binary', {}, { host: 'electron', fetch: false }],
    ['Electron on Wayland', { env: { WAYLAND_DISPLAY: 'wayland-0' } }, { host: 'electron', fetch: false }],
    ['Electron, fetched first, where its binary is not there', { electronPresent: false }, { host: 'electron', fetch: true }],
    ['Electron on systems that need no word about a display', { platform: 'win32', env: {} }, { host: 'electron', fetch: false }],
    ['the browser for root', { root: true }, { host: 'browser', why: expect.stringContaining('root') }],
    [
      'the browser in CI, without a download',
      { electronPresent: false, env: { DISPLAY: ':0', CI: 'true' } },
      { host: 'browser', why: expect.stringContaining('not to be fetched') },
    ],
    [
      'the browser where the download was declined',
      { electronPresent: false, env: { DISPLAY: ':0', ELECTRON_SKIP_BINARY_DOWNLOAD: '1' } },
      { host: 'browser', why: expect.stringContaining('not to be fetched') },
    ],
    ['the server alone without a display', { env: {} }, { host: 'server', why: expect.stringContaining('No display') }],
    [
      'the server alone without a display, also where nothing is there',
      { env: { CI: 'true' }, electronPresent: false, root: true },
      { host: 'server', why: expect.stringContaining('No display') },
    ],
  ])('takes %s', (_name, change, choice) => {
    expect(chooseHost({ ...desk, ...change })).toEqual(choice);
  });
});

/** A project folder with an electron package whose installer is the given script. */
function projectWith(installer: string): string {
  const root = temporaryFolder();
  mkdirSync(join(root, 'node_modules/electron'), { recursive: true });
  writeFileSync(join(root, 'node_modules/electron/install.js'), installer);
  return root;
}
const installs = `const fs = require('fs'); fs.mkdirSync(__dirname + '/dist'); fs.writeFileSync(__dirname + '/dist/electron', ''); fs.writeFileSync(__dirname + '/path.txt', 'electron');`;

describe("Electron's binary", () => {
  it('is found once the package has fetched it, and not before', async () => {
    const root = projectWith(installs);
    expect(findElectron(root, {})).toBeNull();
    expect(await fetchElectron(root, process.env, 20_000, never)).toBe(true);
    expect(findElectron(root, {})).toBe(join(root, 'node_modules/electron/dist/electron'));
  });

  it('is not there when the download broke off before its end', () => {
    const root = projectWith('');
    mkdirSync(join(root, 'node_modules/electron/dist'));
    writeFileSync(join(root, 'node_modules/electron/path.txt'), 'electron');
    expect(findElectron(root, {})).toBeNull();
  });

  it('is looked for where ELECTRON_OVERRIDE_DIST_PATH says', () => {
    const root = projectWith('');
    writeFileSync(join(root, 'electron'), '');
    expect([
      findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: root }),
      findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'none') }),
    ]).toEqual([join(root, 'electron'), null]);
  });

  it.each([
    ['fails', 'process.exit(1)'],
    ['never answers', 'setInterval(() => {}, 1000)'],
  ])('is given up when the installer %s', async (_name, installer) => {
    expect(await fetchElectron(projectWith(installer), process.env, 1_000, never)).toBe(false);
  });

  it('is given up where the package is not installed', async () => {
    expect(await fetchElectron(temporaryFolder(), process.env, 1_000, never)).toBe(false);
  });
});

describe('running the hub beside the kiosk', () => {
  /** A project whose hub says what it was given and stays, or ends. */
  function projectWithHub(then: string): string {
    const root = temporaryFolder();
    mkdirSync(join(root, 'maps/hub'), { recursive: true });
    const told = "[process.argv[2], process.env['YIZHAN_LISTS'], process.env['YIZHAN_HUB_DATA'], process.env['YIZHAN_HUB_PORT']].join(' ')";
    writeFileSync(join(root, 'maps/hub/main.ts'), `console.log(${told}); ${then}`);
    return root;
  }

  it('gives it its folder, its port and the lists, passes on what it says, and ends it when told to', async () => {
    const said: string[] = [];
    const stop = new AbortController();
    const projectRoot = projectWithHub('setInterval(() => {}, 1000);');
    const running = runHub({ projectRoot, dataDir: '/data', env: process.env, stop: stop.signal, say: (line) => said.push(line) });
    await until(() => expect(said).toEqual([`demo ${join('/data', 'lists')} ${join('/data', 'hub')} 7420`]));
    stop.abort();
    await running;
  });

  it('lets the kiosk run when it cannot', async () => {
    const said: string[] = [];
    const projectRoot = projectWithHub("console.error('port 7420 is taken'); process.exit(1);");
    await runHub({ projectRoot, dataDir: '/data', env: process.env, stop: never, say: (line) => said.push(line) });
    expect(said).toContain('port 7420 is taken');
  });
});

describe('running Electron', () => {
  /** Node in Electron's place: the "project" is a script, which notes each of its starts. */
  function scripted(codes: (number | 'stay')[]) {
    const folder = temporaryFolder();
    const notes = join(folder, 'notes');
    writeFileSync(
      join(folder, 'project.cjs'),
      `const fs = require('fs'); const { argv, env } = process;
       fs.appendFileSync(${JSON.stringify(notes)}, JSON.stringify([argv.slice(2), env.YIZHAN_SUPERVISED, env.ELECTRON_RUN_AS_NODE ?? null]) + '\\n');
       const code = ${JSON.stringify(codes)}[fs.readFileSync(${JSON.stringify(notes)}, 'utf8').trim().split('\\n').length - 1];
       if (code === 'stay') setInterval(() => {}, 1000); else process.exit(code);`,
    );
    const starts = () =>
      existsSync(notes)
        ? readFileSync(notes, 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line))
        : [];
    const run = (options: Partial<Parameters<typeof runElectron>[0]> = {}) =>
      runElectron({
        binary: process.execPath,
        projectRoot: join(folder, 'project.cjs'),
        windowed: false,
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
        stop: never,
        onRestart: () => undefined,
        ...options,
      });
    return { run, starts };
  }

  it('starts it again when it asks for that, and ends with it', async () => {
    const { run, starts } = scripted([75, 75, 0]);
    expect(await run()).toEqual({ outcome: 'ended' });
    expect(starts()).toEqual(Array(3).fill([[], '1', null]));
  });

  it('hands the wish for a window on', async () => {
    const { run, starts } = scripted([0]);
    await run({ windowed: true });
    expect(starts()).toEqual([[['--window'], '1', null]]);
  });

  it('tells a binary that cannot run here from one that died later', async () => {
    const { run } = scripted([127]);
    expect(await run()).toEqual({ outcome: 'cannot-run', code: 127 });
    expect(await run({ binary: '/nowhere/electron' })).toEqual({ outcome: 'cannot-run', code: null });
  });

  it('starts it again after it died', async () => {
    const { run, starts } = scripted([75, 1, 0]);
    const restarts: (number | null)[] = [];
    expect(await run({ onRestart: (code) => restarts.push(code) })).toEqual({ outcome: 'ended' });
    expect({ restarts, starts: starts().length }).toEqual({ restarts: [1], starts: 3 });
  });

  it('ends it when told to stop', async () => {
    const { run, starts } = scripted(['stay']);
    const stop = new AbortController();
    const running = run({ stop: stop.signal });
    await until(() => expect(starts()).toHaveLength(1));
    stop.abort();
    expect(await running).toEqual({ outcome: 'ended' });
  });
});

/** A browser that notes its arguments and its process id, and lives as long as it is told. */
function fakeBrowser(life: 'dies' | 'stays') {
  const folder = temporaryFolder();
  const path = join(folder, 'browser');
  writeFileSync(path, `#!/bin/sh\necho "$$ $*" >> ${folder}/notes\n${life === 'stays' ? 'exec sleep 600' : 'exit 0'}\n`);
  chmodSync(path, 0o755);
  const runs = () => {
    const lines = existsSync(join(folder, 'notes')) ? readFileSync(join(folder, 'notes'), 'utf8').trim().split('\n') : [];
    return lines.map((line) => ({
      pid: Number(line.split(' ')[0]),
      page: /--app=(\S+)/.exec(line)?.[1],
      profile: /--user-data-dir=(\S+)/.exec(line)?.[1] ?? '',
    }));
  };
  return { path, runs };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('running a browser', () => {
  function browse(path: string, options: { windowed?: boolean; elapsedMs?: () => number; relaunchesAtMs?: number[] } = {}) {
    const stop = new AbortController();
    onTestFinished(() => stop.abort());
    const verdicts: Verdict[] = [];
    const nowMs = 1_000_000;
    const watchdog = createWatchdog({
      monotonicMs: options.elapsedMs ?? (() => 0),
      wallMs: () => nowMs,
      history: { relaunchesAtMs: options.relaunchesAtMs ?? [] },
    });
    const running = runBrowser({
      path,
      url: 'http://127.0.0.1:7410/',
      env: { PATH: process.env['PATH'], DISPLAY: ':9' },
      platform: 'linux',
      root: false,
      windowed: options.windowed ?? false,
      watchdog,
      stop: stop.signal,
      onRestart: (verdict) => verdicts.push(verdict),
    });
    return { running, stop, verdicts };
  }

  it('opens another when one exits, each with a profile of its own, and clears them away', async () => {
    const browser = fakeBrowser('dies');
    const { running, stop, verdicts } = browse(browser.path);
    await until(() => expect(browser.runs().length).toBeGreaterThanOrEqual(3));
    stop.abort();
    await running;
    const runs = browser.runs();
    expect(verdicts.slice(0, 2)).toEqual(['reload', 'reload']);
    expect(new Set(runs.map(({ page }) => page))).toEqual(new Set(['http://127.0.0.1:7410/']));
    expect(new Set(runs.map(({ profile }) => profile)).size).toBe(runs.length);
    expect(runs.filter(({ profile }) => profile === '' || existsSync(profile))).toEqual([]);
  });

  it('ends one that fell silent before it opens another', async () => {
    const browser = fakeBrowser('stays');
    let elapsedMs = 0;
    const { running, stop, verdicts } = browse(browser.path, { elapsedMs: () => elapsedMs });
    await until(() => expect(browser.runs()).toHaveLength(1));
    elapsedMs = 20_000;
    await until(() => expect(browser.runs()).toHaveLength(2));
    expect({ verdicts, alive: browser.runs().map(({ pid }) => isAlive(pid)) }).toEqual({ verdicts: ['reload'], alive: [false, true] });
    stop.abort();
    await running;
    expect(browser.runs().map(({ pid }) => isAlive(pid))).toEqual([false, false]);
  });

  it('shows the static roll when nothing helps', async () => {
    const browser = fakeBrowser('dies');
    const { running, stop } = browse(browser.path, { relaunchesAtMs: [999_997, 999_998, 999_999] });
    await until(() => expect(browser.runs().at(-1)?.page).toBe('http://127.0.0.1:7410/static-roll'));
    stop.abort();
    await running;
  });

  it('ends with the window of a windowed run', async () => {
    const browser = fakeBrowser('dies');
    const { running, verdicts } = browse(browser.path, { windowed: true });
    await running;
    expect({ runs: browser.runs().length, verdicts }).toEqual({ runs: 1, verdicts: [] });
  });
});

describe('npm start', () => {
  function start(env: NodeJS.ProcessEnv) {
    const script = fileURLToPath(new URL('../../electron/start.ts', import.meta.url));
    const { DISPLAY: _, WAYLAND_DISPLAY: __, ...rest } = process.env;
    const child: ChildProcess = spawn(process.execPath, [script], {
      env: { ...rest, CI: 'true', YIZHAN_PORT: '0', YIZHAN_DATA: temporaryFolder(), ELECTRON_OVERRIDE_DIST_PATH: '/nowhere', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      text += chunk;
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    return { child, ended, lines: () => text.split('\n').filter((line) => line !== '') };
  }
  const address = /^驿站 (http:\/\/127\.0\.0\.1:\d+\/)$/;

  it('serves without a display, says so in one line, and ends on Ctrl+C', async () => {
    const { child, ended, lines } = start({});
    await until(() => expect(lines()).toEqual([expect.stringContaining('No display'), expect.stringMatching(address)]));
    const url = address.exec(lines()[1] ?? '')?.[1] ?? '';
    expect((await fetch(new URL('static-roll', url))).status).toBe(200);
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  it('opens the browser on the station, and ends it too', async () => {
    const browser = fakeBrowser('stays');
    const { child, ended, lines } = start({ DISPLAY: ':9', YIZHAN_BROWSER: browser.path });
    await until(() => expect(browser.runs()).toHaveLength(1));
    const [run] = browser.runs();
    expect(run?.page).toBe(address.exec(lines()[1] ?? '')?.[1]);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect({ alive: isAlive(run?.pid ?? 0), profile: existsSync(run?.profile ?? '/') }).toEqual({ alive: false, profile: false });
  });

  it('goes on serving when it finds no browser', async () => {
    const { child, ended, lines } = start({ DISPLAY: ':9', YIZHAN_BROWSER: '/nowhere/browser' });
    await until(() => expect(lines()).toHaveLength(3));
    expect(lines()[2]).toBe('YIZHAN_BROWSER names a file that is not there: /nowhere/browser');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('ends with one line and 1 when the station does not open', async () => {
    const { ended, lines } = start({ YIZHAN_PORT: 'seven' });
    expect(await ended).toBe(1);
    expect(lines().at(-1)).toMatch(/port_invalid/);
  });
});
