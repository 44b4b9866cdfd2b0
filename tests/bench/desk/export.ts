/** A year's rows onto a drive: how long, and how much memory the host takes for it beyond what a month took. */
import { spanOf } from '../../../shared/domain/report.ts';
import { addDays, workDayOf } from '../../../shared/domain/work-day.ts';
import { type BenchRow, below } from '../report.ts';
import { startDriveHost } from './drive-host.ts';

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
    return [
      below(`export: a year's visits as CSV (${rows} rows, ${(sizeBytes / 1e6).toFixed(0)} MB)`, seconds, 's', 5),
      below(`export: a year's hires with phones to mask (${hires.rows} rows)`, hireSeconds, 's', 5),
      below('export: memory of the host above what it held after a month', most - before, 'MB', 64),
    ];
  } finally {
    await host.stop();
  }
}
