/** Opens the hub's database: a SQLite file, or PostgreSQL (and what speaks its protocol) under a URL. The only way in. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { type CompiledQuery, Kysely, PostgresDialect, SqliteDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { HubError } from '../hub-error.ts';
import { type Engine, migrate } from './migrate.ts';
import { type PutRows, postgresPutRows, sqlitePutRows } from './put-rows.ts';
import type { Tables } from './tables.ts';

export interface HubDb {
  readonly engine: Engine;
  /** Never waits for a writer. */
  readonly reader: Kysely<Tables>;
  readonly writer: Kysely<Tables>;
  readonly putRows: PutRows;
  /** A reading statement that the engine plans once; it is given its parameters, in the order of the query's. */
  readonly prepared: <R>(query: CompiledQuery<R>) => (parameters: readonly unknown[]) => Promise<readonly R[]>;
  close(): Promise<void>;
}

/** `YZHB` in the file's header: tells our database from any other SQLite file. */
const applicationId = 0x595a4842;

/** How long SQLite waits by itself, in which nothing else of the process runs; and how long we go on trying, in which it does. */
const engineWaitMs = 50;
const retryMs = 100;
const longestWaitMs = 20_000;

/**
 * A transaction that stands in line with all others of its kind, over all processes: its first statement writes, so that on SQLite
 * it never reads a state that another one then changes, and on PostgreSQL it waits for the row.
 */
export function inTransaction<T>(db: HubDb, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T> {
  return patiently(() =>
    db.writer.transaction().execute(async (tx) => {
      await tx
        .updateTable('hub_state')
        .set(({ ref }) => ({ revision: ref('revision') }))
        .execute();
      return work(tx);
    }),
  );
}

/** A single statement that writes. It waits, too, while another process writes the file (an import on the command line). */
export async function patiently<T>(write: () => Promise<T>): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += retryMs + engineWaitMs) {
    try {
      return await write();
    } catch (error) {
      // Nothing was done yet: SQLite refuses the first write of a transaction, and none after it.
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' || waitedMs >= longestWaitMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }
}

/** @throws HubError data_folder_unusable, database_foreign, database_from_future */
export async function openSqlite(file: string): Promise<HubDb> {
  const main = openFile(file);
  const writer = new Kysely<Tables>({ dialect: new SqliteDialect({ database: main }) });
  try {
    await patiently(() => migrate(writer, 'sqlite', { beforeChange: (version) => backUp(main, dirname(file), version) }));
  } catch (error) {
    await writer.destroy();
    throw error;
  }
  // Another connection: what is read does not wait for an import, it sees the state before it.
  const readOnly = new BetterSqlite3(file, { readonly: true, timeout: 5000 });
  readOnly.pragma('cache_size = -32000');
  readOnly.pragma('mmap_size = 268435456');
  const reader = new Kysely<Tables>({ dialect: new SqliteDialect({ database: readOnly }) });
  return {
    engine: 'sqlite',
    reader,
    writer,
    putRows: sqlitePutRows(main),
    prepared<R>({ sql }: CompiledQuery<R>) {
      const statement = readOnly.prepare<unknown[], R>(sql);
      return async (parameters) => statement.all(...parameters);
    },
    async close() {
      // Kysely closes what it has used, and no connection that nobody asked anything. The one that writes goes last: it leaves one whole file.
      await reader.destroy();
      readOnly.close();
      await writer.destroy();
      main.close();
    },
  };
}

function openFile(file: string): BetterSqlite3.Database {
  let db: BetterSqlite3.Database | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const isNew = !existsSync(file);
    db = new BetterSqlite3(file, { timeout: 5000 });
    const found = Number(db.pragma('application_id', { simple: true }));
    const empty = isNew || db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
    if (!empty && found !== applicationId)
      throw new HubError('database_foreign', `${file} 不是驿站地图的数据库：请换一个数据文件夹`, { file });
    db.pragma('journal_mode = WAL');
    // FULL: what was answered is on the disk, also when the power goes.
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('trusted_schema = OFF');
    db.pragma('cache_size = -32000');
    if (empty) db.pragma(`application_id = ${applicationId}`);
    db.pragma(`busy_timeout = ${engineWaitMs}`);
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof HubError) throw error;
    if ((error as { code?: string }).code === 'SQLITE_NOTADB') {
      throw new HubError('database_foreign', `${file} 不是数据库文件：请换一个数据文件夹`, { file }, { cause: error });
    }
    throw new HubError('data_folder_unusable', `数据文件夹 ${dirname(file)} 不能用：检查它是不是文件夹、能不能写`, {}, { cause: error });
  }
}

function backUp(db: BetterSqlite3.Database, folder: string, version: number): void {
  const backups = join(folder, 'backups');
  mkdirSync(backups, { recursive: true, mode: 0o700 });
  const stamp = new Date().toISOString().replace(/[-:.]/g, '');
  db.prepare('VACUUM INTO ?').run(join(backups, `before-migration-from-${version}-${stamp}.db`));
}

/** @throws HubError database_unreachable, database_from_future */
export async function openPostgres(url: string): Promise<HubDb> {
  const pool = new pg.Pool({ connectionString: url, max: 8, connectionTimeoutMillis: 5000, types: { getTypeParser } });
  // A connection that breaks while idle is replaced at the next query; unheard, the event would end the process.
  pool.on('error', () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db, 'postgres');
  } catch (error) {
    await db.destroy();
    if (error instanceof HubError) throw error;
    throw new HubError(
      'database_unreachable',
      'DATABASE_URL 指的数据库连不上：检查地址、用户名和密码',
      { reason: (error as Error).message },
      { cause: error },
    );
  }
  return {
    engine: 'postgres',
    reader: db,
    writer: db,
    putRows: postgresPutRows,
    prepared<R>({ sql: text }: CompiledQuery<R>) {
      const name = createHash('sha256').update(text).digest('base64url').slice(0, 20);
      return async (parameters) => (await pool.query({ name, text, values: [...parameters] })).rows as R[];
    },
    close: () => db.destroy(),
  };
}

/** 64-bit integers as numbers: ours are moments and revisions, far below 2^53. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text');
}
