/**
 * A station and a hub, each a process of its own over files of its own, that speak over HTTP while people change things on both sides; either
 * is killed without warning, started anew, and asked whether the two still agree.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../electron/db/open.ts';
import { stationWriter } from '../../electron/db/station-repository.ts';
import { factReader } from '../../electron/hub-link/facts.ts';
import { stationState } from '../../electron/hub-link/station-state.ts';
import { newKeyFile, writeKeyFile } from '../../electron/keys/key-file.ts';
import { beginSerials } from '../../electron/keys/serial-guard.ts';
import { inbox } from '../../maps/hub/exchange/inbox.ts';
import { links } from '../../maps/hub/exchange/links.ts';
import { type HubDb, openSqlite } from '../../maps/hub/store/hub-db.ts';
import { sqlStationStore } from '../../maps/hub/store/sql-station-store.ts';
import { now, settings } from './builders.ts';
import { chances } from './chances.ts';
import { type Child, startChild } from './child-process.ts';
import { differencesOf } from './exchange-agreement.ts';
import { stationToPut } from './hub-db.ts';
import { hubLife } from './hub-life.ts';
import { type Passing, watchedProxy } from './watched-proxy.ts';

const hubMain = fileURLToPath(new URL('../../maps/hub/main.ts', import.meta.url));
const stationMain = fileURLToPath(new URL('./exchange-until-killed.ts', import.meta.url));

export interface Kill {
  readonly side: 'station' | 'hub';
  /** At the so many-th that passes, or so long after it. */
  readonly nth: number;
  readonly passing: Passing;
  readonly thenMs: number;
}

export interface KilledSides {
  /** Kills, starts anew, lets them exchange until nothing is left. Answers how the two differ; empty when they agree. */
  survive(kill: Kill): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function killedSides(folder: string, seed: number): Promise<KilledSides> {
  const chance = chances(seed);
  const [stationDir, hubDir] = [join(folder, 'station'), join(folder, 'hub')];
  mkdirSync(hubDir, { recursive: true });
  prepareStation(stationDir);

  /** Beside the hub that runs, as a command of the operators: opened and closed again. */
  async function atHub<T>(work: (db: HubDb) => Promise<T>): Promise<T> {
    const db = await openSqlite(join(hubDir, 'hub.db'));
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  }

  const proxy = await watchedProxy();
  let hub!: Child;
  let station!: Child;

  async function startHub(): Promise<void> {
    const env = { YIZHAN_HUB_DATA: hubDir, YIZHAN_LISTS: join(hubDir, 'lists'), YIZHAN_HUB_PORT: '0', YIZHAN_HUB_PAGES: 'built' };
    hub = startChild(hubMain, [], { ...env, DATABASE_URL: '', YIZHAN_HUB_MAP: '', YIZHAN_HUB_ORIGIN: '', YIZHAN_DEMO_HUB: '' });
    const line = await hub.line();
    const url = /http:\S+\//.exec(line ?? '')?.[0];
    if (!url) throw new Error(`the hub did not start: ${line}`);
    proxy.setHub(url);
  }

  async function startStation(): Promise<void> {
    station = startChild(stationMain, [stationDir]);
    const line = await station.line();
    if (line !== 'ready') throw new Error(`the station did not start: ${line}`);
  }

  /** Undefined when it was killed over it. */
  async function ask(line: string): Promise<unknown> {
    station.tell(line);
    const answer = await station.line();
    return answer === undefined ? undefined : JSON.parse(answer);
  }

  const life = (db: HubDb) => hubLife({ ...{ chance, db: () => db, nowMs: () => now }, tell: (item) => inbox(db).tell([item]) });
  const owed = new Set<string>();
  const tellSome = () =>
    atHub(async (db) => {
      const { change, owed: told } = life(db);
      for (let times = 0; times < 4; times += 1) await change[chance.one(Object.keys(change))]?.();
      for (const id of told) owed.add(id);
    });

  function arm({ side, nth, passing, thenMs }: Kill): void {
    let left = nth;
    const strike = () => {
      if (side === 'hub') proxy.setHub(undefined);
      (side === 'hub' ? hub : station).kill();
    };
    proxy.watch((seen) => {
      if (seen !== passing) return;
      left -= 1;
      if (left > 0) return;
      proxy.watch(undefined);
      if (thenMs > 0) setTimeout(strike, thenMs);
      else strike();
    });
  }

  /** @throws Error when one ended that nobody killed */
  async function fallen(side: Kill['side']): Promise<void> {
    const ends = Object.entries({ hub, station }).map(async ([who, { ended }]) => [who, await ended] as const);
    const [who, code] = await Promise.race(ends);
    if (who !== side || code !== null) throw new Error(`the ${who} ended by itself, with ${code}`);
  }

  async function settle(): Promise<void> {
    // Once to send and read, once to find that nothing is left, and some for what was on its way.
    for (let turn = 0; turn < 8; turn += 1) {
      const { kind, sent, read } = (await ask('send')) as { kind: string; sent: number; read: number };
      if (kind === 'done' && sent === 0 && read === 0) return;
    }
  }

  function differences(): Promise<readonly string[]> {
    return atHub(async (hubDb) => {
      const db = openDatabase(stationDir);
      try {
        const factOf = factReader(stationState(db, () => now));
        return await differencesOf({ hubDb, db, factOf, wasRestored: false, owed });
      } finally {
        db.close();
      }
    });
  }

  const code = await atHub(async (db) => {
    const nowMs = () => Date.now();
    await sqlStationStore({ db, nowMs }).put([stationToPut()], 'import');
    return (await links({ db, nowMs }).makeCode(1, 'wang')).code;
  });
  await Promise.all([startHub(), startStation()]);
  await ask(`enrol ${proxy.url} ${code}`);

  return {
    async survive(kill) {
      await tellSome();
      arm(kill);
      // A station that says nothing any more has been killed over it.
      while (!hub.isEnded() && (await ask(`live ${chance.below(1_000_000)}`)) !== undefined);
      await fallen(kill.side);
      await (kill.side === 'hub' ? startHub() : startStation());
      await settle();
      return differences();
    },
    async close() {
      await Promise.all([station.end(), hub.end()]);
      await proxy.close();
    },
  };
}

/** Set up, with a key of its own, and never linked. */
function prepareStation(folder: string): void {
  const db = openDatabase(folder);
  stationWriter(db).create(settings, null);
  db.prepare('INSERT INTO key_use (station, generation, next_serial, first_used_ms) VALUES (1, 1, 0, ?)').run(now);
  db.close();
  const made = newKeyFile({ station: 1, generation: 1, demo: false, nowMs: now });
  beginSerials(folder, made);
  writeKeyFile(folder, made);
}
