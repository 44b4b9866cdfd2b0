/** The two faces of a connection. A signature says whether it writes: what takes a ReadableDb cannot change a row. */
import type BetterSqlite3 from 'better-sqlite3';

declare const access: unique symbol;

export type ReadableDb = Pick<BetterSqlite3.Database, 'prepare' | 'pragma'> & { readonly [access]: 'read' | 'write' };
export type WritableDb = BetterSqlite3.Database & { readonly [access]: 'write' };

/** Runs `work` as one transaction that takes the write lock at once; all of it is kept or none. */
export function inTransaction<T>(db: WritableDb, work: () => T): T {
  return db.transaction(work).immediate();
}

/**
 * The same without waiting for the disk: whole or not there, but on the disk only once a usual transaction has followed. For the
 * steps of a long run that ends with one; nothing else happens on the connection meanwhile, so everybody else still waits.
 */
export function inQuickTransaction<T>(db: WritableDb, work: () => T): T {
  db.pragma('synchronous = NORMAL');
  try {
    return inTransaction(db, work);
  } finally {
    db.pragma('synchronous = FULL');
  }
}
