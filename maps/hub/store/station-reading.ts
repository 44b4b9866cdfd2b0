/** What is asked of the stations' tables. */
import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import { searchKey } from '../../../shared/domain/text.ts';
import { HubError } from '../hub-error.ts';
import { storedColumns, toStored } from './station-rows.ts';
import type { StationFilter, StationStore, StoredStation } from './station-store.ts';
import type { Tables } from './tables.ts';

const batch = 2000;
const usualLimit = 50;
const longestPage = 500;

type Reading = Pick<
  StationStore,
  'get' | 'find' | 'findBySource' | 'list' | 'within' | 'all' | 'count' | 'districts' | 'revision' | 'changedSince' | 'gone'
>;

export function stationReading(db: Kysely<Tables>): Reading {
  const listed = () => db.selectFrom('station').where('state', '=', 'listed').select(storedColumns);

  async function find(number: number): Promise<StoredStation | undefined> {
    const row = await listed().where('number', '=', number).executeTakeFirst();
    return row && toStored(row);
  }

  return {
    find,

    async get(number) {
      return (await find(number)) ?? (await refuseMissing(db, number));
    },

    async findBySource(name, id) {
      const row = await listed()
        .innerJoin('station_source', 'station_source.number', 'station.number')
        .where('source_name', '=', name)
        .where('source_id', '=', id)
        .executeTakeFirst();
      return row && toStored(row);
    },

    async list({ after = 0, limit = usualLimit, ...filter }) {
      const size = Math.min(Math.max(Math.trunc(limit), 1), longestPage);
      const rows = await listed()
        .where('station.number', '>', after)
        .where(fits(filter))
        .orderBy('station.number')
        .limit(size + 1)
        .execute();
      const stations = rows.slice(0, size).map(toStored);
      return { stations, next: rows.length > size ? (stations.at(-1)?.station.number ?? null) : null };
    },

    async within({ south, west, north, east }, limit) {
      const rows = await listed()
        .where('lat', '>=', south)
        .where('lat', '<=', north)
        .where('lng', '>=', west)
        .where('lng', '<=', east)
        .limit(limit)
        .execute();
      return rows.map(toStored);
    },

    async *all() {
      for (let after = 0; ; ) {
        const rows = await listed().where('number', '>', after).orderBy('number').limit(batch).execute();
        const stations = rows.map(toStored);
        yield* stations;
        if (rows.length < batch) return;
        // SQLite answers at once: others get their turn between two batches.
        await new Promise((resolve) => setImmediate(resolve));
        after = stations.at(-1)?.station.number ?? after;
      }
    },

    async count(filter = {}) {
      const { count } = await db
        .selectFrom('station')
        .where('state', '=', 'listed')
        .where(fits(filter))
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },

    async districts() {
      const rows = await db
        .selectFrom('station')
        .where('state', '=', 'listed')
        .select(['province', 'city', 'county', ({ fn }) => fn.countAll<number>().as('count')])
        .groupBy(['province', 'city', 'county'])
        .orderBy('province')
        .orderBy('city')
        .orderBy('county')
        .execute();
      return rows.map(({ province, city, county, count }) => ({ district: [province, city, county].filter((word) => word !== ''), count }));
    },

    async revision() {
      return (await db.selectFrom('hub_state').select('revision').executeTakeFirstOrThrow()).revision;
    },

    async changedSince(revision) {
      const state = await db.selectFrom('hub_state').select('revision').executeTakeFirstOrThrow();
      const rows = await db
        .selectFrom('station')
        .where('revision', '>', revision)
        .select([...storedColumns, 'number', 'state'])
        .orderBy('number')
        .execute();
      return {
        revision: state.revision,
        stations: rows.filter((row) => row.state === 'listed').map((row) => toStored(row).station),
        removed: rows.filter((row) => row.state !== 'listed').map((row) => row.number),
      };
    },

    async gone() {
      const rows = await db
        .selectFrom('station')
        .where('state', '<>', 'listed')
        .select(['number', 'name', 'merged_into'])
        .orderBy('number')
        .execute();
      return rows.map(({ number, name, merged_into }) => ({ number, name, mergedInto: merged_into }));
    },
  };
}

const districtColumns = ['province', 'city', 'county'] as const;

function fits({ district = [], search = '' }: Pick<StationFilter, 'district' | 'search'>) {
  const key = searchKey(search);
  const part = `%${key.replace(/[!%_]/g, '!$&')}%`;
  return ({ and, or, eb }: ExpressionBuilder<Tables, 'station'>) => {
    const words = district.slice(0, 3).map((word, at) => eb(districtColumns[at] ?? 'county', '=', word));
    if (key === '') return and(words);
    const holds = sql<boolean>`search_key LIKE ${part} ESCAPE ${'!'}`;
    return and([...words, or([holds, ...(/^\d{1,6}$/.test(key) ? [eb('station.number', '=', Number(key))] : [])])]);
  };
}

/** Says which it is: one that never was, or one that is gone. */
export async function refuseMissing(db: Kysely<Tables>, number: number): Promise<never> {
  const row = await db.selectFrom('station').where('number', '=', number).select(['name', 'merged_into']).executeTakeFirst();
  if (!row) throw new HubError('station_not_found', `没有 ${number} 号驿站：检查编号`, { number });
  const where = row.merged_into === null ? '已经撤了' : `并到了 ${row.merged_into} 号`;
  throw new HubError('station_gone', `${number} 号驿站${where}`, { number, name: row.name, mergedInto: row.merged_into });
}
