/** For which stations something is told, and how many of them have read it. */
import type { Kysely, Transaction } from 'kysely';
import { inPlace, isWithin } from '../city/place.ts';
import { HubError } from '../hub-error.ts';
import type { Tables } from '../store/tables.ts';
import type { CityItem } from './city-item.ts';

export interface Reach {
  /** That exchange with the hub, where it is told. */
  readonly stations: number;
  /** Of them, those that have said that they read it as it is now, or that it is gone. */
  readonly read: number;
}

/** @throws HubError scope_unknown where the map has no station */
export async function refuseUnknownScope(tx: Transaction<Tables>, scope: readonly string[]): Promise<void> {
  if (scope.length === 0) return;
  const any = await tx.selectFrom('station').where('state', '=', 'listed').where(inPlace(scope)).select('number').executeTakeFirst();
  if (!any) throw new HubError('scope_unknown', `${scope.join('')}没有驿站：换一个地方`, { scope });
}

/** By the items' ids. */
export async function reachOf(db: Kysely<Tables>, items: readonly CityItem[]): Promise<ReadonlyMap<string, Reach>> {
  if (items.length === 0) return new Map();
  const told = await db
    .selectFrom('inbox_item')
    .where('kind', 'in', ['posting', 'notice'])
    .where(
      'key',
      'in',
      items.map(({ id }) => id),
    )
    .select(['kind', 'key', 'revision'])
    .execute();
  const stations = await db
    .selectFrom('link')
    .innerJoin('station', 'station.number', 'link.number')
    .where('link.state', '=', 'active')
    .where('station.state', '=', 'listed')
    .select(['province', 'city', 'county', 'inbox_read'])
    .execute();
  const revisions = new Map(told.map(({ kind, key, revision }) => [`${kind} ${key}`, revision]));
  return new Map(
    items.map(({ id, kind, scope }) => {
      const revision = revisions.get(`${kind} ${id}`) ?? Number.MAX_SAFE_INTEGER;
      const within = stations.filter(({ province, city, county }) => isWithin([province, city, county], scope));
      return [id, { stations: within.length, read: within.filter(({ inbox_read }) => inbox_read >= revision).length }];
    }),
  );
}
