/** Stations of the map that no kiosk speaks for (未联网). */
import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';
import { inPlace } from './place.ts';

const pageSize = 50;

export async function notConnected(db: Kysely<Tables>, path: readonly string[], after: number) {
  const all = db
    .selectFrom('station')
    .leftJoin('link', (join) => join.onRef('link.number', '=', 'station.number').on('link.state', '=', 'active'))
    .leftJoin('live', 'live.number', 'station.number')
    .where('station.state', '=', 'listed')
    .where('link.number', 'is', null)
    .where('live.number', 'is', null)
    .where(inPlace(path));
  const { count } = await all.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const found = await all
    .where('station.number', '>', after)
    .orderBy('station.number')
    .limit(pageSize + 1)
    .select(['station.number', 'station.name', 'station.province', 'station.city', 'station.county'])
    .execute();
  const rows = found.slice(0, pageSize).map(({ number, name, province, city, county }) => ({
    ...{ number, name, district: [province, city, county].filter((word) => word !== '') },
  }));
  return { count, rows, next: found.length > pageSize ? (rows.at(-1)?.number ?? null) : null };
}
