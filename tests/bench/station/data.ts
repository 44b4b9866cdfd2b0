/** A station after two years: 1,000,000 visits and 10,000 postings, all of them open now (the worst case for every list). */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTransaction, type WritableDb } from '../../../electron/db/database.ts';
import { openDatabase } from '../../../electron/db/open.ts';
import { postingWriter } from '../../../electron/db/posting-repository.ts';
import { stationWriter } from '../../../electron/db/station-repository.ts';
import { newId } from '../../../electron/services/id.ts';
import { trades } from '../../../shared/domain/trade.ts';
import { visitPurposes } from '../../../shared/domain/visit.ts';
import { settlements } from '../../../shared/domain/wage.ts';
import { addDays, endOfDayMs, workDayOf } from '../../../shared/domain/work-day.ts';
import { content, posting, settings } from '../../support/builders.ts';
import { sequence } from '../sequence.ts';

export const visits = 1_000_000;
export const postings = 10_000;

function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)] as T;
}

function fillVisits(db: WritableDb, nowMs: number): void {
  const insert = db.prepare('INSERT INTO visit (id, work_day, daily_number, purpose, at_ms, session_id) VALUES (?, ?, ?, ?, ?, ?)');
  const random = sequence(7);
  const days = 730;
  const daily = Math.ceil(visits / days);
  let left = visits;
  for (let day = -days; day < 0; day++) {
    const workDay = addDays(workDayOf(nowMs), day);
    for (let number = 1; number <= Math.min(daily, left); number++) {
      const atMs = endOfDayMs(workDay) - 16 * 3_600_000 + number * 30_000;
      insert.run(newId(), workDay, number, pick(visitPurposes, random), atMs, newId());
    }
    left -= Math.min(daily, left);
  }
}

function fillPostings(db: WritableDb, nowMs: number): void {
  const writer = postingWriter(db);
  const random = sequence(11);
  const units = ['hour', 'day', 'order', 'month'] as const;
  for (let number = 0; number < postings; number++) {
    const workDate = addDays(workDayOf(nowMs), Math.floor(random() * 7));
    const minFen = 1000 + Math.floor(random() * 40_000);
    const startMinute = Math.floor(random() * 40) * 30;
    const made = posting(
      content({
        title: `岗位${number}`,
        trade: pick(trades, random).code,
        workDate,
        startMinute,
        endMinute: startMinute + 240,
        settlement: pick(settlements, random),
        wage: { minFen, maxFen: minFen, unit: pick(units, random) },
        point: random() < 0.1 ? null : { lat: 36.56 + random() * 0.12, lng: 101.7 + random() * 0.12 },
        headcount: 1 + Math.floor(random() * 9),
        validThroughMs: endOfDayMs(addDays(workDate, 7)),
        verifiedAtMs: nowMs - Math.floor(random() * 60 * 3_600_000),
      }),
    );
    writer.insert({ ...made, id: newId() });
  }
}

let folder: string | undefined;

export function madeStation(): string | undefined {
  return folder;
}

/** Made once for all parts of a run. */
export function fullStation(): string {
  if (folder) return folder;
  folder = mkdtempSync(join(tmpdir(), 'yizhan-bench-'));
  const db = openDatabase(folder);
  db.pragma('synchronous = OFF');
  inTransaction(db, () => {
    stationWriter(db).create({ ...settings, rollSeconds: 5 }, null);
    fillVisits(db, Date.now());
    fillPostings(db, Date.now());
    stationWriter(db).touch();
  });
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return folder;
}
