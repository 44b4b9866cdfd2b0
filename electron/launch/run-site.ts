/**
 * Runs the card page's server beside the kiosk, as `npm start` does in a demo, so that a printed card can be scanned and read at
 * once. A process of its own: it shares nothing with the station but the folder of published lists.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface SiteRunOptions {
  readonly projectRoot: string;
  /** The station's folder: its `lists` are what the site serves. */
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
  /** Each line that the site says, its address first. */
  readonly say: (line: string) => void;
}

/** Resolves when the site's process has ended; a site that cannot run says why and never takes the kiosk with it. */
export function runSite({ projectRoot, dataDir, env, stop, say }: SiteRunOptions): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) return resolve();
    const child = spawn(process.execPath, [join(projectRoot, 'maps/site/serve/main.ts')], {
      env: { ...env, YIZHAN_LISTS: env['YIZHAN_LISTS'] ?? join(dataDir, 'lists') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const tell = (text: Buffer) => {
      for (const line of text.toString('utf8').split('\n')) if (line.trim() !== '') say(line);
    };
    child.stdout.on('data', tell);
    child.stderr.on('data', tell);
    const end = () => child.kill('SIGTERM');
    stop.addEventListener('abort', end, { once: true });
    const done = () => {
      stop.removeEventListener('abort', end);
      resolve();
    };
    child.once('error', done);
    child.once('exit', done);
  });
}
