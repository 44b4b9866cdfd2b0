import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStation, type Station } from '../../../electron/compose.ts';
import { databaseFile } from '../../../electron/db/open.ts';
import { readDemo } from '../../../electron/demo-files.ts';
import { keyFilePath, readKeyFile } from '../../../electron/keys/key-file.ts';
import { restoreCommand } from '../../../electron/restore.ts';
import { restoreFolder } from '../../../electron/services/restore-plan.ts';
import type { Actor } from '../../../shared/api/actor.ts';
import type { AppError } from '../../../shared/api/errors.ts';
import { registration } from '../../support/builders.ts';
import { enrolledStation, hubUrl } from '../../support/linked-station.ts';
import { pluggedIn, sessionA, temporaryFolder, testStation } from '../../support/station.ts';

const pin = '482915';
const code = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: AppError) => error.code,
  );

/** A station with a worker, a visit and a backup of them. */
async function backedUp(name = '西河·零工之家') {
  const made = testStation({ settings: { name } });
  const { token, recoveryCode } = await made.api['staff.set-up']({ name: '马站长', pin });
  const chief = made.actorOf(token) as Actor;
  const requestId = crypto.randomUUID();
  await made.api['card.issue']({ sessionId: sessionA, requestId, registration: registration({ phone: '13800138001' }) });
  await made.api['visit.log']({ sessionId: sessionA, purpose: 'rest' });
  const { name: file } = await made.api['backup.make']({ driveId: null }, chief);
  return { ...made, chief, recoveryCode, backup: join(made.dataDir, 'backups', file), name: file };
}

/** The command at a folder; answers its exit code and what it said. */
async function restore(folder: string, file: string, answer = '', ...options: string[]) {
  const said: string[] = [];
  const exit = await restoreCommand([file, ...options], {
    ...{ env: { YIZHAN_DATA: folder }, ask: async () => answer },
    write: (line) => void said.push(line),
  });
  return { exit, said: said.join('\n') };
}

/** What a station is opened as; closed with the test. */
function open(folder: string): Station {
  const station = openStation({
    ...{
      dataDir: folder,
      rendererDir: temporaryFolder(),
      origins: [],
      demo: () => readDemo(join(import.meta.dirname, '../../../examples')),
    },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  onTestFinished(() => station.close());
  return station;
}

async function chiefOf(station: Station): Promise<Actor> {
  const { token, name } = await station.api['staff.sign-in']({ pin });
  expect(token).not.toBe('');
  const staffId = await station.api['staff.list']({}, { staffId: '', name: '' }).then(({ people }) => people[0]?.id ?? '');
  return { staffId, name };
}

const files = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile() && !name.startsWith('station.'))
    .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]);

