/** A file that somebody says is a backup: looked through before anything is believed. */
import { closeSync, openSync, readSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { AppError } from '../../shared/api/errors.ts';
import { migrations } from '../db/migrate.ts';
import { applicationId } from '../db/open.ts';
import type { BackupFacts } from '../services/database-copies.ts';

const magic = 'SQLite format 3\0';
const newest = migrations.at(-1)?.version ?? 0;
const damaged = (why: string, cause?: unknown) => new AppError('restore_damaged', 'the backup is damaged', { why }, { cause });

function begins(file: string): string {
  const head = Buffer.alloc(magic.length);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, head, 0, head.length, 0);
  } finally {
    closeSync(handle);
  }
  return head.toString('latin1');
}

/** @throws AppError restore_foreign, restore_damaged, restore_from_future */
export function readBackup(file: string): BackupFacts {
  if (begins(file) !== magic) throw new AppError('restore_foreign', 'this is no database', {});
  let db: BetterSqlite3.Database | undefined;
  try {
    db = new BetterSqlite3(file, { readonly: true, timeout: 5000 });
    db.pragma('trusted_schema = OFF');
    const owner = Number(db.pragma('application_id', { simple: true }));
    if (owner !== applicationId) throw new AppError('restore_foreign', 'this is the database of another program', { applicationId: owner });
    const schema = Number(db.pragma('user_version', { simple: true }));
    if (schema > newest) throw new AppError('restore_from_future', 'a newer program wrote this backup', { found: schema, known: newest });
    if (db.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw damaged('integrity');
    if ((db.pragma('foreign_key_check') as unknown[]).length > 0) throw damaged('references');
    if (!migrations.some(({ version }) => version === schema)) throw damaged('schema');
    if (schemaOf(db) !== schemaOf(fresh(schema))) throw damaged('schema');
    return factsOf(db, schema);
  } catch (error) {
    if (error instanceof BetterSqlite3.SqliteError) throw damaged(error.code, error);
    throw error;
  } finally {
    db?.close();
  }
}

/** What the migrations make of nothing: a backup with another table, view or trigger in it is none of ours. */
function fresh(schema: number): BetterSqlite3.Database {
  const db = new BetterSqlite3(':memory:');
  for (const step of migrations) if (step.version <= schema) db.exec(step.sql);
  return db;
}

function schemaOf(db: BetterSqlite3.Database): string {
  const parts = db.prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name").raw().all();
  return JSON.stringify(parts);
}

function factsOf(db: BetterSqlite3.Database, schema: number): BackupFacts {
  const value = (sql: string) => db.prepare(sql).pluck().get();
  const has = (table: string) => value(`SELECT count(*) FROM sqlite_schema WHERE name = '${table}'`) === 1;
  const count = (table: string) => (has(table) ? Number(value(`SELECT count(*) FROM ${table}`)) : 0);
  const cared = has('care');
  const wrap = cared
    ? (db
        .prepare('SELECT keys_sealed AS sealed, keys_tag AS tag FROM staff_recovery WHERE keys_sealed IS NOT NULL')
        .get() as BackupFacts['wrap'])
    : null;
  const used = has('key_use')
    ? db.prepare('SELECT station, generation, NULL AS publicKey, first_used_ms AS createdAtMs FROM key_use').all()
    : [];
  const held = cared
    ? db.prepare('SELECT station, generation, public_key AS publicKey, created_at_ms AS createdAtMs FROM signing_key').all()
    : [];
  const keys = [...held, ...used] as BackupFacts['keys'];
  const settings = value('SELECT settings FROM station');
  const madeAt = cared ? value("SELECT at_ms FROM backup_run WHERE state = 'begun' ORDER BY sequence DESC LIMIT 1") : null;
  return {
    ...{ schema, identity: cared ? String(value('SELECT identity FROM care')) : null, wrap: wrap ?? null },
    station: typeof settings === 'string' ? String((JSON.parse(settings) as { name?: unknown }).name ?? '') : '',
    demo: value('SELECT demo_day FROM station') !== null,
    madeAtMs: Number(madeAt ?? value('SELECT max(last_seen_ms) FROM station') ?? 0),
    counts: { workers: count('worker'), visits: count('visit'), postings: count('posting'), matches: count('work_match') },
    keys,
    samples: samplesOf(db),
  };
}

/** Columns named so hold what the reading keys sealed; the wrap of those keys is none. */
function samplesOf(db: BetterSqlite3.Database): Uint8Array[] {
  const columns = db
    .prepare<[], { owner: string; name: string }>(
      `SELECT t.name AS owner, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
       WHERE t.type = 'table' AND c.name LIKE '%\\_sealed' ESCAPE '\\' AND t.name <> 'staff_recovery'`,
    )
    .all();
  return columns.flatMap(({ owner, name }) => {
    const sample = db.prepare(`SELECT "${name}" FROM "${owner}" WHERE "${name}" IS NOT NULL LIMIT 1`).pluck().get();
    return sample instanceof Uint8Array ? [new Uint8Array(sample)] : [];
  });
}
