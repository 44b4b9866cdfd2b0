/**
 * Brings a database to the newest schema: a copy first, then each migration in a transaction of its own.
 * foreign_keys is switched off outside the transaction (inside, SQLite ignores the switch), so that a table can be rebuilt.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/api/errors.ts';
import type { WritableDb } from './database.ts';
import { firstStation } from './migrations/0010-first-station.ts';
import { workersAndCards } from './migrations/0020-workers-and-cards.ts';
import { matchesAndEmployers } from './migrations/0030-matches-and-employers.ts';
import { postingsAtTheDesk } from './migrations/0040-postings-at-the-desk.ts';
import { visitsBanksNotices } from './migrations/0050-visits-banks-notices.ts';
import { care } from './migrations/0060-care.ts';
import { reports } from './migrations/0070-reports.ts';
import { hubLink } from './migrations/0080-hub-link.ts';
import { linkAtTheDesk } from './migrations/0090-link-at-the-desk.ts';
import { door } from './migrations/0100-door.ts';

export interface Migration {
  /** Numbered in tens. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  firstStation,
  workersAndCards,
  matchesAndEmployers,
  postingsAtTheDesk,
  visitsBanksNotices,
  care,
  reports,
  hubLink,
  linkAtTheDesk,
  door,
];

export function schemaVersion(db: WritableDb): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/** @throws AppError database_from_future when a newer program has written the file */
export function migrate(db: WritableDb, backupDir: string, steps: readonly Migration[] = migrations): void {
  const from = schemaVersion(db);
  const newest = steps.at(-1)?.version ?? 0;
  if (from > newest) {
    throw new AppError('database_from_future', `the database has schema ${from}, this program knows ${newest}: install the newer program`, {
      found: from,
      known: newest,
    });
  }
  const pending = steps.filter((step) => step.version > from);
  if (pending.length === 0) return;
  if (from > 0) backUp(db, backupDir, from);

  db.pragma('foreign_keys = OFF');
  try {
    for (const step of pending) {
      db.transaction(() => {
        db.exec(step.sql);
        const broken = db.pragma('foreign_key_check') as unknown[];
        if (broken.length > 0) throw new Error(`migration ${step.version} ${step.name} breaks ${broken.length} references`);
        db.pragma(`user_version = ${step.version}`);
      }).immediate();
    }
  } finally {
    db.pragma('foreign_keys = ON');
  }
}

function backUp(db: WritableDb, backupDir: string, version: number): void {
  mkdirSync(backupDir, { recursive: true, mode: 0o700 });
  const stamp = new Date().toISOString().replace(/[-:.]/g, '');
  db.prepare('VACUUM INTO ?').run(join(backupDir, `before-migration-from-${version}-${stamp}.db`));
}
