/** Frozen once it has landed: a change is a new migration. */
import type { Migration } from '../migration.ts';

export const submissions: Migration = {
  version: 50,
  name: 'submissions',
  statements: ({ bigint, strict }) => [
    // What employers' phones sent, without what it says: that stands in inbox_item until the station has read it. Parties are keyed hashes
    // whose keys are gone after three days (services/address-hash.ts).
    `CREATE TABLE submission (
      id TEXT PRIMARY KEY,
      number INTEGER NOT NULL REFERENCES station (number),
      at_ms ${bigint} NOT NULL,
      address_party TEXT NOT NULL,
      phone_party TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'read', 'unread'))
    )${strict}`,
    'CREATE INDEX submission_at ON submission (at_ms)',
    // 我用了这位师傅: once a day for a card and a line.
    `CREATE TABLE hire (
      id TEXT PRIMARY KEY,
      number INTEGER NOT NULL REFERENCES station (number),
      generation INTEGER NOT NULL CHECK (generation BETWEEN 1 AND 99),
      serial INTEGER NOT NULL CHECK (serial BETWEEN 0 AND 16777215),
      at_ms ${bigint} NOT NULL,
      address_party TEXT NOT NULL
    )${strict}`,
    'CREATE INDEX hire_at ON hire (at_ms)',
  ],
};
