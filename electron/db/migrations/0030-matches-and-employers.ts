/** Frozen once it has landed: a change is a new migration. */
export const matchesAndEmployers = {
  version: 30,
  name: 'matches-and-employers',
  sql: `
-- Who gives work. Known by name, as postings write it; the phone is sealed like a worker's.
CREATE TABLE employer (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  search_key TEXT NOT NULL,
  phone_sealed BLOB,
  phone_hash BLOB CHECK (length(phone_hash) = 32),
  tail_hash BLOB CHECK (length(tail_hash) = 32),
  notes TEXT NOT NULL DEFAULT '',
  -- no posting of theirs is published until this day has passed
  sanction_reason TEXT,
  sanction_until TEXT,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
  CHECK ((phone_sealed IS NULL) = (phone_hash IS NULL) AND (phone_sealed IS NULL) = (tail_hash IS NULL)),
  CHECK ((sanction_reason IS NULL) = (sanction_until IS NULL))
) STRICT;
-- Search by the last four digits.
CREATE INDEX employer_by_tail ON employer (tail_hash) WHERE tail_hash IS NOT NULL;
-- An employer's postings; the same work twice (employer, trade, day, place).
CREATE INDEX posting_by_employer ON posting (employer, trade, work_date);

-- A worker and a piece of work: referred, and what came of it. The state is the last of its history.
CREATE TABLE work_match (
  id TEXT PRIMARY KEY,
  worker_id TEXT NOT NULL REFERENCES worker (id),
  -- NULL for work that no posting tells of: then the employer is named here
  posting_id TEXT REFERENCES posting (id) ON DELETE SET NULL,
  employer TEXT NOT NULL,
  trade INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('referred', 'contacted', 'agreed', 'started', 'completed', 'failed', 'no_show', 'cancelled')),
  work_date TEXT,
  pay_fen INTEGER CHECK (pay_fen > 0),
  pay_unit TEXT CHECK (pay_unit IN ('hour', 'day', 'order', 'month')),
  -- why it came to nothing
  reason TEXT,
  cancelled_by TEXT CHECK (cancelled_by IN ('worker', 'employer', 'station')),
  -- local days of the first referral and of the agreement; the latter only while it counts
  referred_day TEXT NOT NULL,
  agreed_day TEXT,
  -- when staff last did something about it
  touched_at_ms INTEGER NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at_ms INTEGER NOT NULL,
  demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
  CHECK ((pay_fen IS NULL) = (pay_unit IS NULL)),
  -- 达成用工 needs a day and the pay
  CHECK (state NOT IN ('agreed', 'started', 'completed') OR (work_date IS NOT NULL AND pay_fen IS NOT NULL AND agreed_day IS NOT NULL)),
  CHECK (state IN ('agreed', 'started', 'completed') OR agreed_day IS NULL),
  CHECK ((state IN ('failed', 'no_show', 'cancelled')) = (reason IS NOT NULL)),
  CHECK ((state = 'cancelled') = (cancelled_by IS NOT NULL))
) STRICT;
CREATE INDEX match_of_worker ON work_match (worker_id, created_at_ms);
CREATE INDEX match_of_posting ON work_match (posting_id) WHERE posting_id IS NOT NULL;
-- To ring back: what was referred and nobody has told what came of it, the longest first.
CREATE INDEX match_waiting ON work_match (touched_at_ms) WHERE state IN ('referred', 'contacted');
-- Reports: by the day of referral and by the day of agreement.
CREATE INDEX match_by_referral ON work_match (referred_day, trade, worker_id);
CREATE INDEX match_by_agreement ON work_match (agreed_day, trade, worker_id) WHERE agreed_day IS NOT NULL;

-- What happened to a match, in the order of time; never changed, never deleted. An undo is an entry of its own.
CREATE TABLE match_event (
  id TEXT PRIMARY KEY,
  match_id TEXT NOT NULL REFERENCES work_match (id),
  at_ms INTEGER NOT NULL,
  work_day TEXT NOT NULL,
  -- a staff member's id, or station for what it does by itself
  actor TEXT NOT NULL,
  from_state TEXT,
  to_state TEXT NOT NULL,
  -- what the row was before, so that an undo can put it back
  before TEXT NOT NULL CHECK (json_valid(before)),
  reason TEXT,
  undoes TEXT UNIQUE REFERENCES match_event (id)
) STRICT;
CREATE INDEX match_event_of_match ON match_event (match_id, id);
CREATE TRIGGER match_event_stays BEFORE DELETE ON match_event BEGIN SELECT RAISE(ABORT, 'the history of a match is append-only'); END;
CREATE TRIGGER match_event_is_final BEFORE UPDATE ON match_event BEGIN SELECT RAISE(ABORT, 'the history of a match is append-only'); END;
-- What was done to a posting, a worker, a bank: its own history in the audit log.
CREATE INDEX audit_of_subject ON audit (subject, id) WHERE subject IS NOT NULL;
`,
} as const;
