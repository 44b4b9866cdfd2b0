/** A real station in a temporary folder: real SQLite, a clock and ids that the test sets. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { kioskApi } from '../../electron/compose.ts';
import { inTransaction, type WritableDb } from '../../electron/db/database.ts';
import { openDatabase } from '../../electron/db/open.ts';
import { postingWriter } from '../../electron/db/posting-repository.ts';
import { stationWriter } from '../../electron/db/station-repository.ts';
import { type Clock, stationClock } from '../../electron/services/clock.ts';
import type { Posting } from '../../shared/domain/posting.ts';
import { now, settings } from './builders.ts';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestClock extends Clock {
  /** Time passes: both clocks go on. */
  pass(ms: number): void;
  /** Somebody sets the wall clock. */
  set(nowMs: number): void;
}

export function testClock(startMs = now): TestClock {
  let wall = startMs;
  let monotonic = 1000;
  return {
    nowMs: () => wall,
    monotonicMs: () => monotonic,
    pass: (ms) => {
      wall += ms;
      monotonic += ms;
    },
    set: (nowMs) => {
      wall = nowMs;
    },
  };
}

export function testIds(): () => string {
  let serial = 0;
  return () => {
    serial += 1;
    return `0193582c-0000-7000-8000-${String(serial).padStart(12, '0')}`;
  };
}

export interface TestStation {
  readonly db: WritableDb;
  readonly clock: TestClock;
  readonly api: ReturnType<typeof kioskApi>;
  publish(...postings: Posting[]): void;
}

export function testStation(): TestStation {
  const db = openDatabase(temporaryFolder());
  onTestFinished(() => void db.close());
  stationWriter(db).create(settings, null);
  const clock = testClock();
  return {
    db,
    clock,
    api: kioskApi(db, stationClock(clock, 0), testIds()),
    publish: (...postings) =>
      inTransaction(db, () => {
        for (const one of postings) postingWriter(db).insert(one);
        stationWriter(db).touch();
      }),
  };
}

export const sessionA = '6f1c2f7e-3c39-4c8e-9a54-0c5d5a2b7a01';
export const sessionB = '6f1c2f7e-3c39-4c8e-9a54-0c5d5a2b7a02';
