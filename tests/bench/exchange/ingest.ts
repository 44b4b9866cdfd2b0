/**
 * 1,200,000 facts of 2,000 stations: what the hub takes a second (parsed, judged, merged, kept, acknowledged), beside a bare insert of the very
 * rows that it wrote, with the same indexes and transactions, into the same engine, in turn. Some batches come twice.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import pg from 'pg';
import { takeBatch } from '../../../maps/hub/exchange/take-batch.ts';
import { type HubDb, openPostgres, openSqlite } from '../../../maps/hub/store/hub-db.ts';
import { sqlStationStore } from '../../../maps/hub/store/sql-station-store.ts';
import { stationToPut } from '../../support/hub-db.ts';
import { postgresPrograms, startPostgres } from '../../support/postgres.ts';
import { atLeast, atMost, type BenchRow, told } from '../report.ts';
import { batchesOfStation, batchOf, factsOfBatch, kept, nowMs, visitsOf } from './facts.ts';

const stations = 2000;
const stationsOfSlice = 25;
/** Every so many batches one comes again: its answer was lost. */
const againEvery = 10;

interface Put {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly key: readonly string[];
}
/** What one batch came to. */
interface Written {
  readonly number: number;
  readonly next: number;
  readonly puts: readonly Put[];
}

interface Bare {
  /** Each in a transaction of its own, with the cursor. */
  write(all: readonly Written[]): Promise<void>;
  close(): Promise<void>;
}

interface Engine {
  readonly name: string;
  open(): Promise<HubDb>;
  bare(): Promise<Bare>;
  stop(): Promise<void>;
}

async function withLinks(db: HubDb): Promise<HubDb> {
  const store = sqlStationStore({ db, nowMs: () => nowMs });
  await store.put(
    Array.from({ length: stations }, () => stationToPut()),
    'import',
  );
  const link = { link_key: 'bench', state: 'active', epoch: 1, next: 1, enrolled_at_ms: nowMs, heard_at_ms: nowMs, inbox_read: 0 } as const;
  for (let from = 1; from <= stations; from += 500) {
    const links = Array.from({ length: 500 }, (_, at) => ({ ...link, number: from + at, confirmed_at_ms: null }));
    await db.writer.insertInto('link').values(links).execute();
  }
  return db;
}

const insertOf = ({ table, rows, key }: Put) => {
  const columns = Object.keys(rows[0] ?? {});
  const others = columns.filter((name) => !key.includes(name)).map((name) => `${name} = excluded.${name}`);
  return {
    columns,
    conflict: `ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${others.join(', ')}`,
    into: `INSERT INTO ${table} (${columns.join(', ')})`,
  };
};

async function bareSqlite(file: string): Promise<Bare> {
  await (await withLinks(await openSqlite(file))).close();
  const db = new BetterSqlite3(file);
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'cache_size = -32000']) db.pragma(pragma);
  const prepared = new Map<string, BetterSqlite3.Statement>();
  const statementOf = (put: Put) => {
    const found = prepared.get(put.table);
    if (found) return found;
    const { columns, into, conflict } = insertOf(put);
    const made = db.prepare(`${into} VALUES (${columns.map((name) => `@${name}`).join(', ')}) ${conflict}`);
    prepared.set(put.table, made);
    return made;
  };
  const cursor = db.prepare('UPDATE link SET next = ?, heard_at_ms = ? WHERE number = ?');
  const one = db.transaction(({ number, next, puts }: Written) => {
    for (const put of puts) {
      const statement = statementOf(put);
      for (const row of put.rows) statement.run(row);
    }
    cursor.run(next, nowMs, number);
  });
  return {
    write: async (all) => {
      for (const written of all) one.immediate(written);
    },
    close: async () => void db.close(),
  };
}

async function barePostgres(url: string): Promise<Bare> {
  await (await withLinks(await openPostgres(url))).close();
  const client = new pg.Client(url);
  await client.connect();
  return {
    async write(all) {
      for (const { number, next, puts } of all) {
        await client.query('BEGIN');
        for (const put of puts) {
          const { columns, into, conflict } = insertOf(put);
          const text = `${into} SELECT ${columns.join(', ')} FROM json_populate_recordset(NULL::${put.table}, $1::json) ${conflict}`;
          await client.query({ name: put.table, text, values: [JSON.stringify(put.rows)] });
        }
        const text = 'UPDATE link SET next = $1, heard_at_ms = $2 WHERE number = $3';
        await client.query({ name: 'cursor', text, values: [next, nowMs, number] });
        await client.query('COMMIT');
      }
    },
    close: () => client.end(),
  };
}

