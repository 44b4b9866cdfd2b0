/** Live figures and stations' tokens over Kysely. */
import { createHash, randomBytes } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { LiveFigures } from '../../../shared/domain/listed-station.ts';
import { audit } from './audit.ts';
import { type HubDb, inTransaction, patiently } from './hub-db.ts';
import type { LiveStore } from './live-store.ts';
import { stationReading } from './station-reading.ts';
import type { Tables } from './tables.ts';

const batch = 1000;

export function sqlLiveStore({ db, nowMs }: { readonly db: HubDb; readonly nowMs: () => number }): LiveStore {
  return {
    async put(figures) {
      return (await patiently(() => putAll(db.writer, [figures]))) > 0;
    },

    async putMany(figures) {
      await inTransaction(db, async (tx) => {
        for (let from = 0; from < figures.length; from += batch) await putAll(tx, figures.slice(from, from + batch));
      });
    },

    async find(number) {
      const row = await db.reader.selectFrom('live').where('number', '=', number).selectAll().executeTakeFirst();
      return row && toFigures(row);
    },

    async since(atMs) {
      const rows = await db.reader.selectFrom('live').where('at_ms', '>=', atMs).orderBy('number').selectAll().execute();
      return rows.map(toFigures);
    },

    giveToken: (number, by) =>
      inTransaction(db, async (tx) => {
        await stationReading(tx).get(number);
        const token = randomBytes(32).toString('base64url');
        await tx.deleteFrom('station_token').where('number', '=', number).execute();
        await tx
          .insertInto('station_token')
          .values({ number, token_hash: hashOf(token) })
          .execute();
        await audit(tx, nowMs(), { by, action: 'station.token', number });
        return token;
      }),

    async numberOf(token) {
      const row = await db.reader.selectFrom('station_token').where('token_hash', '=', hashOf(token)).select('number').executeTakeFirst();
      return row?.number;
    },
  };
}

/** A token has 256 random bits: a plain hash keeps it, nothing can be tried out. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

async function putAll(db: Kysely<Tables>, figures: readonly LiveFigures[]): Promise<number> {
  const columns = ['available', 'slots', 'faulty', 'jobs', 'at_ms'] as const;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('live')
    .values(figures.map(toRow))
    .onConflict((conflict) =>
      conflict
        .column('number')
        .doUpdateSet(({ ref }) => Object.fromEntries(columns.map((column) => [column, ref(`excluded.${column}`)])) as never)
        .whereRef('excluded.at_ms', '>', 'live.at_ms'),
    )
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0);
}

function toRow({ number, banks, jobs, atMs }: LiveFigures): Selectable<Tables['live']> {
  return { number, available: banks?.available ?? null, slots: banks?.slots ?? null, faulty: banks?.faulty ?? null, jobs, at_ms: atMs };
}

export function toFigures({ number, available, slots, faulty, jobs, at_ms }: Selectable<Tables['live']>): LiveFigures {
  const banks = available === null || slots === null || faulty === null ? null : { available, slots, faulty };
  return { number, banks, jobs, atMs: at_ms };
}
