/** Frozen once it has landed: a change is a new migration. */
export const postingsAtTheDesk = {
  version: 40,
  name: 'postings-at-the-desk',
  sql: `
-- The desk's shelves: a state's postings by their last change.
CREATE INDEX posting_shelf ON posting (state, updated_at_ms);
-- Of the published: what is still valid, what of it is stale or filled, what expires today, what has expired.
CREATE INDEX posting_validity ON posting (valid_through_ms, fresh_until_ms, taken, headcount) WHERE state = 'published';
-- Published without anybody to call.
CREATE INDEX posting_orphan ON posting (valid_through_ms, contact_phone) WHERE state = 'published' AND contact_phone IS NULL;
-- A day's work: yesterday's to copy, and what is over.
CREATE INDEX posting_day ON posting (work_date) WHERE work_date IS NOT NULL;
CREATE INDEX posting_live_day ON posting (work_date, taken, headcount, duration_days)
  WHERE state IN ('published', 'paused') AND work_date IS NOT NULL;

-- How many stand on each shelf: counting years of closed ones for every list would hold the screens up.
CREATE TABLE posting_count (
  state TEXT PRIMARY KEY,
  count INTEGER NOT NULL CHECK (count >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO posting_count (state, count) VALUES ('draft', 0), ('pending', 0), ('published', 0), ('paused', 0), ('closed', 0);
UPDATE posting_count SET count = (SELECT count(*) FROM posting WHERE posting.state = posting_count.state);
CREATE TRIGGER posting_counted AFTER INSERT ON posting BEGIN
  UPDATE posting_count SET count = count + 1 WHERE state = NEW.state;
END;
CREATE TRIGGER posting_uncounted AFTER DELETE ON posting BEGIN
  UPDATE posting_count SET count = count - 1 WHERE state = OLD.state;
END;
CREATE TRIGGER posting_moved AFTER UPDATE OF state ON posting WHEN NEW.state <> OLD.state BEGIN
  UPDATE posting_count SET count = count - 1 WHERE state = OLD.state;
  UPDATE posting_count SET count = count + 1 WHERE state = NEW.state;
END;

-- What was copied for which day, so that nobody copies it twice.
CREATE TABLE posting_copy (
  from_id TEXT NOT NULL REFERENCES posting (id) ON DELETE CASCADE,
  work_day TEXT NOT NULL,
  copy_id TEXT NOT NULL UNIQUE REFERENCES posting (id) ON DELETE CASCADE,
  PRIMARY KEY (from_id, work_day)
) STRICT, WITHOUT ROWID;
`,
} as const;
