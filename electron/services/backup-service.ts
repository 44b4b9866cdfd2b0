/**
 * Backups: each night one into the station's own folder, and on demand onto a drive. A backup is whole, checked and under its name,
 * or it is not there. It holds the keys that read phones only under the recovery code, and never the signing key.
 */
import { createReadStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CareDesk } from '../../shared/api/desk/care.ts';
import { AppError } from '../../shared/api/errors.ts';
import { localMinuteOf, workDayOf } from '../../shared/domain/work-day.ts';
import { type BackupRun, careReader, careWriter } from '../db/care-repository.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { explainStorageError } from '../db/explain.ts';
import type { KeyState } from '../keys/station-keys.ts';
import type { Audit } from './audit.ts';
import type { StationClock } from './clock.ts';
import type { DatabaseCopies } from './database-copies.ts';
import type { Drives } from './drives.ts';
import type { Permits } from './permissions.ts';

/** How many daily backups are kept. */
export const mostKept = 14;
const runsRemembered = 500;
const hourMs = 3_600_000;
/** Nobody stands at the screen then; by the station's own time. */
const quietHours = { from: 2, to: 5 } as const;
/** A station that is switched off at night gets its backup by day. */
const longestMs = 26 * hourMs;
const afterOpeningMs = 10 * 60_000;
const againAfterMs = hourMs;
/** One night has one backup, also of a station that was opened just before midnight. */
const oneNightMs = 3 * hourMs;

const dailyName = /^daily-(\d{6,})-\d{8}-\d{4}\.db$/;

export interface BackupParts {
  readonly db: WritableDb;
  readonly dataDir: string;
  readonly clock: StationClock;
  readonly keys: KeyState;
  readonly copies: DatabaseCopies;
  readonly drives: Drives;
  readonly audit: Audit;
  readonly permits: Permits;
  readonly settings: () => { readonly name: string };
}

