/** Frozen: what has landed is never edited; a change is a new migration. */
export const workersAndCards = {
  version: 20,
  name: 'workers-and-cards',
  sql: `
-- Who registered. A phone is sealed (AES-256-GCM) and found by keyed hashes of the whole number and of its last four digits.
CREATE TABLE worker (
  id TEXT PRIMARY KEY,
  name TEXT,
  phone_sealed BLOB,
  phone_hash BLOB CHECK (length(phone_hash) = 32),
  tail_hash BLOB CHECK (length(tail_hash) = 32),
  years INTEGER CHECK (years BETWEEN 0 AND 60),
  wage_min INTEGER CHECK (wage_min BETWEEN 1 AND 9999),
  wage_max INTEGER CHECK (wage_max BETWEEN wage_min AND 9999),
  available_from TEXT NOT NULL,
  available_mask INTEGER NOT NULL CHECK (available_mask BETWEEN 0 AND 511),
  phone_on_card INTEGER NOT NULL CHECK (phone_on_card IN (0, 1)),
  wall INTEGER NOT NULL CHECK (wall IN (0, 1)),
  verified INTEGER NOT NULL DEFAULT 0 CHECK (verified BETWEEN 0 AND 31),
  created_at_ms INTEGER NOT NULL,
  last_seen_ms INTEGER NOT NULL,
  anonymised_at_ms INTEGER,
  joined_into TEXT REFERENCES worker (id),
  demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
  CHECK ((wage_min IS NULL) = (wage_max IS NULL)),
  CHECK ((phone_sealed IS NULL) = (phone_hash IS NULL) AND (phone_sealed IS NULL) = (tail_hash IS NULL)),
  -- forgotten is forgotten: nothing of the person stays in the row
  CHECK (anonymised_at_ms IS NOT NULL OR name IS NOT NULL),
  CHECK (anonymised_at_ms IS NULL OR (name IS NULL AND phone_sealed IS NULL AND years IS NULL AND wage_min IS NULL AND wall = 0))
) STRICT;
-- Registrations that share a phone.
CREATE INDEX worker_by_phone ON worker (phone_hash) WHERE phone_hash IS NOT NULL;
-- Search by the last four digits.
CREATE INDEX worker_by_tail ON worker (tail_hash) WHERE tail_hash IS NOT NULL;
-- Search by the beginning of a name.
CREATE INDEX worker_by_name ON worker (name) WHERE name IS NOT NULL;
-- Registrations of a day.
CREATE INDEX worker_by_day ON worker (created_at_ms);
-- Who is to be forgotten.
CREATE INDEX worker_idle ON worker (last_seen_ms) WHERE anonymised_at_ms IS NULL;
-- Who ticked 上墙.
CREATE INDEX worker_wall ON worker (available_from) WHERE wall = 1;
-- The made-up workers, for dating them anew and for emptying them.
CREATE INDEX worker_demo ON worker (demo) WHERE demo = 1;

CREATE TABLE worker_trade (
  worker_id TEXT NOT NULL REFERENCES worker (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 3),
  trade INTEGER NOT NULL CHECK (trade BETWEEN 1 AND 65535),
  level INTEGER CHECK (level BETWEEN 1 AND 3),
  PRIMARY KEY (worker_id, position),
  UNIQUE (worker_id, trade)
) STRICT, WITHOUT ROWID;
-- Search by trade.
CREATE INDEX worker_trade_by_trade ON worker_trade (trade);

-- What is kept of forgotten workers: how many of a month had which trade.
CREATE TABLE forgotten_trade (
  month TEXT NOT NULL,
  trade INTEGER NOT NULL,
  workers INTEGER NOT NULL CHECK (workers > 0),
  PRIMARY KEY (month, trade)
) STRICT, WITHOUT ROWID;

-- What a worker agreed to and withdrew, in the order of time; never changed, never deleted.
CREATE TABLE consent (
  id TEXT PRIMARY KEY,
  worker_id TEXT NOT NULL REFERENCES worker (id),
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  subject TEXT NOT NULL CHECK (subject IN ('card', 'phone_on_card', 'wall')),
  given INTEGER NOT NULL CHECK (given IN (0, 1))
) STRICT;
CREATE INDEX consent_of_worker ON consent (worker_id);
CREATE TRIGGER consent_stays BEFORE DELETE ON consent BEGIN SELECT RAISE(ABORT, 'consent is append-only'); END;
CREATE TRIGGER consent_is_final BEFORE UPDATE ON consent BEGIN SELECT RAISE(ABORT, 'consent is append-only'); END;

-- Key generations this station has signed with. The file beside the keys decides about serials; this is its witness.
CREATE TABLE key_use (
  station INTEGER NOT NULL CHECK (station BETWEEN 1 AND 999999),
  generation INTEGER NOT NULL CHECK (generation BETWEEN 1 AND 99),
  next_serial INTEGER NOT NULL CHECK (next_serial BETWEEN 0 AND 16777216),
  first_used_ms INTEGER NOT NULL,
  PRIMARY KEY (station, generation)
) STRICT, WITHOUT ROWID;

CREATE TABLE card (
  id TEXT PRIMARY KEY,
  worker_id TEXT NOT NULL REFERENCES worker (id),
  station INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  serial INTEGER NOT NULL CHECK (serial BETWEEN 0 AND 16777215),
  -- days since 2020-01-01 in UTC+8, as on the card
  issued_day INTEGER NOT NULL CHECK (issued_day BETWEEN 0 AND 65535),
  valid_days INTEGER NOT NULL CHECK (valid_days BETWEEN 1 AND 180),
  -- the signed card, sealed; NULL once it is void or was kept long enough
  content_sealed BLOB,
  session_id TEXT NOT NULL,
  request_id TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'revoked')),
  revoked_at_ms INTEGER,
  revoked_reason TEXT,
  created_at_ms INTEGER NOT NULL,
  UNIQUE (station, generation, serial),
  UNIQUE (session_id, request_id),
  FOREIGN KEY (station, generation) REFERENCES key_use (station, generation),
  CHECK ((state = 'revoked') = (revoked_at_ms IS NOT NULL) AND (state = 'revoked') = (revoked_reason IS NOT NULL)),
  CHECK (state = 'live' OR content_sealed IS NULL)
) STRICT;
-- A worker's cards, in order.
CREATE INDEX card_of_worker ON card (worker_id, serial);
-- A worker has one live card.
CREATE UNIQUE INDEX card_live ON card (worker_id) WHERE state = 'live';
-- Cards of a day.
CREATE INDEX card_by_day ON card (issued_day);
-- Void cards that a list must name, because they would still be in date.
CREATE INDEX card_revoked ON card (issued_day + valid_days, station, generation, serial) WHERE state = 'revoked';
-- Content by the day on which its validity ends, for deleting it.
CREATE INDEX card_content ON card (issued_day + valid_days) WHERE content_sealed IS NOT NULL;

-- How many cards a phone has had today, also when its registration was forgotten meanwhile; earlier days are deleted.
CREATE TABLE phone_day (
  issued_day INTEGER NOT NULL,
  phone_hash BLOB NOT NULL CHECK (length(phone_hash) = 32),
  cards INTEGER NOT NULL CHECK (cards > 0),
  PRIMARY KEY (issued_day, phone_hash)
) STRICT, WITHOUT ROWID;

-- Visits of a session that a worker's card was scanned in.
CREATE TABLE visit_worker (
  visit_id TEXT PRIMARY KEY REFERENCES visit (id),
  worker_id TEXT NOT NULL REFERENCES worker (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_worker_of_worker ON visit_worker (worker_id);

-- Who was there, by their card: 人数.
CREATE TABLE worker_day (
  work_day TEXT NOT NULL,
  worker_id TEXT NOT NULL REFERENCES worker (id),
  first_at_ms INTEGER NOT NULL,
  PRIMARY KEY (work_day, worker_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX worker_day_of_worker ON worker_day (worker_id);

-- 我想去
CREATE TABLE referral_request (
  id TEXT PRIMARY KEY,
  worker_id TEXT NOT NULL REFERENCES worker (id),
  posting_id TEXT NOT NULL REFERENCES posting (id) ON DELETE CASCADE,
  at_ms INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'referred', 'dismissed')),
  settled_at_ms INTEGER,
  settled_by TEXT,
  CHECK ((state = 'open') = (settled_at_ms IS NULL) AND (state = 'open') = (settled_by IS NULL))
) STRICT;
-- The same wish counts once while it is open.
CREATE UNIQUE INDEX referral_once ON referral_request (worker_id, posting_id) WHERE state = 'open';
-- What the desk has to do, oldest first.
CREATE INDEX referral_open ON referral_request (at_ms) WHERE state = 'open';
CREATE INDEX referral_of_worker ON referral_request (worker_id);
CREATE INDEX referral_of_posting ON referral_request (posting_id);

-- Who looked at what of whom, and when.
CREATE TABLE reveal (
  id TEXT PRIMARY KEY,
  worker_id TEXT NOT NULL REFERENCES worker (id),
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('phone', 'card'))
) STRICT;
CREATE INDEX reveal_of_worker ON reveal (worker_id);

-- A job is printed at most once; its outcome is remembered, its picture never.
CREATE TABLE print_job (
  id TEXT PRIMARY KEY,
  card_id TEXT NOT NULL REFERENCES card (id),
  session_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'done')),
  outcome TEXT CHECK (outcome IN ('printed', 'sent', 'failed')),
  reason TEXT,
  at_ms INTEGER NOT NULL,
  CHECK ((state = 'done') = (outcome IS NOT NULL)),
  CHECK ((reason IS NOT NULL) = (outcome IS 'failed'))
) STRICT;
CREATE INDEX print_job_of_card ON print_job (card_id);
-- Jobs under way, to be given up at the next start.
CREATE INDEX print_job_queued ON print_job (id) WHERE state = 'queued';

-- Wrong phones typed to withdraw a card.
CREATE TABLE phone_try (
  card_id TEXT NOT NULL REFERENCES card (id) ON DELETE CASCADE,
  work_day TEXT NOT NULL,
  tries INTEGER NOT NULL CHECK (tries > 0),
  PRIMARY KEY (card_id, work_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  pin_salt BLOB NOT NULL,
  pin_hash BLOB NOT NULL,
  created_at_ms INTEGER NOT NULL,
  disabled_at_ms INTEGER
) STRICT;

CREATE TABLE staff_recovery (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  salt BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;

-- Wrong PINs by the way in they came through, so that nobody locks staff out from the street.
CREATE TABLE staff_lock (
  way TEXT PRIMARY KEY,
  failures INTEGER NOT NULL CHECK (failures >= 0),
  locked_until_ms INTEGER
) STRICT, WITHOUT ROWID;

-- Who did what, newest last (ids are ordered by time); never changed, never deleted, and it names no worker but by id.
CREATE TABLE audit (
  id TEXT PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT,
  details TEXT NOT NULL CHECK (json_valid(details))
) STRICT;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_is_final BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
`,
} as const;
