/** Frozen: what has landed is never edited; a change is a new migration. */
import type { Migration } from '../migration.ts';

export const firstHub: Migration = {
  version: 10,
  name: 'first-hub',
  statements: ({ bigint, real, strict }) => [
    // One row. Every transaction that changes stations takes it first: writers stand in line on either engine.
    `CREATE TABLE hub_state (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      revision ${bigint} NOT NULL,
      next_number INTEGER NOT NULL
    )${strict}`,
    'INSERT INTO hub_state (id, revision, next_number) VALUES (1, 0, 1)',

    // Rows stay for ever: a number is never given twice, and /s/<number> goes on answering.
    `CREATE TABLE station (
      number INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 999999),
      state TEXT NOT NULL CHECK (state IN ('listed', 'withdrawn', 'merged')),
      merged_into INTEGER REFERENCES station (number),
      name TEXT NOT NULL,
      province TEXT NOT NULL,
      city TEXT NOT NULL,
      county TEXT NOT NULL,
      lat ${real} NOT NULL CHECK (lat BETWEEN -90 AND 90),
      lng ${real} NOT NULL CHECK (lng BETWEEN -180 AND 180),
      search_key TEXT NOT NULL,
      data TEXT NOT NULL,
      edited TEXT NOT NULL,
      revision ${bigint} NOT NULL,
      updated_at_ms ${bigint} NOT NULL,
      CHECK ((state = 'merged') = (merged_into IS NOT NULL))
    )${strict}`,
    // What changed since the last publishing.
    'CREATE INDEX station_revision ON station (revision)',
    // A district, page by page; the districts with their counts.
    "CREATE INDEX station_district ON station (province, city, county, number) WHERE state = 'listed'",
    // Around a point.
    "CREATE INDEX station_place ON station (lat, lng) WHERE state = 'listed'",
    // Withdrawn and merged ones.
    "CREATE INDEX station_gone ON station (number) WHERE state <> 'listed'",

    `CREATE TABLE station_source (
      source_name TEXT NOT NULL,
      source_id TEXT NOT NULL,
      number INTEGER NOT NULL REFERENCES station (number),
      PRIMARY KEY (source_name, source_id)
    )${strict}`,
    'CREATE INDEX station_source_number ON station_source (number)',

    `CREATE TABLE station_token (
      number INTEGER PRIMARY KEY REFERENCES station (number),
      token_hash TEXT NOT NULL UNIQUE
    )${strict}`,

    `CREATE TABLE live (
      number INTEGER PRIMARY KEY REFERENCES station (number),
      available INTEGER CHECK (available BETWEEN 0 AND 255),
      slots INTEGER CHECK (slots BETWEEN 0 AND 255),
      faulty INTEGER CHECK (faulty BETWEEN 0 AND 255),
      jobs INTEGER CHECK (jobs BETWEEN 0 AND 65535),
      at_ms ${bigint} NOT NULL,
      CHECK ((available IS NULL) = (slots IS NULL) AND (available IS NULL) = (faulty IS NULL))
    )${strict}`,
    'CREATE INDEX live_at ON live (at_ms)',

    `CREATE TABLE report (
      id TEXT PRIMARY KEY,
      number INTEGER NOT NULL REFERENCES station (number),
      kind TEXT NOT NULL CHECK (kind IN ('open', 'locked', 'moved', 'never-existed', 'broken')),
      amenity TEXT,
      address_hash TEXT NOT NULL,
      party TEXT NOT NULL,
      at_ms ${bigint} NOT NULL,
      decision TEXT CHECK (decision IN ('accepted', 'dismissed')),
      decided_at_ms ${bigint},
      undone_at_ms ${bigint},
      undo_hash TEXT NOT NULL,
      CHECK ((decision IS NULL) = (decided_at_ms IS NULL))
    )${strict}`,
    // What adds up to the shown trust.
    'CREATE INDEX report_station ON report (number, at_ms) WHERE undone_at_ms IS NULL',
    // How much one address has reported lately.
    "CREATE INDEX report_address ON report (address_hash, at_ms) WHERE address_hash <> ''",
    'CREATE INDEX report_undo ON report (undo_hash)',
    // What staff have to decide.
    "CREATE INDEX report_open ON report (number, kind) WHERE decision IS NULL AND undone_at_ms IS NULL AND kind <> 'open'",

    `CREATE TABLE address_key (
      day TEXT PRIMARY KEY,
      key TEXT NOT NULL
    )${strict}`,

    `CREATE TABLE operator (
      name_key TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      role TEXT NOT NULL CHECK (role IN ('look', 'edit', 'administer')),
      salt TEXT NOT NULL,
      hash TEXT NOT NULL,
      must_change INTEGER NOT NULL CHECK (must_change IN (0, 1)),
      created_at_ms ${bigint} NOT NULL
    )${strict}`,

    `CREATE TABLE session (
      token_hash TEXT PRIMARY KEY,
      name_key TEXT NOT NULL REFERENCES operator (name_key) ON DELETE CASCADE,
      last_seen_ms ${bigint} NOT NULL
    )${strict}`,

    `CREATE TABLE sign_in_try (
      name_key TEXT PRIMARY KEY,
      failures INTEGER NOT NULL CHECK (failures > 0),
      last_ms ${bigint} NOT NULL
    )${strict}`,

    `CREATE TABLE audit (
      id TEXT PRIMARY KEY,
      at_ms ${bigint} NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      number INTEGER,
      details TEXT NOT NULL
    )${strict}`,
    'CREATE INDEX audit_station ON audit (number, at_ms) WHERE number IS NOT NULL',
  ],
};
