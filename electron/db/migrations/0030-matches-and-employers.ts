/** Frozen once it has landed: a change is a new migration. */

/** A random UUID (version 4) made by SQLite itself. */
const uuid = `lower(printf('%s-%s-4%s-8%s-%s', hex(randomblob(4)), hex(randomblob(2)), substr(hex(randomblob(2)), 2), substr(hex(randomblob(2)), 2),
  hex(randomblob(6))))`;

/** Who is named for the first time becomes an employer; one whom something real names is no longer made up. */
const named = (name: string, on: string) => `
CREATE TRIGGER employer_${name} AFTER ${on} WHEN NEW.employer IS NOT NULL BEGIN
  INSERT INTO employer (id, name, created_at_ms, updated_at_ms, demo)
    SELECT ${uuid}, NEW.employer, NEW.created_at_ms, NEW.created_at_ms, NEW.demo WHERE NOT EXISTS (SELECT 1 FROM employer WHERE name = NEW.employer);
  UPDATE employer SET demo = 0 WHERE name = NEW.employer AND demo = 1 AND NEW.demo = 0;
END;`;

export const matchesAndEmployers = {
  version: 30,
  name: 'matches-and-employers',
  sql: `
-- Who gives work. Known by name, as postings write it; the phone is sealed like a worker's.
CREATE TABLE employer (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
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
-- The list, the newest first.
CREATE INDEX employer_newest ON employer (created_at_ms, name);
-- An employer's postings; the same work twice (employer, trade, day, place).
CREATE INDEX posting_by_employer ON posting (employer, trade, work_date);
-- How many of an employer's stand on the screen.
CREATE INDEX posting_open_of_employer ON posting (employer) WHERE state = 'published';

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
  -- local days of the referral (NULL once it was undone: then it never was one) and of the agreement; the latter only while it counts
  referred_day TEXT,
  agreed_day TEXT,
  -- while it waits: when somebody rings to ask what came of it
  ring_at_ms INTEGER NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at_ms INTEGER NOT NULL,
  -- of a made-up worker or posting: goes with the demo
  demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
  shelf TEXT NOT NULL GENERATED ALWAYS AS (CASE WHEN state IN ('referred', 'contacted') THEN 'waiting' WHEN state IN ('agreed', 'started') THEN 'agreed'
    WHEN state = 'completed' THEN 'done' ELSE 'ended' END) VIRTUAL,
  CHECK ((pay_fen IS NULL) = (pay_unit IS NULL)),
  -- 达成用工 needs a day and the pay
  CHECK (state NOT IN ('agreed', 'started', 'completed') OR (work_date IS NOT NULL AND pay_fen IS NOT NULL AND agreed_day IS NOT NULL)),
  CHECK (state IN ('agreed', 'started', 'completed') OR agreed_day IS NULL),
  CHECK (referred_day IS NOT NULL OR state = 'cancelled'),
  CHECK ((state IN ('failed', 'no_show', 'cancelled')) = (reason IS NOT NULL)),
  CHECK ((state = 'cancelled') = (cancelled_by IS NOT NULL))
) STRICT;
CREATE INDEX match_of_worker ON work_match (worker_id, created_at_ms);
CREATE INDEX match_of_posting ON work_match (posting_id) WHERE posting_id IS NOT NULL;
CREATE INDEX match_of_employer ON work_match (employer, shelf, id);
-- To ring back: what was referred and nobody has told what came of it, the longest first.
CREATE INDEX match_waiting ON work_match (ring_at_ms) WHERE shelf = 'waiting';
-- The desk's shelves, the newest first.
CREATE INDEX match_shelf ON work_match (shelf, id);
-- The made-up ones, for emptying them.
CREATE INDEX match_demo ON work_match (demo) WHERE demo = 1;
-- Reports: by the day of referral and by the day of agreement.
CREATE INDEX match_by_referral ON work_match (referred_day, trade, worker_id);
CREATE INDEX match_by_agreement ON work_match (agreed_day, trade, worker_id) WHERE agreed_day IS NOT NULL;

-- What happened to a match, in the order of time; never changed, never deleted. An undo is an entry of its own.
CREATE TABLE match_event (
  id TEXT PRIMARY KEY,
  match_id TEXT NOT NULL REFERENCES work_match (id),
  at_ms INTEGER NOT NULL,
  work_day TEXT NOT NULL,
  -- a staff member's id, worker for the person at the screen, station for what it does by itself
  actor TEXT NOT NULL,
  from_state TEXT,
  to_state TEXT NOT NULL,
  -- what the row was before, so that an undo can put it back
  before TEXT NOT NULL CHECK (json_valid(before)),
  reason TEXT,
  undoes TEXT UNIQUE REFERENCES match_event (id)
) STRICT;
CREATE INDEX match_event_of_match ON match_event (match_id, id);

-- What was made up for the demo goes with it; nothing else ever does, and nothing becomes made up later.
CREATE TRIGGER match_stays BEFORE DELETE ON work_match WHEN OLD.demo = 0 BEGIN SELECT RAISE(ABORT, 'matches are never deleted'); END;
CREATE TRIGGER match_is_real BEFORE UPDATE OF demo ON work_match WHEN NEW.demo <> OLD.demo
  BEGIN SELECT RAISE(ABORT, 'a match is made up from the beginning or never'); END;
CREATE TRIGGER match_event_stays BEFORE DELETE ON match_event WHEN (SELECT demo FROM work_match WHERE id = OLD.match_id) IS NOT 1
  BEGIN SELECT RAISE(ABORT, 'the history of a match is append-only'); END;
CREATE TRIGGER match_event_is_final BEFORE UPDATE ON match_event BEGIN SELECT RAISE(ABORT, 'the history of a match is append-only'); END;

-- What was done to a posting, a worker, a bank: its own history in the audit log.
CREATE INDEX audit_of_subject ON audit (subject, id) WHERE subject IS NOT NULL;

-- Employers are whom postings and matches name.
${named('of_new_posting', 'INSERT ON posting')}
${named('of_posting', 'UPDATE OF employer ON posting')}
${named('of_match', 'INSERT ON work_match')}
INSERT INTO employer (id, name, created_at_ms, updated_at_ms, demo)
  SELECT ${uuid}, employer, min(created_at_ms), min(created_at_ms), min(demo) FROM posting WHERE employer IS NOT NULL GROUP BY employer;
`,
} as const;
