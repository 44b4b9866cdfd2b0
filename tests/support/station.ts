/** A real station in a temporary folder: real SQLite, a clock and ids that the test sets. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type StationServices, stationServices } from '../../electron/compose.ts';
import { inTransaction, type WritableDb } from '../../electron/db/database.ts';
import { openDatabase } from '../../electron/db/open.ts';
import { postingWriter } from '../../electron/db/posting-repository.ts';
import { stationWriter } from '../../electron/db/station-repository.ts';
import { type Mount, openDrives } from '../../electron/drives/drive-list.ts';
import { newKeyFile, writeKeyFile } from '../../electron/keys/key-file.ts';
import { beginSerials } from '../../electron/keys/serial-guard.ts';
import { type KeyState, openKeys } from '../../electron/keys/station-keys.ts';
import { switchableKeys } from '../../electron/keys/switchable-keys.ts';
import type { Picture, Printer } from '../../electron/printing/printer.ts';
import { createPrintQueue } from '../../electron/printing/queue.ts';
import { reportThread } from '../../electron/reports/thread.ts';
import { type Clock, stationClock } from '../../electron/services/clock.ts';
import type { DatabaseCopies } from '../../electron/services/database-copies.ts';
import type { Drives } from '../../electron/services/drives.ts';
import type { HostPorts } from '../../electron/services/host-ports.ts';
import type { ReportSource } from '../../electron/services/report-source.ts';
import type { Actor } from '../../shared/api/actor.ts';
import type { StationApi } from '../../shared/api/operations.ts';
import type { Posting } from '../../shared/domain/posting.ts';
import type { StationSettings } from '../../shared/domain/station.ts';
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

/** Keys of a station that is no demo: number 7345, first generation. */
export function testKeys(dataDir: string): KeyState {
  const made = newKeyFile({ station: 7345, generation: 1, demo: false, nowMs: now });
  beginSerials(dataDir, made);
  writeKeyFile(dataDir, made);
  return openKeys(dataDir, { demoStation: null, used: [], nowMs: now });
}

/** A printer that keeps what it was given. */
export interface TestPrinter extends Printer {
  readonly printed: string[];
}

function testPrinter(): TestPrinter {
  const printed: string[] = [];
  return {
    kind: 'escpos',
    widthDots: 384,
    printed,
    status: async () => ({ kind: 'escpos', widthDots: 384, state: 'ready' }),
    print: async (job) => {
      printed.push(job.id);
      return { outcome: 'printed' };
    },
  };
}

/** A picture whose bits are its text: what a real one would say when it is read. */
export function pictureOf(text: string) {
  const bytes = Buffer.from(text);
  return { widthDots: 8, heightDots: bytes.length, bits: bytes.toString('base64') };
}

export interface TestStation {
  readonly db: WritableDb;
  readonly dataDir: string;
  readonly clock: TestClock;
  readonly keys: KeyState;
  readonly printer: TestPrinter;
  readonly api: StationApi;
  readonly actorOf: (token: string) => Actor | undefined;
  /** How often lists of void cards were to be published. */
  readonly published: () => number;
  readonly forget: () => unknown;
  readonly lan: StationServices['lan'];
  readonly backups: StationServices['backups'];
  readonly link: StationServices['link'];
  publish(...postings: Posting[]): void;
}

export interface TestStationOptions {
  readonly settings?: Partial<StationSettings>;
  readonly keys?: KeyState;
  readonly dataDir?: string;
  readonly host?: HostPorts;
  /** Reaches the hub; nobody answers without it. */
  readonly fetch?: typeof globalThis.fetch;
  readonly copies?: DatabaseCopies;
  /** None is plugged in without them. */
  readonly drives?: Drives;
  /** Reports in this thread, where a test makes many stations; else in one of their own. */
  readonly reports?: (db: WritableDb) => ReportSource;
}

export function testStation(options: TestStationOptions = {}): TestStation {
  const dataDir = options.dataDir ?? temporaryFolder();
  const db = openDatabase(dataDir);
  onTestFinished(() => void db.close());
  stationWriter(db).create({ ...settings, ...options.settings }, null);
  const clock = testClock();
  const keys = options.keys ?? testKeys(dataDir);
  const printer = testPrinter();
  let published = 0;
  const reports = options.reports?.(db) ?? reportThread(db.name);
  onTestFinished(() => reports.close());
  const own = switchableKeys(keys);
  const { api, actorOf, forget, lan, backups, link } = stationServices({
    ...{ db, clock: stationClock(clock, 0), newId: testIds(), keys: own.state, setKeys: own.use, reports, monotonicMs: clock.monotonicMs },
    ...{ drives: options.drives ?? openDrives(async () => []), host: options.host, copies: options.copies },
    fetch: options.fetch ?? (() => Promise.reject(new TypeError('fetch failed'))),
    printing: { queue: createPrintQueue(printer), readBack: async ({ bits }: Picture) => Buffer.from(bits).toString().trimEnd() },
    publishLists: () => {
      published++;
    },
  });
  return {
    ...{ db, dataDir, clock, keys: own.state, printer, api, actorOf, forget, lan, backups, link },
    published: () => published,
    publish: (...postings) =>
      inTransaction(db, () => {
        const writer = postingWriter(db);
        for (const one of postings) writer.insert(one);
        stationWriter(db).touch();
      }),
  };
}

/** A drive that is a folder of its own, and can be pulled. */
export function pluggedIn(name = '蓝色 U 盘', freeBytes = 400) {
  const folder = join(temporaryFolder(), 'drive');
  mkdirSync(folder);
  let mounts: readonly Mount[] = [{ folder, name, totalBytes: 1000, freeBytes }];
  return {
    folder,
    drives: openDrives(async () => mounts),
    pull: () => {
      mounts = [];
      rmSync(folder, { recursive: true });
    },
  };
}

export const sessionA = '6f1c2f7e-3c39-4c8e-9a54-0c5d5a2b7a01';
export const sessionB = '6f1c2f7e-3c39-4c8e-9a54-0c5d5a2b7a02';
