import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { copyDatabase, isSound } from '../../../electron/care/copy-database.ts';
import { temporaryFolder } from '../../support/station.ts';

function filled() {
  const folder = temporaryFolder();
  const file = join(folder, 'a.db');
  const db = new BetterSqlite3(file);
  db.pragma('journal_mode = WAL');
  db.exec(
    "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT); INSERT INTO t (b) SELECT hex(randomblob(200)) FROM json_each('[' || replace(hex(zeroblob(500)), '00', '0,') || '0]')",
  );
  return { folder, file, db };
}

describe('a copy of a database', () => {
  it('is whole while others write, and alone under its name', () => {
    const { folder, file, db } = filled();
    db.exec('BEGIN IMMEDIATE; DELETE FROM t;');
    const bytes = copyDatabase(file, join(folder, 'b.db'));
    db.exec('ROLLBACK');
    const copy = new BetterSqlite3(join(folder, 'b.db'), { readonly: true });
    expect(copy.prepare('SELECT count(*) FROM t').pluck().get()).toBe(501);
    copy.close();
    db.close();
    expect([statSync(join(folder, 'b.db')).size, readdirSync(folder)]).toEqual([bytes, ['a.db', 'b.db']]);
  });

  it('of a damaged one is not there', () => {
    const { folder, file, db } = filled();
    db.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 8192, bytes.length - 4096);
    writeFileSync(file, bytes);
    expect(isSound(file, 'integrity_check')).toBe(false);
    expect(() => copyDatabase(file, join(folder, 'b.db'))).toThrow();
    expect(readdirSync(folder).filter((name) => !name.startsWith('a.db'))).toEqual([]);
  });
});
