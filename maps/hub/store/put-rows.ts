/**
 * Many rows of one table within a transaction, as fast as the engine takes them. Statements that name every value of 500 rows cost more
 * in Kysely than in the engine, and so does JSON that SQLite takes apart; so each engine gets what it does best.
 */
import type BetterSqlite3 from 'better-sqlite3';
import { sql, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** Inserts; what has the same key is replaced. All rows have the same columns, and no key twice. */
export type PutRows = <T extends keyof Tables & string>(
  tx: Transaction<Tables>,
  table: T,
  rows: readonly Tables[T][],
  key: readonly (keyof Tables[T] & string)[],
) => Promise<void>;

/** @param main the one connection that writes: within a transaction of Kysely it is that transaction's */
export function sqlitePutRows(main: BetterSqlite3.Database): PutRows {
  const prepared = new Map<string, BetterSqlite3.Statement>();
  return async (_, table, rows, key) => {
    const [first] = rows;
    if (!first) return;
    const columns = Object.keys(first);
    const others = columns.filter((name) => !key.includes(name as never));
    const text = `INSERT INTO "${table}" (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})
      ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${others.map((name) => `${name} = excluded.${name}`).join(', ')}`;
    const statement = prepared.get(text) ?? main.prepare(text);
    prepared.set(text, statement);
    for (const row of rows) statement.run(row);
  };
}

export const postgresPutRows: PutRows = async (tx, table, rows, key) => {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const names = (all: readonly string[]) => sql.join(all.map((name) => sql.ref(name)));
  const others = columns.filter((name) => !key.includes(name as never));
  await sql`INSERT INTO ${sql.table(table)} (${names(columns)})
    SELECT ${names(columns)} FROM json_populate_recordset(NULL::${sql.table(table)}, ${JSON.stringify(rows)}::json)
    ON CONFLICT (${names(key)}) DO UPDATE SET ${sql.join(others.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`))}`.execute(
    tx,
  );
};
