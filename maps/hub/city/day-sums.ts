/**
 * What stations counted, added up by day and by station. A month at a time: SQLite answers within the call, and others get their turn
 * between two months. Both sums of a month come from one statement, so that they agree whatever is written meanwhile.
 */
import { type Kysely, sql } from 'kysely';
import { addFigures, type CityFigures, cityFigures, noFigures } from '../../../shared/domain/city-figures.ts';
import { addDays, type LocalDate } from '../../../shared/domain/work-day.ts';
import type { Tables } from '../store/tables.ts';
import { inPlace } from './place.ts';

/** Days with both ends; `path`: province, city, district, as many words as one knows, from the first. */
export interface CityRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly path: readonly string[];
}

export interface DaySums {
  /** Every day of the range that anybody told of. */
  readonly byDay: ReadonlyMap<string, CityFigures>;
  readonly byStation: ReadonlyMap<number, CityFigures & { readonly days: number }>;
}

const chunkDays = 31;
function daysOf(db: Kysely<Tables>, { from, to, path }: CityRange) {
  const days = db.selectFrom('station_day').where('day', '>=', from).where('day', '<=', to);
  if (path.length === 0) return days;
  return days.where('station_day.number', 'in', ({ selectFrom }) => selectFrom('station').select('station.number').where(inPlace(path)));
}

/** The statement of one stretch: a row for each day, then one for each station. */
export function sumsQuery(db: Kysely<Tables>, range: CityRange) {
  const within = () => daysOf(db, range);
  // PostgreSQL's sum is a numeric, which travels as text.
  const sums = cityFigures.map((figure) => sql<number>`CAST(sum(${sql.ref(`station_day.${figure}`)}) AS BIGINT)`.as(figure));
  const days = sql<number>`CAST(count(*) AS BIGINT)`.as('days');
  const byStation = within()
    .groupBy('station_day.number')
    .select([sql<string | null>`NULL`.as('day'), 'station_day.number', days, ...sums]);
  return within()
    .groupBy('station_day.day')
    .select(['station_day.day', sql<number | null>`CAST(NULL AS INTEGER)`.as('number'), days, ...sums])
    .unionAll(byStation as never);
}

export async function daySums(db: Kysely<Tables>, { from, to, path }: CityRange): Promise<DaySums> {
  const byDay = new Map<string, CityFigures>();
  const byStation = new Map<number, CityFigures & { days: number }>();
  for (let start = from; start <= to; start = addDays(start, chunkDays)) {
    const last = addDays(start, chunkDays - 1);
    for (const { day, number, days, ...row } of await sumsQuery(db, { from: start, to: last < to ? last : to, path }).execute()) {
      const figures = row as CityFigures;
      if (day !== null) byDay.set(day, figures);
      else if (number !== null) {
        const known = byStation.get(number);
        byStation.set(number, known ? { ...addFigures(known, figures), days: known.days + days } : { ...figures, days });
      }
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { byDay, byStation };
}

export const total = (all: Iterable<CityFigures>): CityFigures => [...all].reduce(addFigures, noFigures);
