/**
 * One station and its hub as they are, each over a file of its own, and a network between them that a seed makes bad: what is asked or
 * answered is dropped, repeated, late, cut short or somebody else's; or files on drives go to and fro, late, twice, in any order; either side falls over at the edge of any transaction and is composed
 * anew over its file; either is restored from an old copy; the station's clock is a day off. Used by tests and by the bench.
 */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { cabinetWriter } from '../../electron/db/cabinet-repository.ts';
import { cardWriter } from '../../electron/db/card-repository.ts';
import { inTransaction, type WritableDb } from '../../electron/db/database.ts';
import { dayCountReader } from '../../electron/db/day-count-repository.ts';
import { linkReader, linkWriter } from '../../electron/db/link-repository.ts';
import { databaseFile, openDatabase } from '../../electron/db/open.ts';
import { outboxWriter } from '../../electron/db/outbox-repository.ts';
import { postingReader, postingWriter } from '../../electron/db/posting-repository.ts';
import { stationWriter } from '../../electron/db/station-repository.ts';
import { visitReader, visitWriter } from '../../electron/db/visit-repository.ts';
import { bundles } from '../../electron/hub-link/bundles.ts';
import { type ExchangeOutcome, exchange } from '../../electron/hub-link/exchange.ts';
import { factReader } from '../../electron/hub-link/facts.ts';
import { hubClient } from '../../electron/hub-link/hub-client.ts';
import { hubSource, inboxApply, phoneSource } from '../../electron/hub-link/inbox-apply.ts';
import { type LinkKey, newLinkKey } from '../../electron/hub-link/link-key.ts';
import { createHub, type Hub } from '../../maps/hub/compose.ts';
import { answerBundle } from '../../maps/hub/exchange/bundles.ts';
import { openHubKey } from '../../maps/hub/exchange/hub-key.ts';
import { holidayTable } from '../../maps/hub/holiday-table.ts';
import { HubError } from '../../maps/hub/hub-error.ts';
import { type HubDb, openPostgres, openSqlite } from '../../maps/hub/store/hub-db.ts';
import type { StationToPut } from '../../maps/hub/store/station-store.ts';
import { AppError } from '../../shared/api/errors.ts';
import { revise } from '../../shared/domain/posting.ts';
import { type VisitPurpose, visitPurposes } from '../../shared/domain/visit.ts';
import { addDays, type LocalDate, startOfDayMs } from '../../shared/domain/work-day.ts';
import type { Fact } from '../../shared/exchange/fact.ts';
import { sequence } from '../bench/sequence.ts';
import { cityNotice, content, now, posting, settings, today } from './builders.ts';

/** Thrown where the power goes. */
class Crash extends Error {}

const hubUrl = 'http://hub.test';
const dayMs = 86_400_000;

