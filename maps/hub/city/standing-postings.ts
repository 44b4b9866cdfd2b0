/** Postings that workers are shown now, and how many of them nobody verified lately (岗位陈旧率). */
import { type Kysely, sql } from 'kysely';
import type { Fact } from '../../../shared/exchange/fact.ts';
import type { Tables } from '../store/tables.ts';
import { inPlace } from './place.ts';

export interface Standing {
  readonly standing: number;
  readonly stale: number;
}

export interface StalePosting {
  readonly number: number;
  readonly name: string;
  readonly id: string;
  readonly title: string;
  readonly employer: string | null;
  readonly verifiedAtMs: number | null;
  readonly staleAtMs: number;
}

const standingNow = (db: Kysely<Tables>, nowMs: number) =>
  db
    .selectFrom('station_posting')
    .innerJoin('station', 'station.number', 'station_posting.number')
    .innerJoin('link', 'link.number', 'station_posting.number')
    .where('station.state', '=', 'listed')
    .where('link.state', '=', 'active')
    // Said as the index says it.
    .where('until_ms', '>', sql.lit(0))
    .where('until_ms', '>=', nowMs);

export function standingQuery(db: Kysely<Tables>, nowMs: number) {
  return standingNow(db, nowMs)
    .groupBy('station_posting.number')
    .select([
      'station_posting.number',
      sql<number>`CAST(count(*) AS BIGINT)`.as('standing'),
      sql<number>`CAST(sum(CASE WHEN stale_at_ms < ${nowMs} THEN 1 ELSE 0 END) AS BIGINT)`.as('stale'),
    ]);
}

export async function standingPostings(db: Kysely<Tables>, nowMs: number): Promise<ReadonlyMap<number, Standing>> {
  const rows = await standingQuery(db, nowMs).execute();
  return new Map(rows.map(({ number, standing, stale }) => [number, { standing, stale }]));
}

const pageSize = 50;

export interface StaleFilter {
  readonly path: readonly string[];
  readonly number: number | null;
  /** Where the page before ended. */
  readonly after: readonly [number: number, id: string] | null;
}

/** Station by station. */
export async function stalePostings(db: Kysely<Tables>, { path, number, after }: StaleFilter, nowMs: number) {
  let query = standingNow(db, nowMs).where('stale_at_ms', '<', nowMs).where(inPlace(path));
  if (number !== null) query = query.where('station_posting.number', '=', number);
  const { count } = await query.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  if (after) {
    const [last, id] = after;
    query = query.where(({ or, and, eb }) =>
      or([eb('station_posting.number', '>', last), and([eb('station_posting.number', '=', last), eb('station_posting.id', '>', id)])]),
    );
  }
  const rows = await query
    .orderBy('station_posting.number')
    .orderBy('station_posting.id')
    .limit(pageSize + 1)
    .select(['station_posting.number', 'station.name', 'station_posting.id', 'station_posting.data', 'stale_at_ms'])
    .execute();
  const shown = rows.slice(0, pageSize).map(({ number, name, id, data, stale_at_ms }): StalePosting => {
    const { content } = JSON.parse(data) as Extract<Fact, { kind: 'posting' }>;
    const { title, employer, verifiedAtMs } = content;
    return { number, name, id, title, employer, verifiedAtMs, staleAtMs: stale_at_ms };
  });
  const last = rows.length > pageSize ? shown.at(-1) : undefined;
  return { count, rows: shown, next: last ? `${last.number}:${last.id}` : null };
}