async function ingest({ name, open, bare: openBare }: Engine): Promise<BenchRow[]> {
  const db = await withLinks(await open());
  const bare = await openBare();
  let puts: Put[] = [];
  const watched: HubDb = {
    ...db,
    putRows: async (tx, table, rows, key) => {
      if (rows.length > 0) puts.push({ table, rows: rows as unknown as Put['rows'], key: key as readonly string[] });
      await db.putRows(tx, table, rows, key);
    },
  };
  const spent = { hub: 0, bare: 0 };
  let [facts, batches] = [0, 0];

  async function hubTakes(texts: readonly { readonly number: number; readonly text: string }[]): Promise<Written[]> {
    const all: Written[] = [];
    for (const { number, text } of texts) {
      puts = [];
      const start = performance.now();
      const { acknowledgement, facts: fresh } = await takeBatch(watched, number, JSON.parse(text), nowMs);
      spent.hub += performance.now() - start;
      facts += fresh.length;
      all.push({ number, next: acknowledgement.next, puts });
      batches += 1;
      if (batches % againEvery === 0) {
        const again = await takeBatch(db, number, JSON.parse(text), nowMs);
        if (again.facts.length > 0 || again.acknowledgement.next !== acknowledgement.next) throw new Error('taken twice');
      }
    }
    return all;
  }

  try {
    for (let batch = 0; batch < batchesOfStation; batch += 1) {
      for (let from = 1; from <= stations; from += stationsOfSlice) {
        const numbers = Array.from({ length: stationsOfSlice }, (_, at) => from + at);
        const written = await hubTakes(numbers.map((number) => ({ number, text: JSON.stringify(batchOf(number, batch)) })));
        const start = performance.now();
        await bare.write(written);
        spent.bare += performance.now() - start;
      }
    }
    const wrong = await stationsThatDiffer(db);
    const all = stations * batchesOfStation * factsOfBatch;
    return [
      atMost(`${name}: facts of ${all.toLocaleString('en')} that the hub did not take`, all - facts, 'facts', 0),
      atMost(`${name}: stations of ${stations.toLocaleString('en')} with something lost or doubled`, wrong, 'stations', 0),
      told(`${name}: facts a second, from JSON to acknowledgement`, facts / (spent.hub / 1000), '/s'),
      atLeast(`${name}: beside a bare insert of the same rows`, (100 * spent.bare) / spent.hub, '%', 40),
    ];
  } finally {
    await bare.close();
    await db.close();
  }
}

async function stationsThatDiffer({ reader }: HubDb): Promise<number> {
  const tables = { station_day: 'days', station_posting: 'postings', revoked_card: 'revoked' } as const;
  const counts = new Map<string, number>();
  for (const table of Object.keys(tables) as (keyof typeof tables)[]) {
    const rows = await reader
      .selectFrom(table)
      .select(({ fn }) => ['number', fn.countAll<number>().as('rows')])
      .groupBy('number')
      .execute();
    for (const { number, rows: count } of rows) counts.set(`${tables[table]} ${number}`, Number(count));
  }
  const sums = await reader
    .selectFrom('station_day')
    .select(({ fn }) => ['number', fn.sum<number>('visits').as('visits')])
    .groupBy('number')
    .execute();
  const visits = new Map(sums.map(({ number, visits: sum }) => [number, Number(sum)]));
  const cursors = await reader.selectFrom('link').select(['number', 'next']).execute();
  const isWhole = ({ number, next }: { number: number; next: number }) =>
    next === kept.next &&
    visits.get(number) === visitsOf(number) &&
    Object.values(tables).every((what) => counts.get(`${what} ${number}`) === kept[what]);
  return stations - cursors.filter(isWhole).length;
}

async function sqliteEngine(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-bench-'));
  return {
    name: 'SQLite',
    open: () => openSqlite(join(folder, 'hub.db')),
    bare: () => bareSqlite(join(folder, 'bare.db')),
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function postgresEngine(bin: string): Promise<Engine> {
  const server = await startPostgres(bin);
  return {
    name: 'PostgreSQL',
    open: async () => openPostgres(await server.database()),
    bare: async () => barePostgres(await server.database()),
    stop: async () => server.stop(),
  };
}

async function measured(engine: Engine): Promise<BenchRow[]> {
  try {
    return await ingest(engine);
  } finally {
    await engine.stop();
  }
}

export const measureSqlite = async () => measured(await sqliteEngine());

export async function measurePostgres(): Promise<BenchRow[]> {
  const bin = postgresPrograms();
  if (bin) return measured(await postgresEngine(bin));
  console.error('PostgreSQL is not installed here (apt-get install postgresql): its part is not measured');
  return [];
}
