/**
 * The usual station in statements that are planned once: nobody reported anything of it, and no kiosk of its own speaks for it. So are
 * nearly all, and this is asked hundreds of times a second.
 */
import { sql } from 'kysely';
import type { LiveFigures } from '../../../shared/domain/listed-station.ts';
import type { HubDb } from './hub-db.ts';
import { toFigures } from './sql-live-store.ts';

export interface PlainStation {
  /** JSON of a ListedStation. */
  readonly text: string;
  readonly revision: number;
  readonly updatedAtMs: number;
  readonly live: LiveFigures | null;
}

/** Undefined for every other one, also where there is none: that is for the stores to answer. */
export function plainReading({ reader, prepared }: HubDb): (number: number) => Promise<PlainStation | undefined> {
  const station = prepared(
    reader
      .selectFrom('station')
      .where('station.number', '=', 0)
      .where('state', '=', sql.lit('listed' as const))
      .where(({ and, not, exists, selectFrom }) =>
        and([
          not(exists(selectFrom('report').whereRef('number', '=', 'station.number').where('undone_at_ms', 'is', null).select('id'))),
          not(exists(selectFrom('link').whereRef('number', '=', 'station.number').select('epoch'))),
          not(exists(selectFrom('station_door').whereRef('number', '=', 'station.number').select('data'))),
        ]),
      )
      .select(['data', 'revision', 'updated_at_ms'])
      .compile(),
  );
  // A join of the two takes SQLite three times as long as one after the other.
  const live = prepared(reader.selectFrom('live').where('number', '=', 0).selectAll().compile());
  return async (number) => {
    const [[row], [figures]] = await Promise.all([station([number]), live([number])]);
    if (!row) return undefined;
    return { text: row.data, revision: row.revision, updatedAtMs: row.updated_at_ms, live: figures ? toFigures(figures) : null };
  };
}
