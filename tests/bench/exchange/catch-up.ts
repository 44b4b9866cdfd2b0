/**
 * A station of two years whose network was gone for thirty days, with a hub in a process of its own: how long it takes until both agree again,
 * and what the kiosk's own calls take meanwhile, the loop's delays with them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stationServices } from '../../../electron/compose.ts';
import { inTransaction, type WritableDb } from '../../../electron/db/database.ts';
import { openDatabase } from '../../../electron/db/open.ts';
import { outboxReader } from '../../../electron/db/outbox-repository.ts';
import { postingReader, postingWriter } from '../../../electron/db/posting-repository.ts';
import { visitWriter } from '../../../electron/db/visit-repository.ts';
import { type KeyState, openKeys } from '../../../electron/keys/station-keys.ts';
import { createNoPrinter } from '../../../electron/printing/none.ts';
import { createPrintQueue } from '../../../electron/printing/queue.ts';
import { stationClock, systemClock } from '../../../electron/services/clock.ts';
import { inbox } from '../../../maps/hub/exchange/inbox.ts';
import { links } from '../../../maps/hub/exchange/links.ts';
import { openHubDb } from '../../../maps/hub/open-hub-db.ts';
import type { HubDb } from '../../../maps/hub/store/hub-db.ts';
import { sqlStationStore } from '../../../maps/hub/store/sql-station-store.ts';
import type { Actor } from '../../../shared/api/actor.ts';
import { revise } from '../../../shared/domain/posting.ts';
import { addDays, type LocalDate, startOfDayMs, workDayOf } from '../../../shared/domain/work-day.ts';
import { cityNotice, content, posting } from '../../support/builders.ts';
import { stationToPut } from '../../support/hub-db.ts';
import { busyStation } from '../desk/data.ts';
import { withHub } from '../map/hub-process.ts';
import { atMost, type BenchRow, below, quantile, told } from '../report.ts';

const daysAway = 30;
/** What a machine does beside is in the longest of few calls: the middle of three such months counts. */
const rounds = 3;
/** Of each of those days. */
const [visits, newPostings, changedPostings, cityPostings] = [140, 20, 40, 10];
const dayMs = 86_400_000;
const noReports = { answer: () => Promise.reject(new Error('not measured here')), close: () => {} };

export async function measureCatchUp(): Promise<BenchRow[]> {
  const hubFolder = mkdtempSync(join(tmpdir(), 'yizhan-bench-hub-'));
  const place = { dataDir: hubFolder, databaseUrl: null };
  const hubDb = await openHubDb({ ...place, mapDir: '', siteDir: '', listsDir: '' });
  try {
    await sqlStationStore({ db: hubDb, nowMs: Date.now }).put([stationToPut()], 'bench');
    const { code } = await links({ db: hubDb, nowMs: Date.now }).makeCode(1, 'bench');
    return await withHub(place, (url) => caughtUp(url.href.replace(/\/$/, ''), code, hubDb));
  } finally {
    await hubDb.close();
    rmSync(hubFolder, { recursive: true, force: true });
  }
}

async function caughtUp(url: string, code: string, hubDb: HubDb): Promise<BenchRow[]> {
  const { api, db, actor, close } = await openStation();
  try {
    await api['link.enrol']({ url, code }, actor);
    const before = await api['link.status']({}, actor);
    if (before.waiting > 0 || before.fault !== null) throw new Error(`the first exchange: ${JSON.stringify(before)}`);
    const today = workDayOf(Date.now());
    const kiosk = [
      () => api['changes.read']({}),
      () => api['roll.read']({}),
      () => api['posting.list']({ order: 'today', offset: 0, limit: 6 }),
      () => api['visit.log']({ purpose: 'rest', sessionId: crypto.randomUUID() }),
    ];
    async function callsUntil(isEnough: (calls: number) => boolean): Promise<Float64Array> {
      const times: number[] = [];
      for (let at = 0; !isEnough(at); at += 1) {
        const from = performance.now();
        // what is asked now waits for whatever the loop is at
        await new Promise((resolve) => setImmediate(resolve));
        await kiosk[at % kiosk.length]?.();
        times.push(performance.now() - from);
      }
      return new Float64Array(times).sort();
    }
    async function month(round: number) {
      await lived(db, today, round);
      await toldMeanwhile(hubDb, round);
      const waiting = outboxReader(db).count();
      const atRest = await callsUntil((calls) => calls === 400);
      let isDone = false;
      const start = performance.now();
      const sending = api['link.send']({}, actor).finally(() => {
        isDone = true;
      });
      const meanwhile = await callsUntil(() => isDone);
      const { fault } = await sending;
      const seconds = (performance.now() - start) / 1000;
      const wrong = (await differences(hubDb, db, today, round + 1)) + (fault === null ? 0 : 1);
      return { waiting, wrong, seconds, calls: meanwhile.length, atRest: quantile(atRest, 0.99), meanwhile: quantile(meanwhile, 0.99) };
    }
    const months: Awaited<ReturnType<typeof month>>[] = [];
    for (let round = 0; round < rounds; round += 1) months.push(await month(round));
    const middle = (of: (one: (typeof months)[number]) => number) => quantile(new Float64Array(months.map(of)).sort(), 0.5);
    const most = (of: (one: (typeof months)[number]) => number) => Math.max(...months.map(of));
    return [
      told(
        `changes of ${daysAway} days that waited`,
        most(({ waiting }) => waiting),
        'facts',
      ),
      below(
        'until station and hub agree again, the longest of three',
        most(({ seconds }) => seconds),
        's',
        10,
      ),
      atMost(
        'what differs afterwards, or still waits for another reason than a visit since',
        most(({ wrong }) => wrong),
        '',
        0,
      ),
      told(
        'calls of the kiosk meanwhile',
        middle(({ calls }) => calls),
        'calls',
      ),
      told(
        'the same calls at rest: p99',
        middle(({ atRest }) => atRest),
        'ms',
      ),
      below(
        'calls of the kiosk meanwhile, with the loop’s delay: p99',
        middle(({ meanwhile }) => meanwhile),
        'ms',
        10,
      ),
    ];
  } finally {
    close();
  }
}

