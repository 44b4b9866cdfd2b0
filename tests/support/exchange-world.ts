/**
 * One station and its hub as they are, each over a file of its own, and a network between them that a seed makes bad: what is asked or
 * answered is dropped, repeated, late, cut short or somebody else's; or files on drives go to and fro, late, twice, in any order; either
 * side falls over at the edge of any transaction and is composed anew over its file; either is restored from an old copy; the station's
 * clock is a day off. Used by tests and by the bench.
 */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inTransaction, type WritableDb } from '../../electron/db/database.ts';
import { dayCountReader } from '../../electron/db/day-count-repository.ts';
import { linkReader, linkWriter } from '../../electron/db/link-repository.ts';
import { databaseFile, openDatabase } from '../../electron/db/open.ts';
import { outboxWriter } from '../../electron/db/outbox-repository.ts';
import { postingReader } from '../../electron/db/posting-repository.ts';
import { stationWriter } from '../../electron/db/station-repository.ts';
import { bundles } from '../../electron/hub-link/bundles.ts';
import { type Exchange, type ExchangeOutcome, exchange } from '../../electron/hub-link/exchange.ts';
import { factReader } from '../../electron/hub-link/facts.ts';
import { hubClient } from '../../electron/hub-link/hub-client.ts';
import { hubSource, inboxApply } from '../../electron/hub-link/inbox-apply.ts';
import { type LinkKey, newLinkKey } from '../../electron/hub-link/link-key.ts';
import { createHub, type Hub } from '../../maps/hub/compose.ts';
import { answerBundle } from '../../maps/hub/exchange/bundles.ts';
import { openHubKey } from '../../maps/hub/exchange/hub-key.ts';
import { holidayTable } from '../../maps/hub/holiday-table.ts';
import { HubError } from '../../maps/hub/hub-error.ts';
import type { HubDb } from '../../maps/hub/store/hub-db.ts';
import { AppError } from '../../shared/api/errors.ts';
import { now, settings } from './builders.ts';
import { chances } from './chances.ts';
import { differencesOf } from './exchange-agreement.ts';
import { Crash, failingHub, failingStation, fuse } from './fuse.ts';
import { stationToPut } from './hub-db.ts';
import { hubLife } from './hub-life.ts';
import { type HubPlace, sqlitePlace } from './hub-place.ts';
import { stationLife } from './station-life.ts';

const hubUrl = 'http://hub.test';
const dayMs = 86_400_000;

export interface WorldOptions {
  readonly seed: number;
  readonly folder: string;
  /** SQLite in the folder where nothing else is said. */
  readonly place?: HubPlace;
  /** The folder of a world in which nothing has happened, closed: what the station and the hub begin with, made once for many worlds. */
  readonly template?: string;
}

