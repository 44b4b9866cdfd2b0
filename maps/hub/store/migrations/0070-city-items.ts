/** Frozen once it has landed: a change is a new migration. */
import type { Migration } from '../migration.ts';

export const cityItems: Migration = {
  version: 70,
  name: 'city-items',
  statements: ({ bigint, strict }) => [
    // Postings and notices by the union, for everywhere or for a place; what stations read of them stands in inbox_item.
    `CREATE TABLE city_item (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('posting', 'notice')),
      scope TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('standing', 'closed', 'taken-back', 'over')),
      content TEXT NOT NULL,
      revision INTEGER NOT NULL CHECK (revision >= 1),
      field_revisions TEXT NOT NULL,
      until_ms ${bigint} NOT NULL,
      updated_at_ms ${bigint} NOT NULL
    )${strict}`,
    'CREATE INDEX city_item_until ON city_item (until_ms) WHERE until_ms > 0',
    'CREATE INDEX city_item_state ON city_item (state, id)',
  ],
};
