/** What the desk opens on. */
import { type BenchRow, below, quantile } from '../report.ts';
import { openBusyStation } from './reports.ts';

const calls = 200;

export async function measureLists(): Promise<BenchRow[]> {
  const { api, actor, close } = openBusyStation();
  const lists = {
    'desk.today': () => api['desk.today']({}, actor),
    'posting.todo': () => api['posting.todo']({ limit: 3 }, actor),
    'match.todo': () => api['match.todo']({ limit: 3 }, actor),
    'bank.todo': () => api['bank.todo']({}, actor),
    'visit.day': () => api['visit.day']({ limit: 20 }, actor),
  };
  try {
    const rows: BenchRow[] = [];
    for (const [name, call] of Object.entries(lists)) {
      const times = new Float64Array(calls);
      for (let at = -10; at < calls; at++) {
        const start = performance.now();
        await call();
        if (at >= 0) times[at] = performance.now() - start;
      }
      rows.push(below(`${name}: p99`, quantile(times.sort(), 0.99), 'ms', 20));
    }
    return rows;
  } finally {
    close();
  }
}