describe('a restore into an empty folder', () => {
  it('brings back figures and phones with the recovery code, under a new generation whose serials begin anew', async () => {
    const { backup, recoveryCode, api, chief, dataDir } = await backedUp();
    const before = await api['care.today']({}, chief);
    const [worker] = (await api['worker.search']({ text: '8001' }, chief)).workers;
    const folder = join(temporaryFolder(), 'new');
    expect(await restore(folder, backup, recoveryCode)).toMatchObject({ exit: 0 });
    const old = readKeyFile(dataDir);
    const keys = readKeyFile(folder);
    expect([keys.station, keys.generation, keys.phoneKey, keys.phoneIndexKey]).toEqual([7345, 2, old.phoneKey, old.phoneIndexKey]);
    expect(keys.signingSeed).not.toBe(old.signingSeed);
    expect(keys.earlier.map(({ generation }) => generation)).toEqual([1]);

    const station = open(folder);
    const actor = await chiefOf(station);
    const after = await station.api['worker.search']({ text: '8001' }, actor);
    expect(after.workers.map(({ id, name, phone }) => ({ id, name, phone }))).toEqual([
      { id: worker?.id, name: worker?.name, phone: '138 **** 8001' },
    ]);
    expect(await station.api['worker.reveal-phone']({ id: worker?.id ?? '' }, actor)).toEqual({ phone: '13800138001' });
    const db = new BetterSqlite3(databaseFile(folder), { readonly: true });
    expect(
      db.prepare('SELECT (SELECT count(*) FROM visit), (SELECT count(*) FROM worker), (SELECT count(*) FROM card)').raw().get(),
    ).toEqual([1, 1, 1]);
    db.close();
    expect(before.figures).toMatchObject({ visits: 1, registrations: 1, cards: 1 });
    const again = await station.api['worker.reissue']({ id: worker?.id ?? '', requestId: crypto.randomUUID() }, actor);
    expect(again.number).toMatch(/^007345-02-00000000-/);
  });

  it('still knows the cards that the lost machine signed', async () => {
    const { backup, recoveryCode, api, chief } = await backedUp();
    const [worker] = (await api['worker.search']({ text: '8001' }, chief)).workers;
    const { url } = await api['worker.card']({ id: worker?.id ?? '' }, chief);
    const folder = join(temporaryFolder(), 'new');
    await restore(folder, backup, recoveryCode);
    const station = open(folder);
    expect((await station.api['card.scan']({ sessionId: sessionA, text: url })).name).toBe(worker?.name);
  });

  it('is refused with another code, and changes nothing', async () => {
    const { backup } = await backedUp();
    const folder = join(temporaryFolder(), 'new');
    const { exit, said } = await restore(folder, backup, 'AAAA-BBBB-CCCC-DDDD');
    expect([exit, said.split('\n').at(-1), files(folder)]).toEqual([
      1,
      '没有恢复：恢复码不对。要用做这份备份时的恢复码。（restore_code_wrong）',
      [],
    ]);
  });

  it('is refused where no code can open its phones', async () => {
    const { api, chief, db, dataDir } = await backedUp();
    db.prepare('UPDATE staff_recovery SET keys_sealed = NULL, keys_tag = NULL').run();
    const { name } = await api['backup.make']({ driveId: null }, chief);
    const { exit, said } = await restore(join(temporaryFolder(), 'new'), join(dataDir, 'backups', name), '');
    expect([exit, /restore_without_keys/.test(said)]).toEqual([1, true]);
  });
});

describe('a restore over what is there', () => {
  it('asks for no code on the same machine, keeps what was there, and a restore of that leads back', async () => {
    const { backup, api, db, dataDir } = await backedUp();
    await api['visit.log']({ sessionId: crypto.randomUUID(), purpose: 'drink' });
    db.close();
    const { exit, said } = await restore(dataDir, backup);
    const visits = () => {
      const now = new BetterSqlite3(databaseFile(dataDir), { readonly: true });
      const count = now.prepare('SELECT count(*) FROM visit').pluck().get();
      now.close();
      return count;
    };
    expect([exit, visits(), readKeyFile(dataDir).generation]).toEqual([0, 1, 2]);
    const wayBack = /backups\/(before-restore-\w+\.db)/.exec(said)?.[1] ?? '';
    expect(await restore(dataDir, join(dataDir, 'backups', wayBack))).toMatchObject({ exit: 0 });
    expect([visits(), readKeyFile(dataDir).generation]).toEqual([2, 3]);
  });

  it('has to enrol at the hub again, and says so', async () => {
    const { api, actor, db, dataDir } = await enrolledStation();
    const { name } = await api['backup.make']({ driveId: null }, actor);
    db.close();
    expect(await restore(dataDir, join(dataDir, 'backups', name))).toMatchObject({ exit: 0 });
    const station = open(dataDir);
    const chief = await chiefOf(station);
    expect(await station.api['link.status']({}, chief)).toMatchObject({
      state: 'lost',
      hub: { url: hubUrl, station: 1 },
      cardKeyKnown: false,
    });
    expect((await station.api['care.today']({}, chief)).troubles).toContainEqual({ kind: 'link_lost' });
  });

  it('is refused for another station’s backup, and changes nothing', async () => {
    const { backup } = await backedUp('别的驿站');
    const { dataDir, db } = await backedUp();
    db.close();
    const before = files(dataDir);
    const { exit, said } = await restore(dataDir, backup);
    expect([exit, /restore_other_station/.test(said)]).toEqual([1, true]);
    expect(files(dataDir)).toEqual(before);
  });

  it('takes the place of a demo, which holds nothing of its own', async () => {
    const { backup, recoveryCode } = await backedUp();
    const folder = temporaryFolder();
    open(folder).close();
    expect(await restore(folder, backup, recoveryCode)).toMatchObject({ exit: 0 });
  });

  it('is refused while the kiosk is open', async () => {
    const { backup } = await backedUp();
    const folder = temporaryFolder();
    open(folder);
    expect((await restore(folder, backup)).said).toMatch(/驿站还开着.*already_running/);
  });

  it('goes into the place of a database that is damaged, which is kept as it is', async () => {
    const { backup, dataDir, db } = await backedUp();
    db.close();
    writeFileSync(databaseFile(dataDir), 'no database at all'.repeat(1000));
    const { exit, said } = await restore(dataDir, backup);
    const wayBack = /backups\/(before-restore-\w+\.db)/.exec(said)?.[1] ?? '';
    expect([exit, readFileSync(join(dataDir, 'backups', wayBack), 'utf8').startsWith('no database')]).toEqual([0, true]);
  });
});

