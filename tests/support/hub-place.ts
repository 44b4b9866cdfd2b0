import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { type HubDb, openPostgres, openSqlite } from '../../maps/hub/store/hub-db.ts';

/** Where a hub's rows are, and how they are copied and put back while nobody has them open. */
export interface HubPlace {
  open(): Promise<HubDb>;
  copy(): Promise<void>;
  restore(): Promise<void>;
}

export function sqlitePlace(folder: string): HubPlace {
  const file = join(folder, 'hub.db');
  const copied = join(folder, 'hub-copy.db');
  return {
    async open() {
      const db = await openSqlite(file);
      // Nothing here pulls a plug: what a process leaves, the system has.
      await sql`PRAGMA synchronous = OFF`.execute(db.writer);
      return db;
    },
    copy: async () => copyFileSync(file, copied),
    async restore() {
      for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
      copyFileSync(copied, file);
    },
  };
}

/** @param url of an empty database; copies are databases beside it */
export function postgresPlace(url: string): HubPlace {
  const { pathname } = new URL(url);
  let name = pathname.slice(1);
  let copies = 0;
  let copied = '';
  async function clone(from: string): Promise<string> {
    copies += 1;
    const made = `${pathname.slice(1)}_${copies}`;
    const client = new pg.Client(new URL('/postgres', url).href);
    await client.connect();
    await client.query(`CREATE DATABASE ${made} TEMPLATE ${from}`);
    await client.end();
    return made;
  }
  return {
    open: () => openPostgres(new URL(`/${name}`, url).href),
    copy: async () => {
      copied = await clone(name);
    },
    restore: async () => {
      name = await clone(copied);
    },
  };
}
