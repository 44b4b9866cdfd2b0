import { beforeEach, expect, it } from 'vitest';
import type { HubDb } from '../../../../maps/hub/store/hub-db.ts';
import type { LiveStore } from '../../../../maps/hub/store/live-store.ts';
import { sqlLiveStore } from '../../../../maps/hub/store/sql-live-store.ts';
import { sqlStationStore } from '../../../../maps/hub/store/sql-station-store.ts';
import { now } from '../../../support/builders.ts';
import { onBothEngines, stationToPut } from '../../../support/hub-db.ts';

const figures = { number: 1, banks: { available: 3, slots: 5, faulty: 0 }, jobs: 12, atMs: now };

onBothEngines('the live store', (open) => {
  let db: HubDb;
  let live: LiveStore;
  const stations = () => sqlStationStore({ db, nowMs: () => now });

  beforeEach(async () => {
    db = await open();
    live = sqlLiveStore({ db, nowMs: () => now });
    await stations().put([stationToPut(), stationToPut()], 'import');
  });

  it('keeps the last figures of a station, and leaves older ones that come late', async () => {
    const newer = { ...figures, banks: null, jobs: null, atMs: now + 1 };
    expect([await live.put(figures), await live.put(newer), await live.put(figures), await live.find(1), await live.find(2)]).toEqual([
      true,
      true,
      false,
      newer,
      undefined,
    ]);
  });

  it('tells who reported since a moment', async () => {
    await live.putMany([figures, { ...figures, number: 2, atMs: now + 5 }]);
    expect(await live.since(now + 1)).toEqual([{ ...figures, number: 2, atMs: now + 5 }]);
  });

  it('knows a station by its newest token, which is not kept', async () => {
    const first = await live.giveToken(1, 'wang');
    const second = await live.giveToken(1, 'wang');
    expect([await live.numberOf(first), await live.numberOf(second), await live.numberOf('')]).toEqual([undefined, 1, undefined]);
    expect(JSON.stringify(await db.reader.selectFrom('station_token').selectAll().execute())).not.toContain(second);
    await expect(live.giveToken(9, 'wang')).rejects.toMatchObject({ code: 'station_not_found' });
  });

  it('forgets figures and token of a station that goes', async () => {
    await live.put(figures);
    const token = await live.giveToken(1, 'wang');
    await stations().withdraw(1, 'wang');
    expect([await live.find(1), await live.numberOf(token)]).toEqual([undefined, undefined]);
  });
});