describe('a file that is no good backup', () => {
  const refused = async (change: (file: string) => void) => {
    const { backup, recoveryCode } = await backedUp();
    const file = join(temporaryFolder(), 'changed.db');
    cpSync(backup, file);
    change(file);
    const folder = join(temporaryFolder(), 'new');
    const { said } = await restore(folder, file, recoveryCode);
    return [
      /（(\w+)）$/.exec(said)?.[1],
      existsSync(databaseFile(folder)),
      existsSync(keyFilePath(folder)),
      existsSync(restoreFolder(folder)),
    ];
  };
  const sql = (text: string) => (file: string) => {
    const db = new BetterSqlite3(file);
    db.exec(text);
    db.close();
  };

  it.each<[string, (file: string) => void, string]>([
    ['text', (file) => writeFileSync(file, '驿站备份'), 'restore_foreign'],
    ['nothing', (file) => writeFileSync(file, ''), 'restore_foreign'],
    ['another program’s database', sql('PRAGMA application_id = 7'), 'restore_foreign'],
    ['one of a newer program', sql('PRAGMA user_version = 9990'), 'restore_from_future'],
    ['one with a trigger of its own', sql('CREATE TRIGGER x AFTER INSERT ON visit BEGIN DELETE FROM visit; END'), 'restore_damaged'],
    ['one with a table of its own', sql('CREATE TABLE extra (a)'), 'restore_damaged'],
    ['one that says it is older than it is', sql('PRAGMA user_version = 30'), 'restore_damaged'],
    ['one whose rows point nowhere', sql("PRAGMA foreign_keys = OFF; UPDATE card SET worker_id = 'nobody'"), 'restore_damaged'],
    ['half of one', (file) => writeFileSync(file, readFileSync(file).subarray(0, statSync(file).size / 2)), 'restore_damaged'],
    [
      'one that lay on a bad disk',
      (file) => {
        const bytes = readFileSync(file);
        bytes.fill(0xa5, bytes.length / 2, bytes.length / 2 + 20_000);
        writeFileSync(file, bytes);
      },
      'restore_damaged',
    ],
  ])('%s: refused, and nothing is left behind', async (_, change, expected) => {
    expect(await refused(change)).toEqual([expected, false, false, false]);
  });

  it('is told apart from one that is not there, and from a question', async () => {
    const folder = temporaryFolder();
    expect((await restore(folder, join(folder, 'none.db'))).said).toMatch(/restore_missing/);
    expect(await restoreCommand([], { env: {}, write: () => {}, ask: async () => '' })).toBe(2);
    expect(await restoreCommand(['--nonsense'], { env: {}, write: () => {}, ask: async () => '' })).toBe(2);
    expect(await restoreCommand(['--help'], { env: {}, write: () => {}, ask: async () => '' })).toBe(0);
  });

  it('is looked at without changing anything', async () => {
    const { backup } = await backedUp();
    const folder = temporaryFolder();
    const { exit, said } = await restore(folder, backup, '', '--check');
    expect([exit, said, files(folder)]).toEqual([
      0,
      '西河·零工之家，2026-11-23 的备份：登记 1 人，到站 1 次，岗位 0 个，用工 0 个。\n备份是好的。恢复时要恢复码。',
      [],
    ]);
  });
});

