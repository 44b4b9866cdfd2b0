/** Frozen: what has landed is never edited; a change is a new migration. */
export const firstStation = {
  version: 10,
  name: 'first-station',
  sql: `
-- One row: the station itself, and what screens must learn of (revision grows with each change of what they show).
CREATE TABLE station (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  revision INTEGER NOT NULL DEFAULT 0,
  -- the local day to which made-up postings are dated; NULL once the station is real
  demo_day TEXT,
  -- the last moment the station was seen running: the clock guard's witness
  last_seen_ms INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE posting (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  source_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'pending', 'published', 'paused', 'closed')),
  closed_reason TEXT CHECK (closed_reason IS NULL OR state = 'closed'),
  title TEXT NOT NULL,
  trade INTEGER NOT NULL,
  occupation_code TEXT,
  employer TEXT,
  headcount INTEGER CHECK (headcount BETWEEN 1 AND 999),
  conditions TEXT,
  content TEXT,
  place TEXT,
  lat REAL CHECK (lat BETWEEN -90 AND 90),
  lng REAL CHECK (lng BETWEEN -180 AND 180),
  work_date TEXT,
  start_minute INTEGER CHECK (start_minute BETWEEN 0 AND 1439),
  end_minute INTEGER CHECK (end_minute > start_minute),
  duration_days INTEGER CHECK (duration_days BETWEEN 1 AND 365),
  pay_min_fen INTEGER CHECK (pay_min_fen > 0),
  pay_max_fen INTEGER CHECK (pay_max_fen >= pay_min_fen),
  pay_unit TEXT CHECK (pay_unit IN ('hour', 'day', 'order', 'month')),
  settlement TEXT CHECK (settlement IN ('day', 'week', 'month', 'completion')),
  meals INTEGER CHECK (meals IN (0, 1)),
  tools TEXT CHECK (tools IN ('provided', 'own')),
  insurance INTEGER CHECK (insurance IN (0, 1)),
  contact_name TEXT,
  contact_phone TEXT,
  valid_through_ms INTEGER,
  verified_at_ms INTEGER,
  revision INTEGER NOT NULL DEFAULT 1,
  field_revisions TEXT NOT NULL CHECK (json_valid(field_revisions)),
  demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
  reviewer TEXT,
  taken INTEGER NOT NULL DEFAULT 0 CHECK (taken >= 0),
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  published_at_ms INTEGER,
  -- derived on writing, for order and search
  fresh_until_ms INTEGER,
  day_pay_fen INTEGER,
  search_key TEXT NOT NULL,
  UNIQUE (source, source_id),
  CHECK ((lat IS NULL) = (lng IS NULL)),
  CHECK ((pay_min_fen IS NULL) = (pay_max_fen IS NULL) AND (pay_min_fen IS NULL) = (pay_unit IS NULL)),
  -- the legal minimum: without it nothing is ever published
  CHECK (state NOT IN ('published', 'paused') OR (employer IS NOT NULL AND headcount IS NOT NULL AND conditions IS NOT NULL
    AND content IS NOT NULL AND place IS NOT NULL AND pay_min_fen IS NOT NULL AND valid_through_ms IS NOT NULL
    AND published_at_ms IS NOT NULL))
) STRICT;

-- Everything that lists, orders and counts of open postings need, so that only the rows of one page are read whole.
CREATE INDEX posting_open ON posting (
  trade, valid_through_ms, taken, headcount, work_date, start_minute, fresh_until_ms, settlement, day_pay_fen, lat, lng
) WHERE state = 'published';
-- What is searched by words, without the rest of the row.
CREATE INDEX posting_words ON posting (search_key) WHERE state = 'published';
-- The made-up postings, for dating them anew and for emptying them.
CREATE INDEX posting_demo ON posting (demo) WHERE demo = 1;

CREATE TABLE posting_reach (
  posting_id TEXT NOT NULL REFERENCES posting (id) ON DELETE CASCADE,
  work_day TEXT NOT NULL,
  hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
  shown INTEGER NOT NULL DEFAULT 0 CHECK (shown >= 0),
  touched INTEGER NOT NULL DEFAULT 0 CHECK (touched >= 0),
  PRIMARY KEY (posting_id, work_day, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE visit (
  id TEXT PRIMARY KEY,
  work_day TEXT NOT NULL,
  daily_number INTEGER NOT NULL CHECK (daily_number > 0),
  purpose TEXT NOT NULL CHECK (purpose IN ('rest', 'drink', 'meal', 'charge', 'jobs', 'card', 'advice')),
  at_ms INTEGER NOT NULL,
  session_id TEXT NOT NULL,
  -- also finds a day's last number
  UNIQUE (work_day, daily_number)
) STRICT;
-- A touch session's own visits: repeats and taking back.
CREATE INDEX visit_by_session ON visit (session_id, purpose, at_ms);

-- Corrections are counter-entries with a reason; a visit is never deleted and its number never reused.
CREATE TABLE visit_correction (
  id TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL UNIQUE REFERENCES visit (id),
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL CHECK (actor IN ('worker', 'staff')),
  reason TEXT NOT NULL
) STRICT;
`,
} as const;
