/**
 * Brings a database to the newest schema, each step with its version in one transaction. Kysely's own migrator runs no step in a
 * transaction on SQLite; there and on PostgreSQL a step that breaks must leave nothing.
 */
import { type Kysely, sql, type Transaction } from 'kysely';
import { HubError } from '../hub-error.ts';
import type { EngineWords, Migration } from './migration.ts';
import { firstHub } from './migrations/0010-first-hub.ts';
import { exchange } from './migrations/0020-exchange.ts';
import { standingPostings } from './migrations/0040-standing-postings.ts';
import { submissions } from './migrations/0050-submissions.ts';
import { inboxMarks } from './migrations/0060-inbox-marks.ts';
import { cityItems } from './migrations/0070-city-items.ts';
import type { Tables } from './tables.ts';

export type Engine = 'sqlite' | 'postgres';

const migrations: readonly Migration[] = [firstHub, exchange, standingPostings, submissions, inboxMarks, cityItems];

const words: Readonly<Record<Engine, EngineWords>> = {
  sqlite: {
    ...{ bigint: 'INTEGER', real: 'REAL', strict: ' STRICT' },
    numberIn: (column, path) => `CAST(json_extract(${column}, '$.${path.join('.')}') AS INTEGER)`,
  },
  postgres: {
    ...{ bigint: 'BIGINT', real: 'DOUBLE PRECISION', strict: '' },
    numberIn: (column, path) => `CAST(${column}::json #>> '{${path.join(',')}}' AS BIGINT)`,
  },
};
/** Any number: hubs that start at once on one PostgreSQL stand in line under it. */
const migrationLock = 7_430_001;

/** `beforeChange`: called with the found version before a database that holds something is changed. @throws HubError database_from_future */
export async function migrate(
  db: Kysely<Tables>,
  engine: Engine,
  options: { readonly beforeChange?: (version: number) => void; readonly steps?: readonly Migration[] } = {},
): Promise<void> {
  const steps = options.steps ?? migrations;
  const newest = steps.at(-1)?.version ?? 0;
  await locked(db, engine, (tx) =>
    sql`CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL)`.execute(tx),
  );
  const from = await versionOf(db);
  if (from > newest) {
    throw new HubError('database_from_future', `数据库的结构是 ${from}，这个程序只认识到 ${newest}：请安装新版本的程序`, {
      found: from,
      known: newest,
    });
  }
  if (from > 0 && from < newest) options.beforeChange?.(from);
  for (const step of steps) {
    await locked(db, engine, async (tx) => {
      if ((await versionOf(tx)) >= step.version) return;
      for (const statement of step.statements(words[engine])) await sql.raw(statement).execute(tx);
      await sql`INSERT INTO schema_version (version, name) VALUES (${step.version}, ${step.name})`.execute(tx);
    });
  }
}

function locked<T>(db: Kysely<Tables>, engine: Engine, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    if (engine === 'postgres') await sql`SELECT pg_advisory_xact_lock(${migrationLock})`.execute(tx);
    return work(tx);
  });
}

async function versionOf(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ version: number | null }>`SELECT max(version) AS version FROM schema_version`.execute(db);
  return rows[0]?.version ?? 0;
}
