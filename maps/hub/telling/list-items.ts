/** What the union has told, the latest first, with how many stations know it. */
import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';
import { type CityItem, toItem } from './city-item.ts';
import { type Reach, reachOf } from './reach.ts';

const pageSize = 50;

export interface ItemFilter {
  /** What stands, or what stands no more. */
  readonly standing: boolean;
  /** Those before this one. */
  readonly before: string | null;
}

export async function listItems(db: Kysely<Tables>, { standing, before }: ItemFilter) {
  let query = db.selectFrom('city_item').where('state', standing ? '=' : '<>', 'standing');
  if (before !== null) query = query.where('id', '<', before);
  // Ids of version 7 grow with time.
  const found = await query
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
    .selectAll()
    .execute();
  const items = found.slice(0, pageSize).map(toItem);
  const reach = await reachOf(db, items);
  const rows = items.map((item) => withReach(item, reach.get(item.id)));
  return { rows, next: found.length > pageSize ? (items.at(-1)?.id ?? null) : null };
}

export async function itemWithReach(db: Kysely<Tables>, item: CityItem) {
  return withReach(item, (await reachOf(db, [item])).get(item.id));
}

const withReach = (item: CityItem, { stations, read }: Reach = { stations: 0, read: 0 }) => ({ ...item, stations, read });