function chances(seed: number) {
  const random = sequence(seed * 2_654_435 + 17);
  const below = (count: number) => Math.floor(random() * count);
  return {
    below,
    one: <T>(of: readonly T[]): T => of[below(of.length)] as T,
    in: (share: number) => random() < share,
    id: () => {
      const hex = (digits: number) => Array.from({ length: digits }, () => below(16).toString(16)).join('');
      return `0193${hex(4)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
    },
  };
}

/** Where a hub's rows are, and how they are copied and put back while nobody has them open. */
/** A station of the demo city, as an import puts it. */
const plainStation: StationToPut = {
  ...{ number: null, name: '城北零工之家驿站', point: { lat: 36.65, lng: 101.77 }, original: { lat: 36.65, lng: 101.77, system: 'wgs84' } },
  ...{
    source: { name: '西河市总工会', id: 'A1' },
    district: ['河西省', '西河市', '城北区'],
    address: '文苑路 12 号',
    phone: '0900-555 0100',
  },
  ...{ hours: { text: '', schedule: null }, access: 'walk-in', accessNote: '', amenities: { yes: 1, known: 3 }, amenityNotes: {} },
  ...{ closures: [], photos: [] },
};

export interface HubPlace {
  open(): Promise<HubDb>;
  copy(): Promise<void>;
  restore(): Promise<void>;
}

function sqlitePlace(folder: string): HubPlace {
  const file = join(folder, 'hub.db');
  const copied = join(folder, 'hub-copy.db');
  return {
    async open() {
      const db = await openSqlite(file);
      // Nothing here pulls a plug: what a process leaves, the system has.
      await sql`PRAGMA synchronous = OFF`.execute(db.writer);
      return db;
    },
    copy: async () => copyFileSync(file, copied),
    async restore() {
      for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
      copyFileSync(copied, file);
    },
  };
}

/** @param url of an empty database; copies are databases beside it */
export function postgresPlace(url: string): HubPlace {
  const { pathname } = new URL(url);
  let name = pathname.slice(1);
  let copies = 0;
  let copied = '';
  async function clone(from: string): Promise<string> {
    copies += 1;
    const made = `${pathname.slice(1)}_${copies}`;
    const client = new pg.Client(new URL('/postgres', url).href);
    await client.connect();
    await client.query(`CREATE DATABASE ${made} TEMPLATE ${from}`);
    await client.end();
    return made;
  }
  return {
    open: () => openPostgres(new URL(`/${name}`, url).href),
    copy: async () => {
      copied = await clone(name);
    },
    restore: async () => {
      name = await clone(copied);
    },
  };
}

export interface WorldOptions {
  readonly seed: number;
  readonly folder: string;
  /** SQLite in the folder where nothing else is said. */
  readonly place?: HubPlace;
  /** What the station and the hub begin with, made once for many worlds. */
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

/** Fails at the edges of transactions when it is told to. */
interface Fuse {
  /** How many edges are still crossed; undefined: never fails. */
  left: number | undefined;
  edge(): void;
}

function fuse(): Fuse {
  return {
    left: undefined,
    edge() {
      if (this.left === undefined) return;
      if (this.left > 0) this.left -= 1;
      else {
        this.left = undefined;
        throw new Crash('the power went');
      }
    },
  };
}

/** Before a transaction, at its end (nothing of it is kept), and after it (all of it is). */
function failingStation(db: WritableDb, fuse: Fuse): WritableDb {
  const transaction = (work: () => unknown) => {
    const whole = db.transaction(() => {
      const value = work();
      fuse.edge();
      return value;
    });
    return {
      immediate() {
        fuse.edge();
        const value = whole.immediate();
        fuse.edge();
        return value;
      },
    };
  };
  return proxied(db, { transaction });
}

function failingHub(db: HubDb, fuse: Fuse): HubDb {
  const transaction = () => ({
    async execute(work: (tx: never) => Promise<unknown>) {
      fuse.edge();
      const value = await db.writer.transaction().execute(async (tx) => {
        const made = await work(tx as never);
        fuse.edge();
        return made;
      });
      fuse.edge();
      return value;
    },
  });
  return { ...db, writer: proxied(db.writer, { transaction }) };
}

function proxied<T extends object>(target: T, over: object): T {
  return new Proxy(target, {
    get(_, name) {
      if (name in over) return Reflect.get(over, name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
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
  function openStation(): void {
    db = openDatabase(folder);
    db.pragma('synchronous = OFF');
    fuses.station.left = undefined;
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
      ...{ db: failing, client, newId, nowMs: stationNowMs, factOf: facts() },
      apply: inboxApply({ db: failing, newId, nowMs: () => hubNowMs, lint: () => [] }),
    });
  const run = (): Promise<ExchangeOutcome> => composed(failingStation(db, fuses.station)).run();

  /** Files on their way to the hub and back: carried late, lost, taken twice, in any order. */
  const carried = { out: [] as string[], back: [] as string[] };
  async function byDrive(): Promise<ExchangeOutcome> {
    const failing = failingStation(db, fuses.station);
    const cardKeys = { untold: () => undefined, told: () => {} };
    const files = bundles({ db: failing, exchange: composed(failing), key: () => key, cardKeys, nowMs: stationNowMs });
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
  const days = Array.from({ length: 5 }, (_, at) => addDays(today, at - 4));
  const visited = () => visitReader(db);
  const own = () => db.prepare("SELECT id FROM posting WHERE source NOT IN ('hub')").pluck().all() as string[];
  const cards = (state: string) => db.prepare('SELECT id FROM card WHERE state = ?').pluck().all(state) as string[];

  const atStation: Readonly<Record<string, () => void>> = {
    visit() {
      const day = chance.one(days);
      const record = { id: chance.id(), workDay: day, dailyNumber: visited().nextDailyNumber(day), sessionId: chance.id() };
      visitWriter(db).insert({
        ...record,
        purpose: chance.one<VisitPurpose>(visitPurposes),
        atMs: startOfDayMs(day) + chance.below(dayMs),
      });
    },
    correction() {
      const id = db.prepare('SELECT id FROM visit WHERE id NOT IN (SELECT visit_id FROM visit_correction) LIMIT 1').pluck().get();
      if (typeof id === 'string') visitWriter(db).correct({ id: chance.id(), visitId: id, atMs: hubNowMs, actor: 'staff', reason: 'slip' });
    },
    posting() {
      const publishedAtMs = startOfDayMs(chance.one(days)) + 1;
      const id = chance.id();
      postingWriter(db).insert(posting({ headcount: 1 + chance.below(9) }, { id, sourceId: id, publishedAtMs }));
    },
    draft() {
      const id = chance.id();
      postingWriter(db).insert(posting({}, { id, sourceId: id, state: 'pending', publishedAtMs: null }));
    },
    edit() {
      const found = postingReader(db).get(chance.one(own()) ?? '');
      if (!found || (found.state !== 'published' && found.state !== 'paused')) return;
      const next = { ...found.content, title: `刷墙 ${chance.below(100)}`, headcount: 1 + chance.below(9) };
      postingWriter(db).update({ ...found, ...revise(found, next), state: found.state, content: next, updatedAtMs: hubNowMs });
    },
    state() {
      const found = postingReader(db).get(chance.one(own()) ?? '');
      if (!found || found.publishedAtMs === null || found.state === 'draft' || found.source === phoneSource) return;
      const state = chance.one(['published', 'paused', 'closed', 'pending'] as const);
      postingWriter(db).update({ ...found, state, content: content({ headcount: found.content.headcount ?? 1 }), updatedAtMs: hubNowMs });
    },
    deletion() {
      db.prepare("DELETE FROM posting WHERE id = ? AND source = 'test'").run(chance.one(own()) ?? '');
    },
    card() {
      const [worker, id] = [chance.id(), chance.id()];
      db.prepare(
        "INSERT INTO worker (id, name, available_from, available_mask, phone_on_card, wall, created_at_ms, last_seen_ms) VALUES (?, '王师傅', ?, 127, 0, 0, ?, ?)",
      ).run(worker, today, hubNowMs, hubNowMs);
      const used = Number(db.prepare('SELECT coalesce(max(serial), -1) FROM card').pluck().get());
      const moments = { issuedDay: 2510 + chance.below(5), validDays: 90, createdAtMs: hubNowMs };
      const names = { sessionId: chance.id(), requestId: chance.id() };
      // A serial that never comes twice, also not after a restore: the guard beside the database.
      const one = { id, workerId: worker, kid: { station: 1, generation: 1, serial: Math.max(used, lastSerial) + 1 }, content: null };
      lastSerial = one.kid.serial;
      cardWriter(db).insert({ ...one, ...moments, ...names } as never);
    },
    revocation() {
      const [id] = cards('live');
      if (id !== undefined) cardWriter(db).revoke(id, 'lost', hubNowMs);
    },
    banks() {
      const figures = { available: chance.below(9), free: chance.below(9), faulty: 0, countedAtMs: hubNowMs, revision: 1 };
      cabinetWriter(db).save({ id: `c${chance.below(2)}`, vendor: '某牌', ...figures } as never);
    },
    cabinet: () => cabinetWriter(db).remove(`c${chance.below(2)}`),
    reach() {
      const id = chance.one(own());
      if (id === undefined) return;
      db.prepare(
        'INSERT INTO posting_reach (posting_id, work_day, hour, shown, touched) VALUES (?, ?, 6, 1, 0) ON CONFLICT DO UPDATE SET shown = shown + 1',
      ).run(id, chance.one(days));
    },
  };
  let lastSerial = -1;

  /** Told at the hub to this station alone since the last restore, to be there exactly once. */
  const owed = new Set<string>();
  const atHub: Readonly<Record<string, () => Promise<void>>> = {
    async notice() {
      const { key, content } = cityNotice(chance.below(12), { title: `通知 ${chance.below(1000)}` });
      const gone = chance.in(0.2);
      await tellHub('all', 'notice', key, gone ? null : content);
    },
    async posting() {
      const id = `0193582e-0000-7000-8000-${String(chance.below(6)).padStart(12, '0')}`;
      const state = chance.in(0.3) ? 'closed' : 'published';
      const record = { revision: 1, fieldRevisions: {}, taken: 0, demo: false, updatedAtMs: now };
      const fact = { id, state, content: content({ headcount: 1 + chance.below(9) }), ...record };
      await tellHub('all', 'posting', id, chance.in(0.15) ? null : { of: 'hub', posting: fact });
    },
    async edit() {
      const [row] = await hubDb.reader.selectFrom('station_posting').select(['id', 'revision']).limit(1).execute();
      if (!row) return;
      await tellHub(1, 'posting', row.id, {
        of: 'station',
        id: row.id,
        base: row.revision,
        fields: { conditions: `要求 ${chance.below(99)}` },
      });
    },
    async submission() {
      const id = chance.id();
      await tellHub(1, 'submission', id, { id, content: content({ verifiedAtMs: null }), phone: '19900002608', atMs: hubNowMs });
      owed.add(id);
    },
    async hire() {
      const id = chance.id();
      await tellHub(1, 'hire', id, { id, generation: 1, serial: chance.below(9), day: today });
    },
  };
  async function tellHub(scope: 'all' | number, kind: 'notice' | 'posting' | 'submission' | 'hire', key: string, item: unknown) {
    fuses.hub.left = undefined;
    await hub.parts.inbox.tell([{ scope, kind, key, content: item }]);
  }

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
      owed.clear();
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
      owed.clear();
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
    await hub.parts.stations.put([plainStation], 'import');
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
        } else if (what < 70) await atHub[chance.one(Object.keys(atHub))]?.();
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
      const found: string[] = bugs.map((bug) => `a bug: ${String(bug)}`);
      const differ = (what: string, theirs: unknown, ours: unknown) => {
        const [a, b] = [JSON.stringify(theirs), JSON.stringify(ours)];
        if (a !== b) found.push(`${what}: the hub has ${a}, the station ${b}`);
      };
      const factOf = facts();
      const link = linkReader(db).find();
      const [kept] = await hubDb.reader.selectFrom('link').select(['epoch', 'next']).execute();
      differ('cursors', { epoch: kept?.epoch, next: kept?.next }, { epoch: link?.epoch, next: link?.acknowledged });
      differ('waiting', 0, db.prepare('SELECT count(*) FROM outbox').pluck().get());
      differ('faults', [], linkReader(db).faults());

      const postings = own()
        .map((id) => factOf({ sequence: 0, kind: 'posting', key: id }))
        .filter(({ kind }) => kind === 'posting') as Extract<Fact, { kind: 'posting' }>[];
      const shown = await hubDb.reader.selectFrom('station_posting').select(['id', 'data']).execute();
      const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
      differ(
        'postings',
        shown.map(({ data }) => JSON.parse(data) as { id: string }).sort(byId),
        JSON.parse(JSON.stringify(postings.sort(byId))),
      );

      const told = await hubDb.reader.selectFrom('station_day').selectAll().orderBy('day').execute();
      for (const { number: _, day, purposes, ...counts } of told) {
        const ours = dayCountReader(db).of(day as LocalDate);
        const isKnown = Object.values(ours).some((value) => (typeof value === 'number' ? value > 0 : Object.keys(value).length > 0));
        // Days that a restored station knows no more did happen.
        if (!isKnown && restores > 0) continue;
        const visits = Object.values(ours.visits).reduce((all: number, one) => all + (one ?? 0), 0);
        differ(
          `day ${day}`,
          Object.entries({ ...counts, purposes: JSON.parse(purposes) }).sort(),
          Object.entries({ ...ours, visits, purposes: ours.visits }).sort(),
        );
      }
      const known = db.prepare('SELECT DISTINCT work_day FROM visit').pluck().all() as string[];
      differ(
        'days without visits',
        [],
        known.filter((day) => !told.some((one) => one.day === day)),
      );

      const revoked = await hubDb.reader.selectFrom('revoked_card').select('serial').orderBy('serial').execute();
      const ours = db.prepare("SELECT serial FROM card WHERE state = 'revoked' ORDER BY serial").pluck().all() as number[];
      const theirs = revoked.map(({ serial }) => serial);
      differ('void cards', restores > 0 ? ours.filter((one) => theirs.includes(one)) : theirs, ours);

      const [live] = await hubDb.reader.selectFrom('live').select(['available', 'slots']).execute();
      const { banks } = factOf({ sequence: 0, kind: 'live', key: '' }) as Extract<Fact, { kind: 'live' }>;
      differ('banks', live, { available: banks?.available, slots: banks?.slots });

      const items = await hubDb.reader.selectFrom('inbox_item').select(['kind', 'key', 'content']).orderBy('key').execute();
      const notices = items
        .filter(({ kind, content }) => kind === 'notice' && content !== null)
        .map(({ key, content }) => [key, (JSON.parse(content ?? '') as { title: string }).title]);
      differ('notices', notices, db.prepare("SELECT id, title FROM notice WHERE origin = 'hub' ORDER BY id").raw().all());

      const published = items
        .filter(({ kind, content }) => kind === 'posting' && content !== null)
        .map(
          ({ key, content }) =>
            [key, JSON.parse(content ?? '')] as [string, { of: string; posting?: { state: string; content: { headcount: number } } }],
        )
        .filter(([, { of, posting }]) => of === 'hub' && posting?.state === 'published')
        .map(([key, { posting }]) => [key, posting?.content.headcount]);
      const here = db
        .prepare("SELECT source_id, headcount FROM posting WHERE source = 'hub' AND state = 'published' ORDER BY source_id")
        .raw()
        .all();
      differ('postings of the city', published, here);

      const sent = db.prepare('SELECT source_id FROM posting WHERE source = ?').pluck().all(phoneSource) as string[];
      differ(
        'submissions that are missing',
        [],
        [...owed].filter((id) => !sent.includes(id)),
      );
      differ('submissions that are there twice', sent.length, new Set(sent).size);
      return found;
    },
    async close() {
      await closeHub();
      db.close();
    },
  };
}
