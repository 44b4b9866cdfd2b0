/** The hub as operators run it, in a process of its own, with the whole country in its database. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { madeUpCountry } from '../../../maps/hub/demo/made-up-country.ts';
import { openHubDb } from '../../../maps/hub/open-hub-db.ts';
import { sqlLiveStore } from '../../../maps/hub/store/sql-live-store.ts';
import { sqlStationStore } from '../../../maps/hub/store/sql-station-store.ts';
import { liveEvery } from './country.ts';

const nowMs = () => Date.now();
const main = fileURLToPath(new URL('../../../maps/hub/main.ts', import.meta.url));

export interface HubPlace {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
}

/** Every seventeenth has figures of a kiosk. */
export async function fillHub({ dataDir, databaseUrl }: HubPlace, count: number): Promise<void> {
  const db = await openHubDb({ dataDir, databaseUrl, mapDir: '', siteDir: '', listsDir: '' });
  try {
    const store = sqlStationStore({ db, nowMs });
    for (const stations of madeUpCountry({ count })) await store.put(stations, 'bench');
    const told = Array.from({ length: Math.floor(count / liveEvery) }, (_, at) => 1 + at * liveEvery);
    const banks = { available: 3, slots: 8, faulty: 0 };
    await sqlLiveStore({ db, nowMs }).putMany(told.map((number) => ({ number, banks, jobs: number % 5, atMs: nowMs() })));
  } finally {
    await db.close();
  }
}

/** Answers when it has published what it holds and does nothing any more. */
export async function withHub<T>({ dataDir, databaseUrl }: HubPlace, use: (url: URL) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, YIZHAN_HUB_DATA: dataDir, DATABASE_URL: databaseUrl ?? '', YIZHAN_HUB_PORT: '0', YIZHAN_HUB_ORIGIN: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const ended = once(child, 'exit').then(([code]) => [`it ended with ${code}`]);
    const [line] = await Promise.race([once(child.stdout, 'data'), ended]);
    const url = /http:\S+\//.exec(String(line))?.[0];
    if (!url) throw new Error(`the hub did not start: ${line}`);
    await atRest(child.pid ?? 0);
    return await use(new URL(url));
  } finally {
    if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit');
  }
}

/** Two seconds with less than a twentieth of a core. */
async function atRest(pid: number): Promise<void> {
  for (let before = ticks(pid), quiet = 0; quiet < 2; ) {
    await wait(1000);
    const now = ticks(pid);
    quiet = now - before < 5 ? quiet + 1 : 0;
    before = now;
  }
}

/** @see proc(5): utime and stime, in hundredths of a second. */
function ticks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
