import { expect, it } from 'vitest';
import { plainReading } from '../../../../maps/hub/store/plain-reading.ts';
import { sqlLiveStore } from '../../../../maps/hub/store/sql-live-store.ts';
import { sqlReportStore } from '../../../../maps/hub/store/sql-report-store.ts';
import { sqlStationStore } from '../../../../maps/hub/store/sql-station-store.ts';
import { onBothEngines, stationToPut } from '../../../support/hub-db.ts';

const atMs = Date.parse('2026-06-01T12:00:00+08:00');
const nowMs = () => atMs;

onBothEngines('a station of which nobody said anything', (open) => {
  it('is what the store has of it, and its last figures', async () => {
    const db = await open();
    const stations = sqlStationStore({ db, nowMs });
    const figures = { number: 1, banks: { available: 3, slots: 8, faulty: 0 }, jobs: 2, atMs };
    await stations.put([stationToPut(), stationToPut()], 'import');
    await sqlLiveStore({ db, nowMs }).put(figures);
    const read = plainReading(db);
    const { station, revision, updatedAtMs } = await stations.get(1);
    const first = await read(1);
    expect({ ...first, text: JSON.parse(first?.text ?? '') }).toEqual({ text: station, revision, updatedAtMs, live: figures });
    expect((await read(2))?.live).toBeNull();
  });

  it('is read as it was last changed', async () => {
    const db = await open();
    const stations = sqlStationStore({ db, nowMs });
    await stations.put([stationToPut()], 'import');
    const read = plainReading(db);
    await read(1);
    await stations.edit(1, { name: '改了名的驿站' }, '李操作');
    expect(JSON.parse((await read(1))?.text ?? '').name).toBe('改了名的驿站');
  });

  it('is left to the stores once it is reported, until that is taken back', async () => {
    const db = await open();
    await sqlStationStore({ db, nowMs }).put([stationToPut()], 'import');
    const reports = sqlReportStore(db);
    const { undo } = await reports.add({ number: 1, kind: 'open', amenity: null, address: '198.51.100.1' }, atMs);
    const read = plainReading(db);
    expect(await read(1)).toBeUndefined();
    await reports.undo(undo, atMs);
    expect(await read(1)).toBeDefined();
  });

  it('is left to the stores where a kiosk of its own speaks for it', async () => {
    const db = await open();
    await sqlStationStore({ db, nowMs }).put([stationToPut()], 'import');
    const link = { number: 1, link_key: 'key', state: 'active', epoch: 0, next: 1, enrolled_at_ms: 0, heard_at_ms: 0 } as const;
    await db.writer
      .insertInto('link')
      .values({ ...link, confirmed_at_ms: null, inbox_read: 0 })
      .execute();
    expect(await plainReading(db)(1)).toBeUndefined();
  });

  it('is nothing where there is none, or it was withdrawn', async () => {
    const db = await open();
    const stations = sqlStationStore({ db, nowMs });
    await stations.put([stationToPut()], 'import');
    await stations.withdraw(1, '李操作');
    const read = plainReading(db);
    expect([await read(1), await read(2)]).toEqual([undefined, undefined]);
  });
});
