/** Reports of a month and of two years, and what the kiosk's own operations take while two years are counted over and over. */
import { stationServices } from '../../../electron/compose.ts';
import { openDatabase } from '../../../electron/db/open.ts';
import { reportReader } from '../../../electron/db/report-repository.ts';
import { openKeys } from '../../../electron/keys/station-keys.ts';
import { createNoPrinter } from '../../../electron/printing/none.ts';
import { createPrintQueue } from '../../../electron/printing/queue.ts';
import { reportThread } from '../../../electron/reports/thread.ts';
import { stationClock, systemClock } from '../../../electron/services/clock.ts';
import { spanOf } from '../../../shared/domain/report.ts';
import { addDays, workDayOf } from '../../../shared/domain/work-day.ts';
import { atMost, type BenchRow, below, quantile } from '../report.ts';
import { busyStation, days } from './data.ts';

const actor = { staffId: '0193582c-0000-7000-8000-0000000000aa', name: '马会计' };
const calls = 250;

export function openBusyStation() {
  const folder = busyStation();
  const db = openDatabase(folder);
  const reports = reportThread(db.name);
  const nowMs = Date.now();
  const { api } = stationServices({
    ...{ db, reports, clock: stationClock(systemClock, 0), keys: openKeys(folder, { demoStation: null, used: [], nowMs }) },
    printing: { queue: createPrintQueue(createNoPrinter()), readBack: async () => null },
  });
  const close = () => {
    reports.close();
    db.close();
  };
  return { db, api, actor, today: workDayOf(nowMs), close };
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function median(times: number, work: () => Promise<unknown>): Promise<number> {
  const values = [];
  for (let time = 0; time < times; time++) values.push(await took(work));
  return middle(values);
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export async function measureReports(): Promise<BenchRow[]> {
  const { db, api, today, close } = openBusyStation();
  const bare = reportReader(db);
  const twoYears = { from: addDays(today, -days), to: today };
  const month = spanOf('lastMonth', today);
  try {
    const first = await took(() => api['report.read'](month, actor));
    const whole = { service: [] as number[], bare: [] as number[] };
    for (let time = 0; time < 5; time++) {
      whole.service.push(await took(() => api['report.read'](twoYears, actor)));
      whole.bare.push(await took(async () => bare.read(twoYears.from, twoYears.to)));
    }
    const rows = [
      below('report: a month, the first with its thread to start', first, 'ms', 1000),
      below('report: a month, median of 5', await median(5, () => api['report.read'](month, actor)), 'ms', 300),
      below('report: two years, median of 5', middle(whole.service), 'ms', 2000),
      atMost('report: two years beside the bare statements in one thread, in turn', middle(whole.service) / middle(whole.bare), '×', 3),
      below(
        'funnel: a month, median of 3',
        await median(3, () => api['report.funnel']({ ...month, offset: 0, limit: 20 }, actor)),
        'ms',
        2000,
      ),
    ];

    const kiosk = {
      'changes.read': () => api['changes.read']({}),
      'roll.read': () => api['roll.read']({}),
      'posting.list': () => api['posting.list']({ order: 'today', offset: 0, limit: 6 }),
      'visit.log': () => api['visit.log']({ purpose: 'rest', sessionId: crypto.randomUUID() }),
    };
    let counting = true;
    const counted = (async () => {
      while (counting) await api['report.read'](twoYears, actor);
    })();
    for (const [name, call] of Object.entries(kiosk)) {
      const times = new Float64Array(calls);
      for (let at = -20; at < calls; at++) {
        const time = await took(call);
        if (at >= 0) times[at] = time;
        // The station's loop turns between touches.
        await new Promise((resolve) => setImmediate(resolve));
      }
      rows.push(below(`${name} while two years are counted: p99`, quantile(times.sort(), 0.99), 'ms', 10));
    }
    counting = false;
    await counted;
    return rows;
  } finally {
    close();
  }
}
