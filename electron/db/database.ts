/** The two faces of a connection. A signature says whether it writes: what takes a ReadableDb cannot change a row. */
import type BetterSqlite3 from 'better-sqlite3';

declare const access: unique symbol;

export type ReadableDb = Pick<BetterSqlite3.Database, 'prepare' | 'pragma'> & { readonly [access]: 'read' | 'write' };
export type WritableDb = BetterSqlite3.Database & { readonly [access]: 'write' };

/** Runs `work` as one transaction that takes the write lock at once; all of it is kept or none. */
export function inTransaction<T>(db: WritableDb, work: () => T): T {
  return db.transaction(work).immediate();
}