async function openStation() {
  const folder = busyStation();
  const db = openDatabase(folder);
  let keys: KeyState = openKeys(folder, { demoStation: null, used: [], nowMs: Date.now() });
  const services = stationServices({
    ...{ db, keys, reports: noReports as never, clock: stationClock(systemClock, 0) },
    setKeys: (next) => {
      keys = next;
    },
    printing: { queue: createPrintQueue(createNoPrinter()), readBack: async () => null },
  });
  const { token } = await services.api['staff.set-up']({ name: '马站长', pin: '482915' });
  const actor = services.actorOf(token) as Actor;
  return { ...services, db, actor, close: () => db.close() };
}

/** What happened at the station, a transaction for each day. */
async function lived(db: WritableDb, today: LocalDate, round: number): Promise<void> {
  const writer = postingWriter(db);
  const reader = postingReader(db);
  const open = db
    .prepare("SELECT id FROM posting WHERE state = 'published' LIMIT ?")
    .pluck()
    .all(daysAway * changedPostings) as string[];
  for (let away = 0; away < daysAway; away += 1) {
    const day = addDays(today, away - daysAway);
    const fromMs = startOfDayMs(day);
    inTransaction(db, () => {
      for (let at = 0; at < visits; at += 1) {
        const record = { id: crypto.randomUUID(), workDay: day, dailyNumber: 5000 + round * visits + at, sessionId: crypto.randomUUID() };
        visitWriter(db).insert({ ...record, purpose: 'jobs', atMs: fromMs + at * 300_000 });
      }
      for (let at = 0; at < newPostings; at += 1) {
        const id = crypto.randomUUID();
        writer.insert(
          posting(content({ validThroughMs: Date.now() + 7 * dayMs }), { id, sourceId: id, publishedAtMs: fromMs + at * 60_000 }),
        );
      }
      for (const id of open.slice(away * changedPostings, (away + 1) * changedPostings)) {
        const found = reader.get(id);
        if (found?.state !== 'published') continue;
        const next = { ...found.content, headcount: 1 + (away % 9), title: `装卸 ${round}-${away}` };
        writer.update({ ...found, ...revise(found, next), state: found.state, content: next, updatedAtMs: fromMs });
      }
    });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What the hub has for the station after a month. */
async function toldMeanwhile(hubDb: HubDb, round: number): Promise<void> {
  const box = inbox(hubDb);
  for (let away = 0; away < daysAway; away += 1) {
    const items = Array.from({ length: cityPostings }, (_, at) => {
      const key = `0198de32-0000-7000-8000-${String((round * daysAway + away) * 100 + at).padStart(12, '0')}`;
      const record = {
        id: key,
        state: 'published',
        revision: 1,
        fieldRevisions: {},
        taken: 0,
        demo: false,
        updatedAtMs: Date.now(),
      } as const;
      const fact = { ...record, content: content({ title: `城里的活 ${round}-${away}-${at}`, validThroughMs: Date.now() + 7 * dayMs }) };
      return { scope: 'all', kind: 'posting', key, content: { of: 'hub', posting: fact } } as const;
    });
    await box.tell([...items, cityNotice(round * daysAway + away, { startsAtMs: Date.now(), endsAtMs: Date.now() + 7 * dayMs })]);
  }
}

/** Days before today, postings, and the city's own: what only one of the two has. */
async function differences(hubDb: HubDb, db: WritableDb, today: LocalDate, months: number): Promise<number> {
  const theirs = await hubDb.reader.selectFrom('station_posting').select('id').orderBy('id').execute();
  const ours = db
    .prepare("SELECT id FROM posting WHERE source <> 'hub' AND state IN ('published', 'paused') ORDER BY id")
    .pluck()
    .all() as string[];
  const hubIds = new Set(theirs.map(({ id }) => id));
  const missing = ours.filter((id) => !hubIds.delete(id)).length + hubIds.size;
  const days = await hubDb.reader.selectFrom('station_day').where('day', '<', today).select(['day', 'visits']).execute();
  const count = db.prepare<[string], number>(
    'SELECT count(*) FROM visit WHERE work_day = ? AND id NOT IN (SELECT visit_id FROM visit_correction)',
  );
  const wrong = days.filter(({ day, visits: sum }) => count.pluck().get(day) !== sum).length;
  const city = Number(db.prepare("SELECT count(*) FROM posting WHERE source = 'hub' AND state = 'published'").pluck().get());
  return missing + wrong + Math.abs(city - months * daysAway * cityPostings);
}
