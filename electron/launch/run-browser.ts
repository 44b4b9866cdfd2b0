/**
 * Keeps a browser open on the station's page. Its page cannot be reloaded from here, so every verdict of the watchdog that
 * is not the static roll is a new browser with a new profile.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserArguments } from '../browser.ts';
import type { Verdict, Watchdog } from '../watchdog.ts';

export interface BrowserRunOptions {
  readonly path: string;
  readonly url: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly root: boolean;
  readonly windowed: boolean;
  readonly watchdog: Watchdog;
  readonly stop: AbortSignal;
  readonly onRestart: (verdict: Verdict) => void;
}

const tickMs = 1000;

/** Resolves when it is told to stop, or when the window of a windowed run is closed. */
export async function runBrowser(options: BrowserRunOptions): Promise<void> {
  const { url, watchdog, stop, windowed } = options;
  let address = url;
  while (!stop.aborted) {
    const browser = openBrowser(options, address);
    const verdict = await untilNeeded(browser.gone, windowed ? null : watchdog, stop);
    await browser.end();
    if (verdict === 'well') return;
    address = verdict === 'static' ? new URL('/static-roll', url).href : url;
    options.onRestart(verdict);
  }
}

/** What to do next: `well` if nothing more is wanted. A browser that dies at once is looked at no oftener than every tick. */
function untilNeeded(gone: Promise<void>, watchdog: Watchdog | null, stop: AbortSignal): Promise<Verdict> {
  return new Promise((resolve) => {
    let isGone = false;
    gone.then(() => {
      isGone = true;
    });
    const timer = setInterval(() => {
      if (isGone) return done(watchdog?.fail() ?? 'well');
      const verdict = watchdog?.tick() ?? 'well';
      if (verdict !== 'well') done(verdict);
    }, tickMs);
    const stopped = () => done('well');
    stop.addEventListener('abort', stopped);
    function done(verdict: Verdict) {
      clearInterval(timer);
      stop.removeEventListener('abort', stopped);
      resolve(verdict);
    }
  });
}

interface OpenBrowser {
  readonly gone: Promise<void>;
  /** Ends it with all its processes and deletes its profile. */
  end(): Promise<void>;
}

function openBrowser({ path, env, platform, root, windowed }: BrowserRunOptions, url: string): OpenBrowser {
  const profileDir = mkdtempSync(join(tmpdir(), 'yizhan-browser-'));
  const args = browserArguments({ url, profileDir, env, platform, root, windowed });
  // A group of its own, so that its helper processes can be ended with it.
  const child = spawn(path, args, { env, stdio: 'ignore', detached: platform !== 'win32' });
  const gone = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });

  function kill(signal: NodeJS.Signals): void {
    if (child.pid === undefined) return;
    try {
      if (platform === 'win32') child.kill(signal);
      else process.kill(-child.pid, signal);
    } catch {
      // the group has ended already
    }
  }

  return {
    gone,
    async end() {
      kill('SIGTERM');
      const late = setTimeout(() => kill('SIGKILL'), 3000);
      await gone;
      clearTimeout(late);
      kill('SIGKILL');
      rmSync(profileDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