export interface Backups extends Pick<CareDesk, 'backup.make'> {
  /** Makes the day's backup when it is due; answers at once. To be called each minute. */
  keep(openForMs: number): void;
  /** Daily backups in the folder, the newest first. */
  list(): readonly { readonly name: string; readonly bytes: number; readonly modifiedMs: number }[];
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

export interface DueQuestion {
  /** By the trusted clock, which is not suspect. */
  readonly nowMs: number;
  readonly openForMs: number;
  readonly generation: number | null;
  readonly lastRun: BackupRun | undefined;
  readonly lastDaily: BackupRun | undefined;
}

/** Whether a daily backup is to be made now. */
export function isBackupDue({ nowMs, openForMs, generation, lastRun, lastDaily }: DueQuestion): boolean {
  if (lastRun?.state === 'failed' && nowMs - lastRun.atMs < againAfterMs) return false;
  const hour = Math.floor(localMinuteOf(nowMs) / 60);
  const isQuiet = hour >= quietHours.from && hour < quietHours.to;
  const isOfToday = lastDaily && (workDayOf(lastDaily.atMs) === workDayOf(nowMs) || nowMs - lastDaily.atMs < oneNightMs);
  if (isQuiet && !isOfToday) return true;
  if (openForMs < afterOpeningMs) return false;
  // A restore must know every generation that has signed.
  return !lastDaily || nowMs - lastDaily.atMs > longestMs || lastDaily.generation !== generation;
}

const stampOf = (atMs: number) => {
  const minute = localMinuteOf(atMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return { day: workDayOf(atMs), time: `${two(Math.floor(minute / 60))}${two(minute % 60)}` };
};

export function backupFolder(dataDir: string): string {
  return join(dataDir, 'backups');
}

export function backups(parts: BackupParts): Backups {
  const { db, dataDir, clock, keys, copies, drives, audit, permits, settings } = parts;
  const reader = careReader(db);
  const writer = careWriter(db);
  const folder = backupFolder(dataDir);
  const generation = keys.kind === 'ready' ? keys.keys.kid.generation : null;
  let running: Promise<unknown> | null = null;
  inTransaction(db, () => {
    writer.failBroken();
    // A restore must know whose cards are this station's; the key file itself is in no backup.
    if (keys.kind === 'ready') for (const { kid, ...key } of keys.keys.publicKeys) writer.keepKey({ ...kid, ...key });
  });

  /** Sequence and time of a new one. @throws clock_suspect: its name would be wrong */
  function begin(kind: BackupRun['kind']): { sequence: number; atMs: number } {
    if (clock.state() === 'suspect') throw new AppError('clock_suspect', 'the clock of the station is not to be trusted');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const atMs = clock.trustedMs();
    const sequence = inTransaction(db, () => {
      const begun = writer.begin({ atMs, kind, generation });
      writer.forgetBefore(begun - runsRemembered);
      return begun;
    });
    return { sequence, atMs };
  }

  async function settle<T>(sequence: number, work: () => Promise<T & { readonly bytes: number }>): Promise<T & { readonly bytes: number }> {
    try {
      const made = await work();
      inTransaction(db, () => writer.done(sequence, made.bytes));
      return made;
    } catch (error) {
      const refusal = explainStorageError(error);
      if (db.open) inTransaction(db, () => writer.failed(sequence, refusal?.code ?? 'internal'));
      throw error;
    }
  }

  async function daily() {
    const { sequence, atMs } = begin('daily');
    const { day, time } = stampOf(atMs);
    const name = `daily-${String(sequence).padStart(6, '0')}-${day.replaceAll('-', '')}-${time}.db`;
    const made = await settle(sequence, async () => ({ name, bytes: await copies.copy(join(folder, name)) }));
    for (const old of list().slice(mostKept)) rmSync(join(folder, old.name), { force: true });
    return made;
  }

  async function ontoDrive(driveId: string) {
    const { sequence, atMs } = begin('drive');
    const { day, time } = stampOf(atMs);
    const beside = join(folder, `for-drive-${sequence}.db`);
    // Names on drives: what FAT cannot hold is left out of the station's.
    const station = settings().name.replace(/[^\p{L}\p{N}]/gu, '');
    return settle(sequence, async () => {
      try {
        const bytes = await copies.copy(beside);
        const drive = (await drives.list()).find(({ id }) => id === driveId);
        if (!drive) throw new AppError('drive_gone', 'no such drive is plugged in');
        if (drive.freeBytes < bytes)
          throw new AppError('drive_full', 'the drive has no room for the backup', { bytes, freeBytes: drive.freeBytes });
        const file = await drives.create(driveId, `驿站备份 ${station} ${day} ${time}.db`);
        try {
          for await (const piece of createReadStream(beside, { highWaterMark: 256 * 1024 })) await file.write(piece as Buffer);
          return { name: (await file.finish()).path, bytes };
        } catch (error) {
          await file.abandon();
          throw error;
        }
      } finally {
        rmSync(beside, { force: true });
      }
    });
  }

  function list() {
    const names = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
    const sequenceOf = (name: string) => Number(dailyName.exec(name)?.[1] ?? 0);
    return names
      .filter((name) => dailyName.test(name))
      .sort((a, b) => sequenceOf(b) - sequenceOf(a))
      .map((name) => {
        const { size, mtimeMs } = statSync(join(folder, name));
        return { name, bytes: size, modifiedMs: Math.floor(mtimeMs) };
      });
  }

  /** One at a time. */
  async function alone<T>(work: () => Promise<T>): Promise<T> {
    if (running) throw new AppError('backup_busy', 'a backup is being made');
    const result = work();
    running = result;
    try {
      return await result;
    } finally {
      running = null;
    }
  }

  return {
    keep(openForMs) {
      if (running || clock.state() === 'suspect') return;
      const question = { nowMs: clock.trustedMs(), openForMs, generation };
      if (!isBackupDue({ ...question, lastRun: reader.lastRun(), lastDaily: reader.lastDaily() })) return;
      // What came of it stands in its row, and at the desk.
      alone(daily).catch(() => undefined);
    },

    list,

    async 'backup.make'({ driveId }, actor) {
      permits(actor, 'manager');
      const { name, bytes } = await alone(driveId === null ? daily : () => ontoDrive(driveId));
      inTransaction(db, () =>
        audit({ actor: actor.staffId, action: 'backup.make', details: { where: driveId === null ? 'here' : 'drive', bytes } }),
      );
      return { name, bytes };
    },

    async settled() {
      await running?.catch(() => undefined);
    },
  };
}
