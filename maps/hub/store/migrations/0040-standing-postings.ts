/** Frozen once it has landed: a change is a new migration. */
import type { Migration } from '../migration.ts';

export const standingPostings: Migration = {
  version: 40,
  name: 'standing-postings',
  statements: ({ bigint, numberIn }) => {
    const inContent = (field: string) => numberIn('data', ['content', field]);
    return [
      `ALTER TABLE station_posting ADD COLUMN until_ms ${bigint} NOT NULL DEFAULT 0`,
      `ALTER TABLE station_posting ADD COLUMN stale_at_ms ${bigint} NOT NULL DEFAULT 0`,
      // Of what stations told before. How long a verification holds is settled at 48 hours here; a station tells its postings again.
      `UPDATE station_posting SET
        until_ms = CASE WHEN state = 'published' THEN coalesce(${inContent('validThroughMs')}, 8640000000000000) ELSE 0 END,
        stale_at_ms = coalesce(${inContent('verifiedAtMs')} + 172800000, 0)`,
      // What is shown now, station by station, and how much of it is stale.
      'CREATE INDEX station_posting_standing ON station_posting (number, until_ms, stale_at_ms) WHERE until_ms > 0',
    ];
  },
};
