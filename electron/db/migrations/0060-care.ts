/** Frozen once it has landed: a change is a new migration. */
export const care = {
  version: 60,
  name: 'care',
  sql: `
-- Managers look after staff, settings, backups and restoring; taking phones out of the station is a permission of its own.
ALTER TABLE staff ADD COLUMN manager INTEGER NOT NULL DEFAULT 0 CHECK (manager IN (0, 1));
ALTER TABLE staff ADD COLUMN phones INTEGER NOT NULL DEFAULT 0 CHECK (phones IN (0, 1));
ALTER TABLE staff ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
UPDATE staff SET manager = 1 WHERE id = (SELECT min(id) FROM staff WHERE disabled_at_ms IS NULL);

-- The keys that read phones, sealed by the recovery code; the tag tells which keys they are and nothing of what they are.
ALTER TABLE staff_recovery ADD COLUMN keys_sealed BLOB;
ALTER TABLE staff_recovery ADD COLUMN keys_tag BLOB CHECK (length(keys_tag) = 32);

-- What belongs to this station as a thing to be looked after. The identity tells its backups from another station's.
CREATE TABLE care (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  identity TEXT NOT NULL CHECK (length(identity) = 32),
  settings_revision INTEGER NOT NULL DEFAULT 1,
  -- the printer in one line of text; NULL: as the station was started
  printer TEXT,
  -- the desk over the LAN
  lan INTEGER NOT NULL DEFAULT 0 CHECK (lan IN (0, 1)),
  -- the last whole look at the database
  checked_at_ms INTEGER,
  check_passed INTEGER CHECK (check_passed IN (0, 1)),
  CHECK ((checked_at_ms IS NULL) = (check_passed IS NULL))
) STRICT;
INSERT INTO care (id, identity) VALUES (1, lower(hex(randomblob(16))));
CREATE TRIGGER settings_revised AFTER UPDATE OF settings ON station WHEN NEW.settings <> OLD.settings
  BEGIN UPDATE care SET settings_revision = settings_revision + 1; END;

-- Backups in the order in which they were begun; the copy holds its own row, as begun.
CREATE TABLE backup_run (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  -- by the trusted clock
  at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('daily', 'drive')),
  -- of the key that signed then; NULL without one
  generation INTEGER CHECK (generation BETWEEN 1 AND 99),
  state TEXT NOT NULL DEFAULT 'begun' CHECK (state IN ('begun', 'done', 'failed')),
  bytes INTEGER CHECK (bytes > 0),
  -- why it failed: the code of the refusal
  code TEXT,
  CHECK ((state = 'done') = (bytes IS NOT NULL) AND (state = 'failed') = (code IS NOT NULL))
) STRICT;

-- Public halves of the keys that cards were signed with: after a restore their cards must still be known here.
CREATE TABLE signing_key (
  station INTEGER NOT NULL CHECK (station BETWEEN 1 AND 999999),
  generation INTEGER NOT NULL CHECK (generation BETWEEN 1 AND 99),
  public_key BLOB NOT NULL CHECK (length(public_key) = 32),
  created_at_ms INTEGER NOT NULL,
  PRIMARY KEY (station, generation)
) STRICT, WITHOUT ROWID;

-- The log of one person.
CREATE INDEX audit_of_actor ON audit (actor, id);
-- The log of one day.
CREATE INDEX audit_of_day ON audit (at_ms);
`,
} as const;
