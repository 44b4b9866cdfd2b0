/** Frozen once it has landed: a change is a new migration. */
import type { Migration } from '../migration.ts';

export const inboxMarks: Migration = {
  version: 60,
  name: 'inbox-marks',
  statements: ({ bigint }) => [
    // Revisions up to which stations were told, each with a random word: one that this database does not know was given by a later one, of
    // which this is the backup.
    `CREATE TABLE inbox_mark (revision ${bigint} PRIMARY KEY, mark TEXT NOT NULL)`,
    // How far each station says that it has read.
    `ALTER TABLE link ADD COLUMN inbox_read ${bigint} NOT NULL DEFAULT 0`,
  ],
};
