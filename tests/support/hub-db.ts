/** The hub's suites run on both engines; where PostgreSQL is not installed that half is skipped, and says so. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import { type HubDb, openPostgres, openSqlite } from '../../maps/hub/store/hub-db.ts';
import type { StationToPut } from '../../maps/hub/store/station-store.ts';
import { type Postgres, postgresPrograms, startPostgres } from './postgres.ts';
import { temporaryFolder } from './station.ts';

/** `open` gives a new, empty database of that engine, closed after the test. */
export function onBothEngines(name: string, suite: (open: () => Promise<HubDb>) => void): void {
  describe(`${name}, on SQLite`, () => {
    suite(() => closedAfter(openSqlite(join(temporaryFolder(), 'hub.db'))));
  });

  const bin = postgresPrograms();
  const title = bin ? `${name}, on PostgreSQL` : `${name}, on PostgreSQL (not installed here: apt-get install postgresql)`;
  describe.skipIf(!bin)(title, () => {
    let server: Postgres | undefined;
    beforeAll(async () => {
      server = await startPostgres(bin ?? '');
    }, 60_000);
    afterAll(() => server?.stop());
    suite(async () => closedAfter(openPostgres((await server?.database()) ?? '')));
  });
}

async function closedAfter(opening: Promise<HubDb>): Promise<HubDb> {
  const db = await opening;
  onTestFinished(() => db.close());
  return db;
}

let serial = 0;

/** A station of the demo city, not yet put. */
export function stationToPut(over: Partial<StationToPut> = {}): StationToPut {
  serial += 1;
  return {
    number: null,
    name: '城北零工之家驿站',
    point: { lat: 36.65, lng: 101.77 },
    original: { lat: 36.65, lng: 101.77, system: 'wgs84' },
    source: { name: '西河市总工会', id: `A${serial}` },
    district: ['河西省', '西河市', '城北区'],
    address: '文苑路 12 号',
    phone: '0900-555 0100',
    hours: { text: '', schedule: null },
    access: 'walk-in',
    accessNote: '',
    amenities: { yes: 1, known: 3 },
    amenityNotes: {},
    closures: [],
    photos: [],
    ...over,
  };
}
