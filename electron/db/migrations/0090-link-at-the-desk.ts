/** Frozen once it has landed: a change is a new migration. */
export const linkAtTheDesk = {
  version: 90,
  name: 'link-at-the-desk',
  sql: `
-- The key of the cards (station-generation) whose public half the hub has; NULL: it must still be told.
ALTER TABLE hub_link ADD COLUMN card_key TEXT;
-- When staff last said that the station is open and as the map has it.
ALTER TABLE hub_link ADD COLUMN confirmed_at_ms INTEGER;

-- What the hub told that staff have dealt with, as it was then: the same told again is not shown again.
CREATE TABLE hub_seen (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  content TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
`,
} as const;