describe('a restore that the power cut off', () => {
  it.each(['before anything was moved', 'after the database was kept', 'after the keys were taken'])(
    '%s is finished at the next start',
    async (when) => {
      const { backup, dataDir, db } = await backedUp();
      db.close();
      const safe = join(temporaryFolder(), 'prepared');
      // Prepared and planned, as it stands on the disk just before the second half.
      const { prepareRestore } = await import('../../../electron/services/restore-plan.ts');
      const { careThread } = await import('../../../electron/care/thread.ts');
      const copies = careThread(databaseFile(dataDir));
      const facts = await copies.inspect(backup);
      const wayBack = await prepareRestore({ dataDir, file: backup, facts, code: '', copies, nowMs: Date.now() });
      mkdirSync(safe);
      const kept = join(dataDir, 'backups', `${wayBack}.db`);
      if (when !== 'before anything was moved') cpSync(databaseFile(dataDir), kept);
      if (when !== 'before anything was moved') rmSync(databaseFile(dataDir));
      if (when === 'after the keys were taken') {
        const { beginSerials } = await import('../../../electron/keys/serial-guard.ts');
        beginSerials(dataDir, readKeyFile(restoreFolder(dataDir)));
        cpSync(keyFilePath(restoreFolder(dataDir)), keyFilePath(dataDir));
        rmSync(keyFilePath(restoreFolder(dataDir)));
      }
      const station = open(dataDir);
      const actor = await chiefOf(station);
      expect((await station.api['worker.search']({ text: '8001' }, actor)).workers).toHaveLength(1);
      expect([readKeyFile(dataDir).generation, existsSync(kept), existsSync(restoreFolder(dataDir))]).toEqual([2, true, false]);
    },
  );
});

describe('a restore from the desk', () => {
  it('looks, restores, and opens the station anew; everybody is signed out', async () => {
    const { backup, recoveryCode } = await backedUp();
    const drive = pluggedIn('蓝色 U 盘', 1e9);
    cpSync(backup, join(drive.folder, '驿站备份.db'));
    const folder = temporaryFolder();
    const station = openStation({
      ...{ dataDir: folder, rendererDir: temporaryFolder(), origins: [], drives: drive.drives },
      demo: () => readDemo(join(import.meta.dirname, '../../../examples')),
      log: { info: () => {}, warn: () => {}, error: console.error },
    });
    onTestFinished(() => station.close());
    await station.api['staff.set-up']({ name: '新人', pin: '591736' });
    const [{ id: staffId } = { id: '' }] = (await station.api['staff.list']({}, { staffId: '', name: '' })).people;
    const actor = { staffId, name: '新人' };
    // by night the station has made a copy of its own by now
    const file = (await station.api['restore.list']({}, actor)).files.find(({ drive }) => drive !== null);
    if (!file) throw new Error('no file');
    expect([file.name, file.drive]).toEqual(['驿站备份.db', '蓝色 U 盘']);
    const look = await station.api['restore.look']({ from: file.place }, actor);
    expect(look).toMatchObject({ station: '西河·零工之家', workers: 1, visits: 1, needsCode: true });
    expect(await code(station.api['restore.begin']({ from: file.place, code: 'AAAA-BBBB-CCCC-DDDD' }, actor))).toBe('restore_code_wrong');
    expect(existsSync(restoreFolder(folder))).toBe(false);
    const before = station.api;
    const { wayBack } = await station.api['restore.begin']({ from: file.place, code: recoveryCode }, actor);
    while (station.api === before) await new Promise((resolve) => setTimeout(resolve, 20));
    const chief = await chiefOf(station);
    expect(chief.name).toBe('马站长');
    expect((await station.api['worker.search']({ text: '8001' }, chief)).workers).toHaveLength(1);
    expect(existsSync(join(folder, 'backups', wayBack))).toBe(true);
  }, 60_000);

  it('refuses another station’s file, one that is gone, a path out of the folder, and whoever does not manage', async () => {
    const { api, chief, dataDir, actorOf } = await backedUp();
    const other = await backedUp('别的驿站');
    cpSync(other.backup, join(dataDir, 'backups', 'daily-000099-20261101-0300.db'));
    const look = (name: string, actor = chief) => code(api['restore.look']({ from: { kind: 'here', name } }, actor));
    expect(await look('daily-000099-20261101-0300.db')).toBe('restore_other_station');
    expect(await look('daily-000098-20261101-0300.db')).toBe('restore_missing');
    expect(await look('../station.db')).toBe('restore_missing');
    await api['staff.add']({ name: '杨姐', pin: '591736', manager: false, phones: false }, chief);
    const actor = actorOf((await api['staff.sign-in']({ pin: '591736' })).token) as Actor;
    expect(await look('daily-000001-20261123-0638.db', actor)).toBe('staff_not_allowed');
    expect(await code(api['restore.look']({ from: { kind: 'drive', driveId: '0'.repeat(16), path: 'a.db' } }, chief))).toBe('drive_gone');
  });
});
