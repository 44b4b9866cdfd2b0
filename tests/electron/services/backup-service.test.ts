import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BackupRun } from '../../../electron/db/care-repository.ts';
import { type DueQuestion, isBackupDue, mostKept } from '../../../electron/services/backup-service.ts';
import type { Actor } from '../../../shared/api/actor.ts';
import type { AppError } from '../../../shared/api/errors.ts';
import { at, now } from '../../support/builders.ts';
import { pluggedIn, type TestStationOptions, testStation } from '../../support/station.ts';

const hourMs = 3_600_000;
const code = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: AppError) => error.code,
  );

async function station(options: TestStationOptions = {}) {
  const made = testStation(options);
  const { token } = await made.api['staff.set-up']({ name: '马站长', pin: '482915' });
  const chief = made.actorOf(token) as Actor;
  const runs = () => made.db.prepare('SELECT kind, generation, state, code FROM backup_run ORDER BY sequence').raw().all();
  return { ...made, chief, runs, folder: join(made.dataDir, 'backups') };
}

const nothing = () => Promise.reject(new Error('not asked for'));
const noCopies = { copy: nothing, check: nothing, inspect: nothing, stage: nothing, close: () => {} };

const run = (over: Partial<BackupRun>): BackupRun => ({
  ...{ sequence: 1, atMs: now, kind: 'daily', generation: 1, state: 'done', bytes: 1, code: null, ...over },
});

describe('when a backup is due', () => {
  const asked: DueQuestion = { nowMs: at(12), openForMs: hourMs, generation: 1, lastRun: undefined, lastDaily: undefined };
  const daily = run({ atMs: at(3) });

  it.each([
    ['ten minutes after a new station was opened', { openForMs: 10 * 60_000 }, true],
    ['not sooner', { openForMs: 10 * 60_000 - 1 }, false],
    ['not again on the day of the last one', { lastDaily: daily, lastRun: daily }, false],
    ['in the quiet hours of the next night', { lastDaily: daily, lastRun: daily, nowMs: at(26) }, true],
    ['in the quiet hours also just after opening', { lastDaily: daily, lastRun: daily, nowMs: at(26), openForMs: 0 }, true],
    [
      'in them, three hours after one of just before midnight',
      { lastDaily: run({ atMs: at(-0.5) }), lastRun: run({ atMs: at(-0.5) }), nowMs: at(2.5) },
      true,
    ],
    ['not sooner after it', { lastDaily: run({ atMs: at(-0.5) }), lastRun: run({ atMs: at(-0.5) }), nowMs: at(2.5) - 1 }, false],
    ['not before them', { lastDaily: daily, lastRun: daily, nowMs: at(26) - 1 }, false],
    ['by day, where the station is switched off at night', { lastDaily: daily, lastRun: daily, nowMs: at(29) + 1 }, true],
    ['once another generation signs', { lastDaily: daily, lastRun: daily, generation: 2 }, true],
    [
      'not within the hour after one that failed',
      { lastRun: run({ state: 'failed', code: 'disk_full', atMs: at(12) - hourMs + 1 }) },
      false,
    ],
    ['an hour after one that failed', { lastRun: run({ state: 'failed', code: 'disk_full', atMs: at(12) - hourMs }) }, true],
  ] as const)('%s', (_, over, due) => {
    expect(isBackupDue({ ...asked, ...over })).toBe(due);
  });

  it('is once in any 26 hours of a station that stays open, and never twice in a night', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 * 60 }), (startMinute) => {
        const made: number[] = [];
        for (let minute = 0; minute < 5 * 24 * 60; minute++) {
          const nowMs = at(0) + (startMinute + minute) * 60_000;
          const last = made.at(-1);
          const lastDaily = last === undefined ? undefined : run({ atMs: last });
          if (isBackupDue({ nowMs, openForMs: minute * 60_000, generation: 1, lastRun: lastDaily, lastDaily })) made.push(nowMs);
        }
        const gaps = made.slice(1).map((one, place) => one - (made[place] as number));
        expect(gaps.every((gap) => gap <= 26 * hourMs + 60_000 && gap >= 3 * hourMs)).toBe(true);
        expect(made.length).toBeGreaterThanOrEqual(5);
      }),
      { numRuns: 20, examples: [[23 * 60 + 45]] },
    );
  });
});

