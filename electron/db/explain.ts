/** What the engine or the file system refused, as a refusal with a code; undefined for what is no refusal but a bug. */
import BetterSqlite3 from 'better-sqlite3';
import { AppError } from '../../shared/api/errors.ts';

export function explainStorageError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const cause = { cause: error };
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('disk_full', 'the disk is full: nothing was written', {}, cause);
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS') {
    return new AppError('data_read_only', 'the data folder cannot be written to', {}, cause);
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new AppError('database_busy', 'another program is writing to the database', {}, cause);
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new AppError('database_corrupt', 'the database file is damaged', {}, cause);
  }
  if (
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_IOERR') ||
    ['EACCES', 'EPERM', 'ENOTDIR', 'EEXIST', 'EISDIR', 'ENOENT'].includes(code)
  ) {
    return new AppError('data_folder_unusable', 'the data folder cannot be used', { system: code }, cause);
  }
  return error instanceof BetterSqlite3.SqliteError && code === 'SQLITE_TOOBIG'
    ? new AppError('input_invalid', 'a text is too long for the database', {}, cause)
    : undefined;
}
