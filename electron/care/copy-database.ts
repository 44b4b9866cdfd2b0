/** A whole copy of a database: from a connection that cannot write, checked, on the disk, then in place by one rename. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { AppError } from '../../shared/api/errors.ts';

/** What must be left when the copy stands. */
const spareBytes = 64 * 1024 * 1024;

export function isSound(file: string, how: 'quick_check' | 'integrity_check'): boolean {
  const db = new BetterSqlite3(file, { readonly: true, timeout: 5000 });
  try {
    return db.pragma(`${how}(1)`, { simple: true }) === 'ok';
  } finally {
    db.close();
  }
}

export function sync(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Answers the copy's bytes. @throws AppError disk_full, database_corrupt; what the engine or the system says */
export function copyDatabase(from: string, to: string): number {
  const { bavail, bsize } = statfsSync(dirname(to));
  if (bavail * bsize < statSync(from).size + spareBytes) throw new AppError('disk_full', 'no room for a copy of the database');
  const beside = `${to}.tmp`;
  rmSync(beside, { force: true });
  try {
    const db = new BetterSqlite3(from, { readonly: true, timeout: 5000 });
    try {
      db.pragma('cache_size = -4000');
      db.prepare('VACUUM INTO ?').run(beside);
    } finally {
      db.close();
    }
    if (!isSound(beside, 'quick_check')) throw new AppError('database_corrupt', 'the copy of the database is damaged');
    sync(beside, 'r+');
    renameSync(beside, to);
    // Windows cannot open a folder; its rename is in the journal of the file system.
    if (process.platform !== 'win32') sync(dirname(to), 'r');
    return statSync(to).size;
  } finally {
    rmSync(beside, { force: true });
  }
}