export interface World {
  /** Changes and exchanges as the seed has it, over the bad network. */
  live(steps: number): Promise<void>;
  /** The network is good: they exchange until nothing is left. */
  calm(): Promise<void>;
  /** How the two differ; empty when they agree. */
  differences(): Promise<readonly string[]>;
  /** What happened, by kind: a world in which nothing goes wrong proves nothing. */
  readonly happened: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export async function openWorld({ seed, folder, place = sqlitePlace(folder), template }: WorldOptions): Promise<World> {
  const chance = chances(seed);
  const happened = new Map<string, number>();
  const tell = (what: string) => happened.set(what, (happened.get(what) ?? 0) + 1);
  mkdirSync(folder, { recursive: true });
  if (template !== undefined) for (const file of ['station.db', 'hub.db']) copyFileSync(join(template, file), join(folder, file));

  let hubNowMs = now;
  let skewMs = 0;
  const stationNowMs = () => hubNowMs + skewMs;
  const fuses = { station: fuse(), hub: fuse() };
  let serial = 0;
  const newId = () => `0193582d-0000-7000-8000-${String(++serial).padStart(12, '0')}`;

  // The hub.
  let hubDb!: HubDb;
  let hub!: Hub;
  async function openHub(): Promise<void> {
    hubDb = await place.open();
    fuses.hub.left = undefined;
    hub = await createHub({
      ...{ db: failingHub(hubDb, fuses.hub), nowMs: () => hubNowMs, dataDir: folder, holidays: holidayTable(2026), demo: false },
      ...{ mapDir: join(folder, 'map'), siteDir: join(folder, 'site'), listsDir: join(folder, 'lists'), publisher: null },
      log: { bug: (_, error) => (error instanceof Crash ? 'crash' : raise(error)) },
    });
  }
  async function closeHub(): Promise<void> {
    await hub.close();
    await hubDb.close();
  }
  const bugs: unknown[] = [];
  function raise(error: unknown): string {
    bugs.push(error);
    return 'bug';
  }

  // The station.
  let db!: WritableDb;
  let key!: LinkKey;
  /** As it is composed over the file since it was opened. */
  let side!: { readonly failing: WritableDb; readonly exchanges: Exchange };
  function openStation(): void {
    db = openDatabase(folder);
    db.pragma('synchronous = OFF');
    fuses.station.left = undefined;
    const failing = failingStation(db, fuses.station);
    side = { failing, exchanges: composed(failing) };
  }
  const client = hubClient({
    fetch: (input, init) => network(new Request(input as string, init)),
    nowMs: stationNowMs,
    address: () => {
      const link = linkReader(db).find();
      return link && { hub: link, key };
    },
  });
  const facts = () => {
    const cabinets = () =>
      db.prepare('SELECT coalesce(sum(available), 0) AS available, coalesce(sum(free), 0) AS slots FROM bank_cabinet').get();
    const get = postingReader(db).get;
    return factReader({
      posting: (id) => {
        const found = get(id);
        return found?.source === hubSource ? undefined : found;
      },
      day: dayCountReader(db).of,
      lastDayOf: () => 2700,
      live: () => ({ banks: { ...(cabinets() as { available: number; slots: number }), faulty: 0 }, jobs: 0, atMs: stationNowMs() }),
      door: () => ({ closures: [], broken: [] }),
      confirmedAtMs: () => 0,
    });
  };
  const composed = (failing: WritableDb) =>
    exchange({
      ...{ db: failing, client, newId, nowMs: stationNowMs, monotonicMs: () => 0, pageItems: 20, factOf: facts() },
      apply: inboxApply({ db: failing, newId, nowMs: () => hubNowMs, lintOf: () => () => [] }),
    });
  const run = (): Promise<ExchangeOutcome> => side.exchanges.run();

  /** Files on their way to the hub and back: carried late, lost, taken twice, in any order. */
  const carried = { out: [] as string[], back: [] as string[] };
  async function byDrive(): Promise<ExchangeOutcome> {
    const cardKeys = { untold: () => undefined, told: () => {} };
    const files = bundles({ db: side.failing, exchange: side.exchanges, key: () => key, cardKeys, nowMs: stationNowMs });
    if (chance.in(0.6)) carried.out.push((await files.make()).text);
    if (carried.out.length > 0 && chance.in(0.7)) {
      const text = chance.in(0.3) ? chance.one(carried.out) : (carried.out.at(-1) ?? '');
      const { parts } = hub;
      const hubKey = openHubKey(folder);
      const onRead = async () => {};
      const answered = await answerBundle(
        { ...{ db: failingHub(hubDb, fuses.hub), hubKey, onRead, nowMs: () => hubNowMs }, ...parts },
        text,
      ).catch(async (error: unknown) => {
        if (error instanceof HubError) return null;
        if (!(error instanceof Crash)) throw error;
        tell('hub crashed');
        await closeHub();
        await openHub();
        return null;
      });
      if (answered) carried.back.push(answered.answer);
    }
    if (carried.back.length === 0) return { kind: 'silent' };
    const text = chance.in(0.3) ? chance.one(carried.back) : (carried.back.at(-1) ?? '');
    try {
      const taken = await files.take(text);
      tell('by drive');
      return taken.kind === 'refused' ? taken : { kind: 'done', sent: taken.sent, read: taken.read };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      tell(error.code);
      return { kind: 'silent' };
    }
  }

  // Between them.
  const late: Request[] = [];
  let isBad = false;
  const through = async (request: Request): Promise<Response> => {
    const answer = await hub.fetch(request, { address: '198.51.100.7' });
    if (fuses.hub.left !== undefined || !(await answer.clone().text()).includes('"crash"')) return answer;
    tell('hub crashed');
    await closeHub();
    await openHub();
    throw new TypeError('fetch failed');
  };
  const page = () => new Response('<html>请先登录</html>', { headers: { 'content-type': 'text/html' } });
  async function network(request: Request): Promise<Response> {
    if (!isBad) return through(request);
    if (late.length > 0 && chance.in(0.3)) {
      tell('late');
      await through(late.splice(chance.below(late.length), 1)[0] as Request).catch(() => {});
    }
    const kinds = ['good', 'good', 'good', 'good', 'lost', 'unanswered', 'twice', 'held', 'cut', 'half', '500', 'page', 'json'] as const;
    const kind = chance.one(kinds);
    tell(kind);
    switch (kind) {
      case 'good':
        return through(request);
      case 'lost':
        throw new TypeError('fetch failed');
      case 'unanswered':
        await through(request);
        throw new TypeError('terminated');
      case 'twice':
        await through(request.clone());
        return through(request);
      case 'held':
        late.push(request);
        throw new DOMException('timeout', 'TimeoutError');
      case 'cut': {
        const body = await request.text();
        const { method, headers, url } = request;
        return through(
          new Request(url, { method, headers, ...(method === 'POST' && { body: body.slice(0, chance.below(body.length + 1)) }) }),
        );
      }
      case 'half': {
        const text = await (await through(request)).text();
        return new Response(text.slice(0, chance.below(text.length)), { headers: { 'content-type': 'application/json' } });
      }
      case '500':
        return new Response('oops', { status: 500 });
      case 'page':
        return page();
      case 'json':
        return Response.json({ status: 'ok' });
    }
  }

  /** A code by the hub's operator, typed by staff: what either needs after a restore that the other does not know of. */
  async function enrol(): Promise<void> {
    const wasBad = isBad;
    isBad = false;
    fuses.hub.left = undefined;
    const { code } = await hub.parts.links.makeCode(1, 'wang');
    const made = newLinkKey();
    const answer = await client.enrol(hubUrl, { code, linkKey: made.key.publicKey, name: settings.name });
    if (answer.kind !== 'answer') throw new Error(JSON.stringify(answer));
    key = made.key;
    inTransaction(db, () => {
      const epoch = (linkReader(db).find()?.epoch ?? 0) + 1;
      linkWriter(db).enrol({ ...answer.value, url: hubUrl, epoch, enrolledAtMs: stationNowMs() });
      outboxWriter(db).begin();
    });
    isBad = wasBad;
  }

  async function exchangeOnce(): Promise<void> {
    if (isBad && chance.in(0.15)) fuses.station.left = chance.below(14);
    if (isBad && chance.in(0.3)) fuses.hub.left = chance.below(6);
    try {
      const outcome = isBad && chance.in(0.25) ? await byDrive() : await run();
      if (outcome.kind === 'refused') {
        tell(outcome.code);
        if (!isBad && ['token_invalid', 'link_unknown'].includes(outcome.code)) await enrol();
      }
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      tell('station crashed');
      db.close();
      openStation();
    }
    fuses.station.left = undefined;
    fuses.hub.left = undefined;
  }

  // What people do meanwhile.
  const atStation = stationLife({ chance, db: () => db, nowMs: () => hubNowMs });
  const atHub = hubLife({
    ...{ chance, db: () => hubDb, nowMs: () => hubNowMs },
    async tell(item) {
      fuses.hub.left = undefined;
      await hub.parts.inbox.tell([item]);
    },
  });

  let copiedHub = false;
  let copiedStation = false;
  const stationCopy = join(folder, 'station-copy.db');
  let restores = 0;
  const mishaps: Readonly<Record<string, () => Promise<void>>> = {
    async 'hub copied'() {
      await closeHub();
      await place.copy();
      await openHub();
      copiedHub = true;
    },
    async 'hub restored'() {
      if (!copiedHub) return;
      await closeHub();
      await place.restore();
      await openHub();
      restores += 1;
      atHub.owed.clear();
    },
    async 'station copied'() {
      rmSync(stationCopy, { force: true });
      db.prepare('VACUUM INTO ?').run(stationCopy);
      copiedStation = true;
    },
    async 'station restored'() {
      if (!copiedStation) return;
      db.close();
      const file = databaseFile(folder);
      for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
      copyFileSync(stationCopy, file);
      openStation();
      // The key of the link is in no backup.
      await enrol();
      restores += 1;
      atHub.owed.clear();
    },
    async 'hub composed anew'() {
      await closeHub();
      await openHub();
    },
    async 'clock set'() {
      skewMs = chance.one([0, -dayMs, dayMs]);
    },
  };

  await openHub();
  openStation();
  if (template === undefined) {
    stationWriter(db).create(settings, null);
    db.prepare('INSERT INTO key_use (station, generation, next_serial, first_used_ms) VALUES (1, 1, 0, ?)').run(now);
    await hub.parts.stations.put([stationToPut()], 'import');
  }
  await enrol();

  return {
    happened,
    async live(steps) {
      isBad = true;
      for (let step = 0; step < steps; step += 1) {
        hubNowMs += chance.below(20_000);
        const what = chance.below(100);
        if (what < 55) {
          const changes = Array.from({ length: 1 + chance.below(4) }, () => chance.one(Object.keys(atStation)));
          const isUndone = chance.in(0.1);
          try {
            inTransaction(db, () => {
              for (const change of changes) atStation[change]?.();
              if (isUndone) throw new Crash('rolled back');
            });
          } catch (error) {
            if (!(error instanceof Crash)) throw error;
          }
        } else if (what < 70) await atHub.change[chance.one(Object.keys(atHub.change))]?.();
        else if (what < 95) await exchangeOnce();
        else {
          const mishap = chance.one(Object.keys(mishaps));
          tell(mishap);
          await mishaps[mishap]?.();
        }
      }
    },
    async calm() {
      isBad = false;
      for (const request of late.splice(0)) await through(request).catch(() => {});
      for (let turn = 0; turn < 8; turn += 1) {
        await exchangeOnce();
        hubNowMs += 1000;
      }
    },
    async differences() {
      const differences = await differencesOf({ hubDb, db, factOf: facts(), wasRestored: restores > 0, owed: atHub.owed });
      return [...bugs.map((bug) => `a bug: ${String(bug)}`), ...differences];
    },
    async close() {
      await closeHub();
      db.close();
    },
  };
}
