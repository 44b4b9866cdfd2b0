/** The demo that ships under examples/: read when a data folder is new, and to date its postings anew. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localDateSchema } from '../shared/domain/local-date.ts';
import { stationSettingsSchema } from '../shared/domain/station.ts';
import { startOfDayMs } from '../shared/domain/work-day.ts';
import { demoMatchesSchema } from './services/demo-matches.ts';
import { demoNoticesSchema } from './services/demo-notices.ts';
import type { Demo } from './services/demo-service.ts';
import { demoWorkersSchema } from './services/demo-workers.ts';
import { readPostings } from './services/import/read-postings.ts';

/** The day that the dates in demo-postings.csv count from. */
const baseDay = localDateSchema.parse('2026-11-23');
const endOfBaseDayMs = startOfDayMs(baseDay) + 86_400_000;

/** @param folder examples/ of the project */
export function readDemo(folder: string): Demo {
  const file = 'demo-postings.csv';
  const read = readPostings(readFileSync(join(folder, file)), { fileName: file, source: 'demo', nowMs: endOfBaseDayMs });
  if (!read.ok) throw new Error(`${file}: ${read.fault.message}`);
  if (read.faults.length > 0) throw new Error(`${file}: ${JSON.stringify(read.faults[0])}`);
  const settings = stationSettingsSchema.parse(JSON.parse(readFileSync(join(folder, 'demo-station.json'), 'utf8')));
  const workers = demoWorkersSchema.parse(JSON.parse(readFileSync(join(folder, 'demo-workers.json'), 'utf8')));
  const notices = demoNoticesSchema.parse(JSON.parse(readFileSync(join(folder, 'demo-notices.json'), 'utf8')));
  const matches = demoMatchesSchema.parse(JSON.parse(readFileSync(join(folder, 'demo-matches.json'), 'utf8')));
  return { settings, rows: read.rows, baseDay, workers, notices, matches };
}
