/** What a figure is made of: station by station and day by day, the latest day first. */
import { type Kysely, sql } from 'kysely';
import type { CityFigure } from '../../../shared/domain/city-figures.ts';
import type { Tables } from '../store/tables.ts';
import type { CityRange } from './day-sums.ts';
import { inPlace } from './place.ts';

export interface RowsOf extends CityRange {
  readonly figure: CityFigure;
  /** Of one station only. */
  readonly number: number | null;
  /** Where the page before ended. */
  readonly after: { readonly day: string; readonly number: number } | null;
}

export interface DayRow {
  readonly number: number;
  readonly name: string;
  readonly day: string;
  readonly count: number;
}

const pageSize = 50;

export function rowsQuery(db: Kysely<Tables>, { from, to, path, figure, number }: Omit<RowsOf, 'after'>) {
  const rows = db
    .selectFrom('station_day')
    .innerJoin('station', 'station.number', 'station_day.number')
    .where('station_day.day', '>=', from)
    .where('station_day.day', '<=', to)
    .where(`station_day.${figure}`, '>', 0)
    .where(inPlace(path));
  return number === null ? rows : rows.where('station_day.number', '=', number);
}

export function pageQuery(db: Kysely<Tables>, { after, ...of }: RowsOf) {
  // The page before ended on that day: nothing later is looked at again.
  const rows = rowsQuery(db, after === null ? of : { ...of, to: after.day as RowsOf['to'] });
  const rest =
    after === null
      ? rows
      : rows.where(({ or, eb }) => or([eb('station_day.day', '<', after.day), eb('station_day.number', '>', after.number)]));
  return rest
    .orderBy('station_day.day', 'desc')
    .orderBy('station_day.number')
    .limit(pageSize + 1)
    .select(['station_day.number', 'station.name', 'station_day.day', `station_day.${of.figure} as count`]);
}

/** `sum`: what all the rows add up to, `rows` how many there are: both of all pages. */
export async function dayRows(db: Kysely<Tables>, of: RowsOf) {
  const { sum, rows: all } = await rowsQuery(db, of)
    .select([
      sql<number>`CAST(coalesce(sum(${sql.ref(`station_day.${of.figure}`)}), 0) AS BIGINT)`.as('sum'),
      sql<number>`CAST(count(*) AS BIGINT)`.as('rows'),
    ])
    .executeTakeFirstOrThrow();
  const found: readonly DayRow[] = await pageQuery(db, of).execute();
  const rows = found.slice(0, pageSize);
  const last = found.length > pageSize ? rows.at(-1) : undefined;
  return { sum, count: all, rows, next: last ? `${last.day}:${last.number}` : null };
}
