/** Frozen once it has landed: a change is a new migration. */
import type { Migration } from '../migration.ts';

export const exchange: Migration = {
  version: 20,
  name: 'exchange',
  statements: ({ bigint, strict }) => [
    // Which hub this is (a random id of the first start), and the last revision of what stations are told.
    "ALTER TABLE hub_state ADD COLUMN ledger TEXT NOT NULL DEFAULT ''",
    `ALTER TABLE hub_state ADD COLUMN inbox_revision ${bigint} NOT NULL DEFAULT 0`,

    // A code works once; its hash is kept.
    `CREATE TABLE enrolment_code (
      code_hash TEXT PRIMARY KEY,
      number INTEGER REFERENCES station (number),
      name TEXT NOT NULL,
      expires_at_ms ${bigint} NOT NULL,
      spent_at_ms ${bigint},
      made_by TEXT NOT NULL
    )${strict}`,
    `CREATE TABLE enrolment_try (
      address_hash TEXT NOT NULL,
      at_ms ${bigint} NOT NULL
    )${strict}`,
    'CREATE INDEX enrolment_try_at ON enrolment_try (at_ms)',

    // A station that may send: the key of its requests, and everything below next of its epoch is kept.
    `CREATE TABLE link (
      number INTEGER PRIMARY KEY REFERENCES station (number),
      link_key TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('active', 'revoked')),
      epoch INTEGER NOT NULL CHECK (epoch >= 0),
      next ${bigint} NOT NULL CHECK (next >= 1),
      enrolled_at_ms ${bigint} NOT NULL,
      heard_at_ms ${bigint} NOT NULL,
      confirmed_at_ms ${bigint}
    )${strict}`,
    // Keys with which a station signs cards; they stand in the key list once its operator has signed it.
    `CREATE TABLE card_key (
      number INTEGER NOT NULL REFERENCES station (number),
      generation INTEGER NOT NULL CHECK (generation BETWEEN 1 AND 99),
      public_key TEXT NOT NULL,
      created_at_ms ${bigint} NOT NULL,
      PRIMARY KEY (number, generation)
    )${strict}`,

    // What stations told: states, a later one replaces the earlier.
    `CREATE TABLE station_posting (
      number INTEGER NOT NULL REFERENCES link (number),
      id TEXT NOT NULL,
      state TEXT NOT NULL,
      revision INTEGER NOT NULL,
      updated_at_ms ${bigint} NOT NULL,
      data TEXT NOT NULL,
      PRIMARY KEY (number, id)
    )${strict}`,
    `CREATE TABLE station_day (
      number INTEGER NOT NULL REFERENCES link (number),
      day TEXT NOT NULL,
      visits INTEGER NOT NULL,
      visitors INTEGER NOT NULL,
      registrations INTEGER NOT NULL,
      cards INTEGER NOT NULL,
      postings INTEGER NOT NULL,
      wanted INTEGER NOT NULL,
      referrals INTEGER NOT NULL,
      matches INTEGER NOT NULL,
      matched INTEGER NOT NULL,
      stale INTEGER NOT NULL,
      shown INTEGER NOT NULL,
      touched INTEGER NOT NULL,
      purposes TEXT NOT NULL,
      PRIMARY KEY (number, day)
    )${strict}`,
    // A day of all stations: the city's view.
    'CREATE INDEX station_day_of_day ON station_day (day, number)',
    `CREATE TABLE station_door (
      number INTEGER PRIMARY KEY REFERENCES link (number),
      data TEXT NOT NULL
    )${strict}`,
    `CREATE TABLE revoked_card (
      number INTEGER NOT NULL REFERENCES link (number),
      generation INTEGER NOT NULL,
      serial INTEGER NOT NULL,
      until TEXT NOT NULL,
      PRIMARY KEY (number, generation, serial)
    )${strict}`,

    // What stations are told: scope is all, a district (province/city/county) or a station's number.
    `CREATE TABLE inbox_item (
      scope TEXT NOT NULL,
      kind TEXT NOT NULL,
      key TEXT NOT NULL,
      revision ${bigint} NOT NULL UNIQUE,
      content TEXT,
      PRIMARY KEY (scope, kind, key)
    )${strict}`,
    'CREATE INDEX inbox_item_by_scope ON inbox_item (scope, revision)',
  ],
};