describe('a backup', () => {
  it('is a whole database with its own note of when it was made, and never holds a key', async () => {
    const { api, chief, folder, db, keys, dataDir } = await station();
    const made = await api['backup.make']({ driveId: null }, chief);
    expect(made).toEqual({ name: 'daily-000001-20261123-0638.db', bytes: statSync(join(folder, made.name)).size });
    const copy = new BetterSqlite3(join(folder, made.name), { readonly: true });
    const inside = copy.prepare('SELECT at_ms, kind, generation, state FROM backup_run').raw().all();
    copy.close();
    expect(inside).toEqual([[now, 'daily', 1, 'begun']]);
    expect(db.prepare('SELECT state, bytes FROM backup_run').raw().all()).toEqual([['done', made.bytes]]);
    const bytes = readFileSync(join(folder, made.name));
    const { signingSeed, phoneKey, phoneIndexKey } = JSON.parse(readFileSync(join(dataDir, 'keys.json'), 'utf8'));
    const raw = [signingSeed, phoneKey, phoneIndexKey].map((text: string) => Buffer.from(text, 'base64url'));
    expect([keys.kind, raw.map((key) => bytes.includes(key))]).toEqual(['ready', [false, false, false]]);
  });

  it('is made by itself when it is due, and fourteen are kept', async () => {
    const copies = {
      ...noCopies,
      copy: async (to: string) => {
        writeFileSync(to, 'copy');
        return 4;
      },
    };
    const { backups, clock, folder, runs } = await station({ copies });
    clock.pass(20.5 * hourMs);
    for (let night = 0; night < mostKept + 3; night++) {
      backups.keep();
      await backups.settled();
      backups.keep();
      await backups.settled();
      clock.pass(24 * hourMs);
    }
    const files = readdirSync(folder).sort();
    expect([files.length, files[0], files.at(-1)]).toEqual([mostKept, 'daily-000004-20261127-0308.db', 'daily-000017-20261210-0308.db']);
    expect(new Set(runs().map((row) => JSON.stringify(row)))).toEqual(new Set(['["daily",1,"done",null]']));
  });

  it('is not made while the clock is suspect: its name would be wrong', async () => {
    const { api, chief, clock, backups, runs } = await station();
    clock.set(now - 400 * 24 * hourMs);
    backups.keep();
    await backups.settled();
    expect(await code(api['backup.make']({ driveId: null }, chief))).toBe('clock_suspect');
    expect(runs()).toEqual([]);
  });

  it('is made one at a time, by managers', async () => {
    const { api, chief, actorOf } = await station();
    await api['staff.add']({ name: '杨姐', pin: '591736', manager: false, phones: true }, chief);
    const actor = actorOf((await api['staff.sign-in']({ pin: '591736' })).token) as Actor;
    expect(await code(api['backup.make']({ driveId: null }, actor))).toBe('staff_not_allowed');
    const both = await Promise.all([
      code(api['backup.make']({ driveId: null }, chief)),
      code(api['backup.make']({ driveId: null }, chief)),
    ]);
    expect(both).toEqual(['done', 'backup_busy']);
  });

  it('goes onto a drive under the station’s name, and leaves nothing here', async () => {
    const drive = pluggedIn('蓝色 U 盘', 1e9);
    const { api, chief, folder, runs } = await station({ drives: drive.drives });
    const [plugged] = (await api['care.drives']({}, chief)).drives;
    const made = await api['backup.make']({ driveId: plugged?.id ?? '' }, chief);
    expect(made.name).toBe('驿站备份 西河零工之家 2026-11-23 0638.db');
    expect([readdirSync(drive.folder), readdirSync(folder)]).toEqual([[made.name], []]);
    expect(statSync(join(drive.folder, made.name)).size).toBe(made.bytes);
    expect(runs()).toEqual([['drive', 1, 'done', null]]);
  });

  it('onto a drive that is pulled is refused, and nothing half is left here or there', async () => {
    const drive = pluggedIn('蓝色 U 盘', 1e9);
    const { api, chief, folder, runs } = await station({ drives: drive.drives });
    const [plugged] = (await api['care.drives']({}, chief)).drives;
    drive.pull();
    expect(await code(api['backup.make']({ driveId: plugged?.id ?? '' }, chief))).toBe('drive_gone');
    expect([readdirSync(folder), runs()]).toEqual([[], [['drive', 1, 'failed', 'drive_gone']]]);
  });

  it('onto a drive that is pulled while it is written is refused too', async () => {
    const drive = pluggedIn('蓝色 U 盘', 1e9);
    let pulled = false;
    const pulledLate = {
      ...drive.drives,
      create: async (...given: Parameters<typeof drive.drives.create>) => {
        const file = await drive.drives.create(...given);
        return {
          ...file,
          write: async (chunk: string | Uint8Array) => {
            await file.write(chunk);
            if (!pulled) drive.pull();
            pulled = true;
          },
        };
      },
    };
    const { api, chief, folder, runs } = await station({ drives: pulledLate });
    const [plugged] = (await api['care.drives']({}, chief)).drives;
    expect(await code(api['backup.make']({ driveId: plugged?.id ?? '' }, chief))).toBe('drive_gone');
    expect([readdirSync(folder), runs()]).toEqual([[], [['drive', 1, 'failed', 'drive_gone']]]);
  });

  it('onto a drive without room is refused before anything is written to it', async () => {
    const drive = pluggedIn('小盘', 400);
    const { api, chief } = await station({ drives: drive.drives });
    const [plugged] = (await api['care.drives']({}, chief)).drives;
    expect(await code(api['backup.make']({ driveId: plugged?.id ?? '' }, chief))).toBe('drive_full');
    expect(readdirSync(drive.folder)).toEqual([]);
  });
});

