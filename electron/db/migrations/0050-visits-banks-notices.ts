/** Frozen once it has landed: a change is a new migration. */
export const visitsBanksNotices = {
  version: 50,
  name: 'visits-banks-notices',
  sql: `
-- Visits that staff wrote down for somebody, with who did and when: visit.at_ms is the moment of the visit itself.
CREATE TABLE visit_added (
  visit_id TEXT PRIMARY KEY REFERENCES visit (id),
  actor TEXT NOT NULL,
  written_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER visit_stays BEFORE DELETE ON visit BEGIN SELECT RAISE(ABORT, 'visits are corrected, never deleted'); END;
CREATE TRIGGER visit_correction_stays BEFORE DELETE ON visit_correction BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;
CREATE TRIGGER visit_correction_is_final BEFORE UPDATE ON visit_correction BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;

-- The station's own power banks. What happened to one stands in the audit log, by its id.
CREATE TABLE power_bank (
  id TEXT PRIMARY KEY,
  -- what the scanner reads on it
  code TEXT NOT NULL UNIQUE,
  -- the number painted on it
  label INTEGER NOT NULL CHECK (label BETWEEN 1 AND 999),
  state TEXT NOT NULL DEFAULT 'in' CHECK (state IN ('in', 'out', 'faulty', 'lost', 'retired')),
  revision INTEGER NOT NULL DEFAULT 1,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL
) STRICT;
-- A number is on one bank; a lost one may turn up again, one that was struck off gives its number back.
CREATE UNIQUE INDEX power_bank_label ON power_bank (label) WHERE state <> 'retired';

-- Who had which bank, from when to when: begun once, ended once, never deleted. The phone is sealed like a worker's.
CREATE TABLE bank_loan (
  id TEXT PRIMARY KEY,
  bank_id TEXT NOT NULL REFERENCES power_bank (id),
  worker_id TEXT REFERENCES worker (id),
  phone_sealed BLOB,
  lent_at_ms INTEGER NOT NULL,
  due_at_ms INTEGER NOT NULL,
  lent_by TEXT NOT NULL,
  ended_at_ms INTEGER,
  ended_by TEXT,
  outcome TEXT CHECK (outcome IN ('returned', 'lost')),
  forgotten_at_ms INTEGER,
  CHECK (due_at_ms > lent_at_ms),
  CHECK ((ended_at_ms IS NULL) = (outcome IS NULL) AND (ended_at_ms IS NULL) = (ended_by IS NULL)),
  -- as long as it is out somebody can be rung; forgotten is forgotten
  CHECK (phone_sealed IS NOT NULL OR forgotten_at_ms IS NOT NULL),
  CHECK (forgotten_at_ms IS NULL OR (ended_at_ms IS NOT NULL AND phone_sealed IS NULL AND worker_id IS NULL))
) STRICT;
-- A bank is with one person.
CREATE UNIQUE INDEX bank_loan_open ON bank_loan (bank_id) WHERE ended_at_ms IS NULL;
-- What is overdue, the longest first.
CREATE INDEX bank_loan_due ON bank_loan (due_at_ms) WHERE ended_at_ms IS NULL;
-- Whose phone is to be forgotten.
CREATE INDEX bank_loan_kept ON bank_loan (ended_at_ms) WHERE forgotten_at_ms IS NULL AND ended_at_ms IS NOT NULL;
CREATE INDEX bank_loan_of_worker ON bank_loan (worker_id) WHERE worker_id IS NOT NULL;
CREATE TRIGGER bank_loan_stays BEFORE DELETE ON bank_loan BEGIN SELECT RAISE(ABORT, 'loans are append-only'); END;
CREATE TRIGGER bank_loan_is_final BEFORE UPDATE ON bank_loan
WHEN NEW.id <> OLD.id OR NEW.bank_id <> OLD.bank_id OR NEW.lent_at_ms <> OLD.lent_at_ms OR NEW.due_at_ms <> OLD.due_at_ms
  OR NEW.lent_by <> OLD.lent_by OR (OLD.ended_at_ms IS NOT NULL AND (NEW.ended_at_ms IS NOT OLD.ended_at_ms
  OR NEW.ended_by IS NOT OLD.ended_by OR NEW.outcome IS NOT OLD.outcome))
BEGIN SELECT RAISE(ABORT, 'loans are append-only'); END;

-- A vendor's cabinet: what staff counted last.
CREATE TABLE bank_cabinet (
  id TEXT PRIMARY KEY,
  vendor TEXT NOT NULL,
  available INTEGER NOT NULL CHECK (available BETWEEN 0 AND 200),
  free INTEGER NOT NULL CHECK (free BETWEEN 0 AND 200),
  faulty INTEGER NOT NULL CHECK (faulty BETWEEN 0 AND 200),
  counted_at_ms INTEGER NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE notice (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('policy', 'training', 'health', 'job_fair', 'livestream')),
  state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'withdrawn')),
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  place TEXT NOT NULL,
  link TEXT NOT NULL CHECK (link = '' OR link LIKE 'https://%'),
  starts_at_ms INTEGER NOT NULL,
  ends_at_ms INTEGER NOT NULL CHECK (ends_at_ms > starts_at_ms),
  days_ahead INTEGER NOT NULL CHECK (days_ahead BETWEEN 0 AND 30),
  -- derived on writing: from when it stands on the screen
  shown_from_ms INTEGER NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,
  -- the local day to which a made-up one is dated; NULL for a real one
  demo_day TEXT,
  -- whose it is: the city's come over the hub
  origin TEXT NOT NULL DEFAULT 'station' CHECK (origin IN ('station', 'hub')),
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  CHECK (state = 'draft' OR title <> '')
) STRICT;
-- What stands on the screen now, and what has begun or is over since.
CREATE INDEX notice_shown ON notice (ends_at_ms, shown_from_ms) WHERE state = 'published';
-- The desk's list: the latest first.
CREATE INDEX notice_shelf ON notice (updated_at_ms);
-- The made-up ones, for dating them anew and for emptying them.
CREATE INDEX notice_demo ON notice (demo_day) WHERE demo_day IS NOT NULL;
`,
} as const;
