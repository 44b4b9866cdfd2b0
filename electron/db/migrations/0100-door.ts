/** Frozen once it has landed: a change is a new migration. */
export const door = {
  version: 100,
  name: 'door',
  sql: `
-- Days on which the station is shut, both included; to_day NULL: until further notice. Not cut off at the end: what is past is forgotten.
CREATE TABLE door_closure (
  id TEXT PRIMARY KEY,
  from_day TEXT NOT NULL,
  to_day TEXT CHECK (to_day >= from_day),
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What does not work at present.
CREATE TABLE door_broken (amenity TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`,
} as const;
