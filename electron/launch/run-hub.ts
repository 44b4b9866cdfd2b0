/**
 * Runs the hub beside the kiosk, as `npm start` does: the map with its made-up city, and the card page, so that a printed card can be
 * scanned and read at once. A process of its own: it shares nothing
 * with the station but the folder of published lists, and the offer with which a demo enrols at it.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { demoHubFile } from '../hub-link/demo-hub.ts';

const usualPort = '7420';

export interface HubRunOptions {
  readonly projectRoot: string;
  /** The station's folder: the hub serves its `lists`, and keeps its own data under it. */
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
  /** Each line that the hub says, its address first. */
  readonly say: (line: string) => void;
}

/** Resolves when the hub's process has ended; a hub that cannot run says why and never takes the kiosk with it. */
export function runHub({ projectRoot, dataDir, env, stop, say }: HubRunOptions): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) return resolve();
    const child = spawn(process.execPath, [join(projectRoot, 'maps/hub/main.ts'), 'demo'], {
      env: {
        ...env,
        YIZHAN_HUB_PAGES: 'built',
        YIZHAN_HUB_DATA: env['YIZHAN_HUB_DATA'] ?? join(dataDir, 'hub'),
        // Where a demo's cards lead.
        YIZHAN_HUB_PORT: env['YIZHAN_HUB_PORT'] ?? usualPort,
        YIZHAN_DEMO_HUB: demoHubFile(dataDir),
        YIZHAN_LISTS: env['YIZHAN_LISTS'] ?? join(dataDir, 'lists'),
      },
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
