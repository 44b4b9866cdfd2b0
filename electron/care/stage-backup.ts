/** A backup on its way to being the station's database. */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { WritableDb } from '../db/database.ts';
import { linkReader, linkWriter } from '../db/link-repository.ts';
import { migrate } from '../db/migrate.ts';
import { outboxWriter } from '../db/outbox-repository.ts';
import { copyDatabase, sync } from './copy-database.ts';
import { readBackup } from './read-backup.ts';

export function stageBackup(file: string, to: string): void {
  readBackup(file);
  copyDatabase(file, to);
  const db = new BetterSqlite3(to, { timeout: 5000 }) as WritableDb;
  try {
    db.pragma('trusted_schema = OFF');
    db.pragma('foreign_keys = ON');
    migrate(db, join(dirname(to), 'before-migration'));
    db.transaction(() => {
      const link = linkReader(db).find();
      // What was sent after the backup was made is no longer known here: everything is told again, under an epoch of its own.
      if (link) {
        outboxWriter(db).begin();
        linkWriter(db).setEpoch(link.epoch + 1);
      }
      db.prepare('UPDATE care SET lan = 0, checked_at_ms = NULL, check_passed = NULL').run();
      db.prepare("UPDATE backup_run SET state = 'failed', code = 'restored' WHERE state = 'begun'").run();
      db.prepare('DELETE FROM staff_lock').run();
    })();
  } finally {
    db.close();
  }
  sync(to, 'r+');
  rmSync(join(dirname(to), 'before-migration'), { recursive: true, force: true });
}
