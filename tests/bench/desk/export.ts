/** A year's rows onto a drive: how long, and how much memory the host takes for it beyond what a month took. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { databaseFile } from '../../../electron/db/open.ts';
import { spanOf } from '../../../shared/domain/report.ts';
import { addDays, workDayOf } from '../../../shared/domain/work-day.ts';
import { atMost, type BenchRow, below } from '../report.ts';
import { busyStation } from './data.ts';
import { startDriveHost } from './drive-host.ts';

/** The same rows as the engine has them, joined with commas: what nobody could do with less. Answers seconds. */
function bareExport(folder: string, from: string, to: string): number {
  const start = performance.now();
  const db = new BetterSqlite3(databaseFile(busyStation()), { readonly: true });
  const file = openSync(join(folder, 'bare.csv'), 'w');
  const rows = db
    .prepare(
      `SELECT work_day, at_ms, daily_number, purpose, worker.name FROM visit
       LEFT JOIN visit_worker ON visit_worker.visit_id = visit.id LEFT JOIN worker ON worker.id = visit_worker.worker_id
       WHERE work_day BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM visit_correction WHERE visit_correction.visit_id = visit.id)
       ORDER BY work_day, daily_number`,
    )
    .raw();
  let lines: string[] = [];
  const flush = () => {
    writeSync(file, lines.join(''));
    lines = [];
  };
  for (const row of rows.iterate(from, to) as Iterable<readonly unknown[]>) if (lines.push(`${row.join(',')}\r\n`) === 2000) flush();
  flush();
  fsyncSync(file);
  closeSync(file);
  db.close();
  return (performance.now() - start) / 1000;
}

export async function measureExport(): Promise<BenchRow[]> {
  const host = await startDriveHost();
  const { api, driveId } = host;
  const today = workDayOf(Date.now());
  const csv = (range: ReturnType<typeof spanOf>, figure: 'visits' | 'hires') =>
    ({ kind: 'csv', figure, filter: {}, whole: false, ...range }) as const;
  const year = { from: addDays(today, -365), to: addDays(today, -1) };
  try {
    await api['report.export']({ driveId, file: csv(spanOf('lastMonth', today), 'visits') });
    const before = host.residentMegabytes();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, host.residentMegabytes());
    }, 20);
    const start = performance.now();
    const { rows, sizeBytes } = await api['report.export']({ driveId, file: csv(year, 'visits') });
    const seconds = (performance.now() - start) / 1000;
    const again = performance.now();
    const hires = await api['report.export']({ driveId, file: csv(year, 'hires') });
    const hireSeconds = (performance.now() - again) / 1000;
    clearInterval(watch);
    const bare = bareExport(host.drive, year.from, year.to);
    return [
      below(`export: a year's visits as CSV (${rows} rows, ${(sizeBytes / 1e6).toFixed(0)} MB)`, seconds, 's', 5),
      atMost('export: the same beside the bare statement and a file', seconds / bare, '×', 3),
      below(`export: a year's hires with phones to mask (${hires.rows} rows)`, hireSeconds, 's', 5),
      below('export: memory of the host above what it held after a month', most - before, 'MB', 64),
    ];
  } finally {
    await host.stop();
  }
}
