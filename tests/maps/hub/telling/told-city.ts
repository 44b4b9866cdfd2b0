/** A city whose stations 1 (城北区) and 2 (城南区) exchange with the hub; 3, of another province, is on the map only. */
import { inbox } from '../../../../maps/hub/exchange/inbox.ts';
import { links } from '../../../../maps/hub/exchange/links.ts';
import type { HubDb } from '../../../../maps/hub/store/hub-db.ts';
import { sqlStationStore } from '../../../../maps/hub/store/sql-station-store.ts';
import type { AppError } from '../../../../shared/api/errors.ts';
import { linkKeys } from '../../../support/exchange.ts';
import { stationToPut } from '../../../support/hub-db.ts';
import { testClock } from '../../../support/station.ts';

export const north = ['河西省', '西河市', '城北区'];

export async function toldCity(db: HubDb) {
  const clock = testClock();
  const stations = sqlStationStore({ db, nowMs: clock.nowMs });
  await stations.put(
    [
      stationToPut({ district: north }),
      stationToPut({ district: ['河西省', '西河市', '城南区'], point: { lat: 36.7, lng: 101.8 } }),
      stationToPut({ district: ['河东省', '东河市', '城东区'], point: { lat: 37.7, lng: 104.8 } }),
    ],
    'test',
  );
  const linked = links({ db, nowMs: clock.nowMs });
  await linked.ledger();
  for (const number of [1, 2]) {
    const { code } = await linked.makeCode(number, 'test');
    await linked.enrol({ code, linkKey: linkKeys().publicKey, name: '零工之家', address: '198.51.100.9' });
  }
  const box = inbox(db);
  return {
    ...{ db, clock, stations, linked, parts: { db, nowMs: clock.nowMs } },
    /** What station `number` reads from the beginning: the state of each thing. */
    reads: async (number: number) => (await box.read(number, '', 200)).items.map(({ kind, key, content }) => ({ kind, key, content })),
    /** Reads to the end and says so. */
    async readsAll(number: number) {
      const { next } = await box.read(number, '', 200);
      await box.read(number, next, 200);
    },
    audited: async () =>
      (await db.reader.selectFrom('audit').orderBy('id').selectAll().execute())
        .filter(({ action }) => /posting|notice/.test(action))
        .map(({ actor, action, number, details }) => ({ by: actor, action, number, details: JSON.parse(details) as unknown })),
  };
}

export const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: AppError) => error.code,
  );
