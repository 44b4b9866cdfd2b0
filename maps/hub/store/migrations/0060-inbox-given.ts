/** Frozen once it has landed: a change is a new migration. */
import type { Migration } from '../migration.ts';

export const inboxGiven: Migration = {
  version: 60,
  name: 'inbox-given',
  statements: ({ bigint }) => [
    // How far each station was given what is for it: one that has read further read from a database of which this one is the backup.
    `ALTER TABLE link ADD COLUMN given ${bigint} NOT NULL DEFAULT 0`,
    'UPDATE link SET given = (SELECT inbox_revision FROM hub_state)',
  ],
};
