/** Frozen once it has landed: a change is a new migration. */

/** Marks a thing as changed, unless it waits to be sent already. The sequence of a row that is rolled back is not spent. */
const mark = (kind: string, key: string, when = '1') =>
  `INSERT INTO outbox (kind, key) SELECT '${kind}', ${key}
    WHERE (${when}) AND NOT EXISTS (SELECT 1 FROM outbox WHERE kind = '${kind}' AND key = ${key} AND taken = 0);`;
/** The local day (UTC+8) of a moment. */
const dayOf = (ms: string) => `date(${ms} / 1000 + 28800, 'unixepoch')`;

const trigger = (name: string, on: string, statements: readonly string[]) => `
CREATE TRIGGER outbox_${name} AFTER ${on} BEGIN
  ${statements.join('\n  ')}
END;`;

const isPublic = (row: 'NEW' | 'OLD') => `${row}.state IN ('published', 'paused', 'closed') AND ${row}.published_at_ms IS NOT NULL`;
const unpublished = mark(
  'day',
  dayOf('OLD.published_at_ms'),
  'OLD.published_at_ms IS NOT NULL AND OLD.published_at_ms IS NOT NEW.published_at_ms',
);
const published = mark('day', dayOf('NEW.published_at_ms'), 'NEW.published_at_ms IS NOT NULL');

export const hubLink = {
  version: 80,
  name: 'hub-link',
  sql: `
-- What the hub must learn, in the order of its sequence within an epoch (docs/exchange.md). Rows are written by triggers, in the
-- transaction of the change itself; what a thing is like is read when it is sent.
CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('posting', 'live', 'door', 'confirmed', 'revoked', 'day')),
  key TEXT NOT NULL,
  taken INTEGER NOT NULL DEFAULT 0 CHECK (taken IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX outbox_waiting ON outbox (kind, key) WHERE taken = 0;

-- One row once the station has enrolled.
CREATE TABLE hub_link (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  url TEXT NOT NULL,
  station INTEGER NOT NULL CHECK (station BETWEEN 1 AND 999999),
  ledger TEXT NOT NULL,
  hub_key TEXT NOT NULL,
  epoch INTEGER NOT NULL CHECK (epoch >= 1),
  -- everything below it is the hub's
  acknowledged INTEGER NOT NULL DEFAULT 1 CHECK (acknowledged >= 1),
  inbox_after TEXT NOT NULL DEFAULT '',
  -- why nothing is sent any more; NULL while all is well
  fault TEXT,
  heard_at_ms INTEGER,
  enrolled_at_ms INTEGER NOT NULL
) STRICT;

-- What the hub could not take, or we could not take from it: set aside and told to staff.
CREATE TABLE link_fault (
  id TEXT PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('outbox', 'inbox')),
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  rule TEXT NOT NULL
) STRICT;

-- What the hub told that is kept as it came.
CREATE TABLE hub_copy (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  revision INTEGER NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

-- Fields that the hub and the station both changed: staff decide.
CREATE TABLE posting_conflict (
  posting_id TEXT NOT NULL REFERENCES posting (id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  theirs TEXT NOT NULL CHECK (json_valid(theirs)),
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (posting_id, field)
) STRICT, WITHOUT ROWID;

-- Postings that were stale when a day ended: later nobody could tell.
CREATE TABLE day_close (
  day TEXT PRIMARY KEY,
  stale INTEGER NOT NULL CHECK (stale >= 0)
) STRICT;

${trigger('posting_new', 'INSERT ON posting', [mark('posting', 'NEW.id', isPublic('NEW')), published])}
${trigger('posting_change', 'UPDATE ON posting', [mark('posting', 'NEW.id', `(${isPublic('NEW')}) OR (${isPublic('OLD')})`), published, unpublished])}
${trigger('posting_gone', 'DELETE ON posting', [
  mark('posting', 'OLD.id', isPublic('OLD')),
  mark('day', dayOf('OLD.published_at_ms'), 'OLD.published_at_ms IS NOT NULL'),
])}
${trigger('visit', 'INSERT ON visit', [mark('day', 'NEW.work_day')])}
${trigger('visit_correction', 'INSERT ON visit_correction', [mark('day', '(SELECT work_day FROM visit WHERE id = NEW.visit_id)')])}
${trigger('worker_day', 'INSERT ON worker_day', [mark('day', 'NEW.work_day')])}
${trigger('worker_day_gone', 'DELETE ON worker_day', [mark('day', 'OLD.work_day')])}
${trigger('worker', 'INSERT ON worker', [mark('day', dayOf('NEW.created_at_ms'))])}
${trigger('worker_gone', 'DELETE ON worker', [mark('day', dayOf('OLD.created_at_ms'))])}
${trigger('card', 'INSERT ON card', [mark('day', "date('2020-01-01', '+' || NEW.issued_day || ' days')")])}
${trigger('card_void', "UPDATE OF state ON card WHEN NEW.state = 'revoked' AND OLD.state = 'live'", [
  // what was signed under another number before is void by lists of its own
  mark('revoked', "NEW.generation || '-' || NEW.serial", 'NEW.station = (SELECT station FROM hub_link)'),
])}
${trigger('match_new', 'INSERT ON work_match', [
  mark('day', 'NEW.referred_day', 'NEW.referred_day IS NOT NULL'),
  mark('day', 'NEW.agreed_day', 'NEW.agreed_day IS NOT NULL'),
])}
${trigger('match_change', 'UPDATE ON work_match', [
  mark('day', 'NEW.referred_day', 'NEW.referred_day IS NOT NULL'),
  mark('day', 'OLD.referred_day', 'OLD.referred_day IS NOT NULL AND NEW.referred_day IS NULL'),
  mark('day', 'NEW.agreed_day', 'NEW.agreed_day IS NOT NULL'),
  mark('day', 'OLD.agreed_day', 'OLD.agreed_day IS NOT NULL'),
])}
${trigger('match_gone', 'DELETE ON work_match', [
  mark('day', 'OLD.referred_day', 'OLD.referred_day IS NOT NULL'),
  mark('day', 'OLD.agreed_day', 'OLD.agreed_day IS NOT NULL'),
])}
${trigger('reach', 'INSERT ON posting_reach', [mark('day', 'NEW.work_day')])}
${trigger('reach_more', 'UPDATE ON posting_reach', [mark('day', 'NEW.work_day')])}
${trigger('reach_gone', 'DELETE ON posting_reach', [mark('day', 'OLD.work_day')])}
${trigger('bank_new', 'INSERT ON power_bank', [mark('live', "''")])}
${trigger('bank_change', 'UPDATE ON power_bank', [mark('live', "''")])}
${trigger('cabinet_new', 'INSERT ON bank_cabinet', [mark('live', "''")])}
${trigger('cabinet_change', 'UPDATE ON bank_cabinet', [mark('live', "''")])}
${trigger('cabinet_gone', 'DELETE ON bank_cabinet', [mark('live', "''")])}
${trigger('day_close', 'INSERT ON day_close', [mark('day', 'NEW.day')])}
`,
} as const;