describe('what needs somebody’s hand', () => {
  const kinds = async ({ api, chief }: Awaited<ReturnType<typeof station>>) =>
    (await api['care.today']({}, chief)).troubles.filter(({ kind }) => kind !== 'disk');

  it('is nothing at a station that is well', async () => {
    const made = await station();
    await made.api['backup.make']({ driveId: null }, made.chief);
    expect(await kinds(made)).toEqual([]);
  });

  it('are backups that did not come about, or are old', async () => {
    const drive = pluggedIn('蓝色 U 盘', 1e9);
    const made = await station({ drives: drive.drives });
    made.clock.pass(hourMs);
    expect(await kinds(made)).toEqual([{ kind: 'backup_old', lastAtMs: null }]);
    await made.api['backup.make']({ driveId: null }, made.chief);
    drive.pull();
    await code(made.api['backup.make']({ driveId: '0'.repeat(16) }, made.chief));
    expect(await kinds(made)).toEqual([{ kind: 'backup_failed', code: 'drive_gone' }]);
    made.clock.pass(51 * hourMs);
    expect(await kinds(made)).toEqual([
      { kind: 'backup_failed', code: 'drive_gone' },
      { kind: 'backup_old', lastAtMs: now + hourMs },
    ]);
  });

  it('are the clock, and a recovery code that holds no keys until a new one is made', async () => {
    const made = await station();
    await made.api['backup.make']({ driveId: null }, made.chief);
    made.db.prepare('UPDATE staff_recovery SET keys_sealed = NULL, keys_tag = NULL').run();
    expect(await kinds(made)).toEqual([{ kind: 'recovery' }]);
    await made.api['staff.new-recovery']({}, made.chief);
    expect(await kinds(made)).toEqual([]);
    made.clock.set(now - 48 * hourMs);
    expect(await kinds(made)).toEqual([{ kind: 'clock' }]);
  });

  it('is a database that did not pass a whole look', async () => {
    const made = await station();
    await made.api['backup.make']({ driveId: null }, made.chief);
    expect(await made.api['care.check']({}, made.chief)).toEqual({ passed: true });
    expect((await made.api['care.status']({}, made.chief)).check).toEqual({ atMs: now, passed: true });
    made.db.prepare('UPDATE care SET check_passed = 0').run();
    expect(await kinds(made)).toEqual([{ kind: 'database' }]);
  });
});
