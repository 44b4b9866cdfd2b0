import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inTransaction, type WritableDb } from '../../../electron/db/database.ts';
import { explainStorageError } from '../../../electron/db/explain.ts';
import { type Migration, migrate, migrations, schemaVersion } from '../../../electron/db/migrate.ts';
import { databaseFile, openDatabase } from '../../../electron/db/open.ts';
import { postingWriter } from '../../../electron/db/posting-repository.ts';
import { posting } from '../../support/builders.ts';
import { temporaryFolder } from '../../support/station.ts';

function open(folder: string): WritableDb {
  const db = openDatabase(folder);
  onTestFinished(() => void db.close());
  return db;
}

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return explainStorageError(error)?.code ?? String(error);
  }
  return 'none';
}

describe('opening the database', () => {
  it('makes the folder and a database of the newest schema, safe against a pulled plug', () => {
    const db = open(join(temporaryFolder(), 'new', 'folder'));
    expect({
      version: schemaVersion(db),
      journal: db.pragma('journal_mode', { simple: true }),
      synchronous: db.pragma('synchronous', { simple: true }),
      foreignKeys: db.pragma('foreign_keys', { simple: true }),
    }).toEqual({ version: migrations.at(-1)?.version, journal: 'wal', synchronous: 2, foreignKeys: 1 });
  });

  it('makes every table STRICT', () => {
    const tables = open(temporaryFolder()).pragma('table_list') as { name: string; type: string; strict: number }[];
    expect(tables.filter((table) => table.type === 'table' && !table.name.startsWith('sqlite_') && table.strict !== 1)).toEqual([]);
  });

  it('finds again what was written before', () => {
    const folder = temporaryFolder();
    const first = openDatabase(folder);
    postingWriter(first).insert(posting());
    first.close();
    expect(open(folder).prepare('SELECT count(*) FROM posting').pluck().get()).toBe(1);
  });

  it('refuses a database from the future, and leaves it as it is', () => {
    const folder = temporaryFolder();
    const future = openDatabase(folder);
    future.pragma('user_version = 990');
    future.close();
    const before = readFileSync(databaseFile(folder));
    expect(refusal(() => openDatabase(folder))).toBe('database_from_future');
    expect(readFileSync(databaseFile(folder)).equals(before)).toBe(true);
  });

  it('refuses the database of another program', () => {
    const folder = temporaryFolder();
    const other = new BetterSqlite3(databaseFile(folder));
    other.exec('CREATE TABLE things (name TEXT)');
    other.close();
    expect(refusal(() => openDatabase(folder))).toBe('database_foreign');
  });

  it('refuses a file that is no database', () => {
    const folder = temporaryFolder();
    writeFileSync(databaseFile(folder), 'x'.repeat(8192));
    expect(refusal(() => openDatabase(folder))).toBe('database_corrupt');
  });

  it('refuses a damaged database, and leaves it as it is', () => {
    const folder = temporaryFolder();
    const whole = openDatabase(folder);
    inTransaction(whole, () => {
      for (let row = 0; row < 300; row++) postingWriter(whole).insert(posting());
    });
    whole.pragma('wal_checkpoint(TRUNCATE)');
    whole.close();
    const bytes = readFileSync(databaseFile(folder));
    bytes.fill(0xff, Math.floor(bytes.length / 2 / 4096) * 4096, Math.floor(bytes.length / 2 / 4096) * 4096 + 8192);
    writeFileSync(databaseFile(folder), bytes);
    expect(refusal(() => openDatabase(folder))).toBe('database_corrupt');
    expect(readFileSync(databaseFile(folder)).equals(bytes)).toBe(true);
  });

  it('refuses a data folder that is a file', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(refusal(() => openDatabase(file))).toBe('data_folder_unusable');
  });

  it('refuses a data folder that cannot be written to', () => {
    const folder = temporaryFolder();
    openDatabase(folder).close();
    expect(refusedAsNobody(folder)).toMatch(/^(data_read_only|data_folder_unusable)$/);
  });

  it('says that the disk is full, keeps what was there, and goes on reading', () => {
    const db = open(temporaryFolder());
    postingWriter(db).insert(posting());
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 2}`);
    const fill = () =>
      inTransaction(db, () => {
        for (let row = 0; row < 500; row++) postingWriter(db).insert(posting());
      });
    expect(refusal(fill)).toBe('disk_full');
    expect(db.prepare('SELECT count(*) FROM posting').pluck().get()).toBe(1);
  });
});

/** A disk of our own, so small that it is full at once; only root may make one. */
const mayMount = process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0;

describe.skipIf(!mayMount)(`a data folder on a full disk${mayMount ? '' : ' (skipped: only root can make a small disk)'}`, () => {
  it('is refused with the reason, and can be used once there is room', () => {
    const folder = temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
    onTestFinished(() => void spawnSync('umount', ['-l', folder]));
    expect(refusal(() => openDatabase(folder))).toBe('disk_full');
    execFileSync('mount', ['-o', 'remount,size=32m', folder]);
    expect(schemaVersion(open(folder))).toBe(migrations.at(-1)?.version);
  });
});

/** Root may write anywhere, so the question is put to a process that is somebody else. */
function refusedAsNobody(folder: string): string {
  const script = `import { openDatabase } from ${JSON.stringify(fileURLToPath(new URL('../../../electron/db/open.ts', import.meta.url)))};
    try { openDatabase(process.argv[1]); console.log('none') } catch (error) { console.log(error.code) }`;
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  execFileSync('chmod', ['-R', 'a+rX,a-w', folder]);
  execFileSync('chmod', ['a+rx', folder]);
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script, folder], { encoding: 'utf8', ...nobody });
  execFileSync('chmod', ['-R', 'u+w', folder]);
  return run.stdout.trim() || run.stderr;
}

describe('migrating', () => {
  const next: Migration = { version: 9000, name: 'next', sql: 'CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT' };

  it('leaves the rows of the first station as they were when workers and cards come', () => {
    const folder = temporaryFolder();
    const first = new BetterSqlite3(databaseFile(folder)) as WritableDb;
    migrate(first, join(folder, 'backups'), migrations.slice(0, 1));
    first.pragma('application_id = 0x595a484e');
    postingWriter(first).insert(posting());
    first.exec(`INSERT INTO station (id, settings, revision, demo_day) VALUES (1, '{"name":"西河·零工之家"}', 7, '2026-11-23');
      INSERT INTO visit VALUES ('v1', '2026-11-23', 1, 'drink', 1, 's'), ('v2', '2026-11-23', 2, 'jobs', 2, 's');
      INSERT INTO visit_correction VALUES ('c1', 'v2', 3, 'worker', 'slip');
      INSERT INTO posting_reach SELECT id, '2026-11-23', 6, 3, 1 FROM posting`);
    const rows = (db: WritableDb) =>
      ['station', 'posting', 'posting_reach', 'visit', 'visit_correction'].map((table) =>
        db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all(),
      );
    // A visit's hour, which is computed from the others, came later.
    const without = (all: ReturnType<typeof rows>) =>
      all.map((table) =>
        table.map(({ hour, ...row }: Record<string, unknown>) =>
          'session_id' in row ? row : { ...row, ...(hour !== undefined && { hour }) },
        ),
      );
    const before = rows(first);
    expect(schemaVersion(first)).toBe(10);
    first.close();
    const db = open(folder);
    expect([schemaVersion(db), without(rows(db)), db.pragma('foreign_key_check')]).toEqual([
      migrations.at(-1)?.version,
      without(before),
      [],
    ]);
    expect(readdirSync(join(folder, 'backups'))).toEqual([expect.stringMatching(/^before-migration-from-10-/)]);
  });

  it('makes a copy first, which is a whole database of the old schema', () => {
    const folder = temporaryFolder();
    const db = open(folder);
    postingWriter(db).insert(posting());
    migrate(db, join(folder, 'backups'), [...migrations, next]);
    const [copy = ''] = readdirSync(join(folder, 'backups'));
    const restored = join(folder, 'restored');
    mkdirSync(restored);
    copyFileSync(join(folder, 'backups', copy), databaseFile(restored));
    const old = open(restored);
    expect({ new: schemaVersion(db), old: schemaVersion(old), rows: old.prepare('SELECT count(*) FROM posting').pluck().get() }).toEqual({
      new: 9000,
      old: migrations.at(-1)?.version,
      rows: 1,
    });
  });

  it('makes no copy of a new database', () => {
    const folder = temporaryFolder();
    open(folder);
    expect(statSync(join(folder, 'backups'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('keeps the old schema whole when a step fails', () => {
    const folder = temporaryFolder();
    const db = open(folder);
    const broken: Migration = {
      version: 9000,
      name: 'broken',
      sql: 'CREATE TABLE half (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1)',
    };
    expect(() => migrate(db, join(folder, 'backups'), [...migrations, broken])).toThrow(/nowhere/);
    expect([schemaVersion(db), db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()]).toEqual([
      migrations.at(-1)?.version,
      0,
    ]);
  });

  it('refuses a step that breaks references', () => {
    const folder = temporaryFolder();
    const db = open(folder);
    const orphaning: Migration = {
      version: 9000,
      name: 'orphaning',
      sql: "INSERT INTO posting_reach (posting_id, work_day, hour) VALUES ('nobody', '2026-11-23', 6)",
    };
    expect(() => migrate(db, join(folder, 'backups'), [...migrations, orphaning])).toThrow(/breaks 1 references/);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  });
});
