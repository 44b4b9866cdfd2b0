/**
 * Each operation that a screen calls, beside its own statements run bare on the same connection, call by call in turn, so that
 * a noisy machine troubles both alike.
 */
import { stationServices } from '../../../electron/compose.ts';
import { openDatabase } from '../../../electron/db/open.ts';
import { countSql, openPostings, pageSql } from '../../../electron/db/posting-repository.ts';
import { addReachSql } from '../../../electron/db/reach-repository.ts';
import { visitSql } from '../../../electron/db/visit-repository.ts';
import { createNoPrinter } from '../../../electron/printing/none.ts';
import { createPrintQueue } from '../../../electron/printing/queue.ts';
import { stationClock, systemClock } from '../../../electron/services/clock.ts';
import { newId } from '../../../electron/services/id.ts';
import { isMorning } from '../../../shared/domain/posting.ts';
import { localMinuteOf, workDayOf } from '../../../shared/domain/work-day.ts';
import { atMost, type BenchRow, below, quantile } from '../report.ts';
import { fullStation } from './data.ts';

interface Pair {
  readonly name: string;
  readonly calls: number;
  service(): Promise<unknown>;
  bare(): unknown;
}

async function measure({ name, calls, service, bare }: Pair): Promise<BenchRow[]> {
  const took = { service: new Float64Array(calls), bare: new Float64Array(calls) };
  for (let call = -50; call < calls; call++) {
    const start = performance.now();
    await service();
    const middle = performance.now();
    bare();
    const end = performance.now();
    if (call < 0) continue;
    took.service[call] = middle - start;
    took.bare[call] = end - middle;
  }
  const service50 = quantile(took.service.sort(), 0.5);
  const bare50 = quantile(took.bare.sort(), 0.5);
  const p99 = below(`${name}: p99`, quantile(took.service, 0.99), 'ms', 10);
  return bare50 >= 0.2
    ? [p99, atMost(`${name}: median beside its bare statements`, service50 / bare50, '×', 3)]
    : [p99, atMost(`${name}: median above its bare statements`, service50 - bare50, 'ms', 0.3)];
}

export async function measureOperations(): Promise<BenchRow[]> {
  const db = openDatabase(fullStation());
  const { api } = stationServices({
    ...{ db, clock: stationClock(systemClock, 0), keys: { kind: 'unusable', code: 'key_missing' } },
    printing: { queue: createPrintQueue(createNoPrinter()), readBack: async () => null },
  });
  const nowMs = Date.now();
  const at = { nowMs, today: workDayOf(nowMs), minute: localMinuteOf(nowMs), lat: 36.62, lng: 101.76, shrink: 0.8 };
  const row = db.prepare('SELECT * FROM posting WHERE rowid = ?');
  const page = (order: Parameters<typeof pageSql>[0], limit: number, filter = { trade: false, text: false }) => {
    const statement = db.prepare(pageSql(order, filter)).pluck();
    return () => statement.all({ ...at, trade: 203, text: '岗位99', limit, offset: 0 }).map((number) => row.get(number));
  };
  const counted = (filter = { trade: false, text: false }) => {
    const statement = db.prepare(countSql(filter));
    return () => statement.get({ ...at, trade: 203, text: '岗位99' });
  };
  const both =
    (...statements: (() => unknown)[]) =>
    () =>
      statements.map((run) => run());
  const list = (over: object) => () => api['posting.list']({ order: 'today', offset: 0, limit: 6, ...over });
  const horizon = db.prepare(`SELECT count(*), total(fresh_until_ms IS NULL OR fresh_until_ms < @nowMs) FROM ${openPostings}`);
  const summary = db.prepare(
    `SELECT trade, count(*), sum(work_date IS @today), max(day_pay_fen) FROM ${openPostings} GROUP BY trade ORDER BY count(*) DESC, trade`,
  );
  const id = String(db.prepare('SELECT id FROM posting LIMIT 1 OFFSET 5000').pluck().get());
  const byId = db.prepare('SELECT * FROM posting WHERE id = ?');
  const settings = db.prepare('SELECT settings, demo_day FROM station');

  // Writes: the same rows into the same tables in a transaction of their own, with the same synchronous setting.
  const insertVisit = db.prepare('INSERT INTO visit (id, work_day, daily_number, purpose, at_ms, session_id) VALUES (?, ?, ?, ?, ?, ?)');
  const lastNumber = db.prepare(visitSql.lastNumber).pluck();
  const bareVisit = db.transaction((day: string) =>
    insertVisit.run(newId(), day, Number(lastNumber.get(day) ?? 0) + 1, 'rest', nowMs, newId()),
  );
  const addReach = db.prepare(addReachSql);
  const reachIds = db.prepare('SELECT id FROM posting LIMIT 6').pluck().all() as string[];
  const bareReach = db.transaction(() =>
    reachIds.map((postingId) => addReach.run({ postingId, workDay: at.today, hour: 6, shown: 1, touched: 0 })),
  );

  const pairs: Pair[] = [
    { name: 'station.get', calls: 2000, service: () => api['station.get']({}), bare: () => settings.get() },
    { name: 'changes.read', calls: 2000, service: () => api['changes.read']({}), bare: () => horizon.get(at) },
    {
      name: 'roll.read',
      calls: 500,
      service: () => api['roll.read']({}),
      bare: page(isMorning(at.minute) ? 'morning' : 'today', 48),
    },
    { name: 'posting.summarise', calls: 500, service: () => api['posting.summarise']({}), bare: () => summary.all(at) },
    { name: 'posting.list 今天上工', calls: 500, service: list({}), bare: both(counted(), page('today', 6)) },
    { name: 'posting.list 钱多的在前', calls: 500, service: list({ order: 'pay' }), bare: both(counted(), page('pay', 6)) },
    { name: 'posting.list 离得近', calls: 500, service: list({ order: 'near' }), bare: both(counted(), page('near', 6)) },
    {
      name: 'posting.list one trade',
      calls: 500,
      service: list({ trade: 203 }),
      bare: both(counted({ trade: true, text: false }), page('today', 6, { trade: true, text: false })),
    },
    {
      name: 'posting.list by words',
      calls: 300,
      service: list({ text: '岗位99' }),
      bare: page('today', 6, { trade: false, text: true }),
    },
    { name: 'posting.get', calls: 2000, service: () => api['posting.get']({ id }), bare: () => byId.get(id) },
    {
      name: 'visit.log',
      calls: 500,
      service: () => api['visit.log']({ purpose: 'rest', sessionId: crypto.randomUUID() }),
      bare: () => bareVisit('1999-01-01'),
    },
    {
      name: 'reach.record of a page',
      calls: 500,
      service: () => api['reach.record']({ reach: reachIds.map((postingId) => ({ postingId, shown: 1, touched: 0 })) }),
      bare: () => bareReach(),
    },
  ];
  try {
    const rows: BenchRow[] = [];
    for (const pair of pairs) rows.push(...(await measure(pair)));
    return rows;
  } finally {
    db.close();
  }
}
