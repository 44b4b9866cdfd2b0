/**
 * `npm start`: the kiosk in Electron where that can run, else the same station over loopback and a browser on it, else the
 * station alone. `--window` opens a window that can be closed instead of the kiosk. Says in one line what it took and why.
 */
import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './browser.ts';
import { dataDir } from './data-dir.ts';
import { failureLine } from './failure.ts';
import { chooseHost } from './launch/choose-host.ts';
import { fetchElectron, findElectron } from './launch/electron-binary.ts';
import { runBrowser } from './launch/run-browser.ts';
import { runElectron } from './launch/run-electron.ts';
import { runHub } from './launch/run-hub.ts';
import { createLog } from './log.ts';
import { serveStation } from './node-host.ts';
import { projectRoot as findProjectRoot } from './project-root.ts';
import { createWatchdog } from './watchdog.ts';
import { readHistory, writeHistory } from './watchdog-history.ts';

const projectRoot = findProjectRoot();
const fetchLimitMs = 3 * 60_000;
const { env, platform } = process;
const windowed = process.argv.includes('--window');
const root = process.getuid?.() === 0;
const say = (line: string) => console.log(line);

async function start(stop: AbortSignal): Promise<void> {
  const choice = chooseHost({ env, platform, root, electronPresent: findElectron(projectRoot, env) !== null });
  if (choice.host !== 'electron') {
    say(choice.why);
    return serve(choice.host === 'browser', stop);
  }
  if (choice.fetch) {
    say(`Fetching Electron once, for at most ${fetchLimitMs / 60_000} minutes …`);
    await fetchElectron(projectRoot, env, fetchLimitMs, stop);
  }
  const binary = findElectron(projectRoot, env);
  if (stop.aborted) return;
  if (binary === null) {
    say("Electron's binary could not be fetched: the page opens in the browser instead.");
    return serve(true, stop);
  }
  const onRestart = (code: number | null) => say(`Electron ended with ${code ?? 'a signal'}: starting it again.`);
  const run = await runElectron({ binary, projectRoot, windowed, env, stop, onRestart });
  if (run.outcome === 'ended') return;
  say(`Electron does not run here (${run.code ?? 'signal'}): the page opens in the browser instead.`);
  return serve(true, stop);
}

async function serve(withBrowser: boolean, stop: AbortSignal): Promise<void> {
  const folder = dataDir(env, platform, homedir());
  const log = createLog(folder);
  const historyFile = join(folder, 'watchdog.json');
  const clocks = { monotonicMs: () => performance.now(), wallMs: Date.now };
  const watchdog = createWatchdog({ ...clocks, history: readHistory(historyFile, Date.now()) });
  const { url, close } = await serveStation({ env, log, onSignOfLife: () => watchdog.beat(true) });
  try {
    say(`驿站 ${url}`);
    const browser = withBrowser ? findBrowser({ env, platform, exists: isFile }) : null;
    if (browser?.kind === 'found') {
      await runBrowser({
        ...{ url, env, platform, root, windowed, watchdog, stop },
        path: browser.path,
        onRestart: (verdict) => {
          if (verdict === 'relaunch') writeHistory(historyFile, watchdog.history());
          log.warn('browser_restarted', { by: verdict });
        },
      });
      return;
    }
    if (browser?.kind === 'named-missing') say(`YIZHAN_BROWSER names a file that is not there: ${browser.path}`);
    if (browser?.kind === 'none') say('No Chromium, Chrome or Edge found: open the address yourself, or name a browser in YIZHAN_BROWSER.');
    await aborted(stop);
  } finally {
    await close();
  }
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function aborted(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener('abort', () => resolve(), { once: true });
  });
}

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());
const hub = runHub({ projectRoot, dataDir: dataDir(env, platform, homedir()), env, stop: ending.signal, say });
try {
  await start(ending.signal);
} catch (error) {
  console.error(failureLine(error));
  process.exitCode = 1;
}
ending.abort();
await hub;
