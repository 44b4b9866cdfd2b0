/**
 * One station, one host: an exclusive lock on a file beside the database, held by the engine's own file locking, so that the
 * system releases it however the process ends. Command-line tools that only add rows do not take it.
 */
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { AppError } from '../shared/api/errors.ts';

/** @throws AppError already_running */
export function lockStation(dataDir: string): { release(): void } {
  const lock = new BetterSqlite3(join(dataDir, 'station.lock'), { timeout: 0 });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new AppError('already_running', 'another program is running this station', {}, { cause: error });
    }
    throw error;
  }
  return { release: () => void lock.close() };
}
