import { beforeEach, describe, expect, it } from 'vitest';
import { householdOf } from '../../../../maps/hub/services/address-hash.ts';
import type { HubDb } from '../../../../maps/hub/store/hub-db.ts';
import type { NewReport, ReportStore } from '../../../../maps/hub/store/report-store.ts';
import { sqlReportStore } from '../../../../maps/hub/store/sql-report-store.ts';
import { sqlStationStore } from '../../../../maps/hub/store/sql-station-store.ts';
import type { StationStore } from '../../../../maps/hub/store/station-store.ts';
import { now } from '../../../support/builders.ts';
import { onBothEngines, stationToPut } from '../../../support/hub-db.ts';

const hour = 3_600_000;
const second = 1000;

onBothEngines('the report store', (open) => {
  let db: HubDb;
  let stations: StationStore;
  let reports: ReportStore;
  const add = (over: Partial<NewReport> = {}, atMs = now) =>
    reports.add({ number: 1, kind: 'locked', amenity: null, address: '198.51.100.1', ...over }, atMs);

  beforeEach(async () => {
    db = await open();
    stations = sqlStationStore({ db, nowMs: () => now });
    reports = sqlReportStore(db);
    await stations.put([stationToPut(), stationToPut(), stationToPut()], 'import');
  });

  it('adds up two people who say the same', async () => {
    await add();
    const alone = await reports.of(1, now);
    await add({ address: '198.51.100.2' }, now + hour);
    expect([alone.doubt, await reports.of(1, now + hour), [...(await reports.all(now + hour)).keys()]]).toEqual([
      null,
      { lastConfirmedMs: null, confirmedIn7Days: 0, doubt: 'locked', doubtSinceMs: now + hour },
      [1],
    ]);
  });

  it('knows the same address again the next day, although the key has changed', async () => {
    await add();
    await add({}, now + 25 * hour);
    expect((await reports.of(1, now + 25 * hour)).doubt).toBeNull();
    const keys = await db.reader.selectFrom('address_key').select('day').orderBy('day').execute();
    expect(keys).toEqual([{ day: '2026-11-23' }, { day: '2026-11-24' }]);
  });

  it('keeps no address, and after two days neither a key nor a hash of it', async () => {
    await add();
    await add({ number: 2 });
    const rows = () => db.reader.selectFrom('report').select(['address_hash', 'party']).orderBy('at_ms').orderBy('number').execute();
    const [first, second] = await rows();
    expect(first?.address_hash).toBe(second?.address_hash);
    expect(first?.party).not.toBe(second?.party);
    await add({ number: 3, address: '198.51.100.9' }, now + 72 * hour);
    expect([
      (await rows()).map(({ address_hash }) => address_hash === ''),
      await db.reader.selectFrom('address_key').select('day').execute(),
    ]).toEqual([[true, true, false], [{ day: '2026-11-26' }]]);
    const everything = JSON.stringify(await db.reader.selectFrom('report').selectAll().execute());
    expect(everything).not.toContain('198.51');
  });

  it('takes ten in an hour from one address, then says when to come again', async () => {
    for (const number of [1, 2, 3]) for (const kind of ['open', 'locked', 'moved'] as const) await add({ number, kind });
    await add({ kind: 'broken', amenity: 'water' }, now + hour / 2);
    await expect(add({ kind: 'broken', amenity: 'wifi' }, now + hour - 30 * second)).rejects.toMatchObject({
      code: 'report_limit',
      details: { most: 10, retryAfterS: 30 },
    });
    await add({ kind: 'broken', amenity: 'wifi', address: '198.51.100.2' });
    await add({ kind: 'broken', amenity: 'wifi' }, now + hour);
  });

  it('takes the same on the same station once a day', async () => {
    await add({ kind: 'broken', amenity: 'water' });
    await add({ kind: 'broken', amenity: 'wifi' });
    await add({ kind: 'broken', amenity: 'water', number: 2 });
    await expect(add({ kind: 'broken', amenity: 'water' }, now + 23 * hour)).rejects.toMatchObject({ code: 'report_twice' });
    await add({ kind: 'broken', amenity: 'water' }, now + 25 * hour);
  });

  it('is undone for some seconds by who has the token, once', async () => {
    const { undo } = await add({ kind: 'open' });
    expect((await reports.of(1, now)).confirmedIn7Days).toBe(1);
    expect(await reports.undo(undo, now + 10 * second)).toBe(1);
    expect((await reports.of(1, now)).confirmedIn7Days).toBe(0);
    await expect(reports.undo(undo, now + 10 * second)).rejects.toMatchObject({ code: 'report_undo_late' });
    const again = await add({ kind: 'open' }, now + 11 * second);
    await expect(reports.undo(again.undo, now + 40 * second)).rejects.toMatchObject({ code: 'report_undo_late' });
    await expect(reports.undo('guessed', now)).rejects.toMatchObject({ code: 'report_undo_late' });
  });

  it('counts what was undone towards the ten', async () => {
    for (let at = 0; at < 10; at++) await reports.undo((await add()).undo, now);
    await expect(add()).rejects.toMatchObject({ code: 'report_limit' });
  });

  it('shows staff what is undecided, and lets them decide it once', async () => {
    await add();
    await add({ address: '198.51.100.2' }, now + hour);
    await add({ number: 2, kind: 'broken', amenity: 'water' }, now + 2 * hour);
    await add({ number: 2, kind: 'open', address: '198.51.100.3' });
    const locked = { number: 1, kind: 'locked', amenity: null } as const;
    const name = '城北零工之家驿站';
    expect(await reports.cases(now + 2 * hour)).toEqual([
      { number: 2, name, kind: 'broken', amenity: 'water', parties: 1, firstMs: now + 2 * hour, lastMs: now + 2 * hour, shown: false },
      { ...locked, name, parties: 2, firstMs: now, lastMs: now + hour, shown: true },
    ]);
    expect([await reports.decide(locked, 'dismissed', 'wang', now), await reports.decide(locked, 'accepted', 'wang', now)]).toEqual([2, 0]);
    expect([(await reports.cases(now + hour)).map(({ number }) => number), (await reports.of(1, now + hour)).doubt]).toEqual([[2], null]);
    const lines = await db.reader.selectFrom('audit').where('action', 'like', 'report%').select(['actor', 'action', 'number']).execute();
    expect(lines).toEqual([{ actor: 'wang', action: 'report.dismissed', number: 1 }]);
  });

  it('takes no reports on what is gone, and moves them along with a merged station', async () => {
    await add();
    await add({ number: 2, address: '198.51.100.2' });
    await stations.merge(1, 2, 'wang');
    expect((await reports.of(2, now)).doubt).toBe('locked');
    await expect(add()).rejects.toMatchObject({ code: 'station_gone', details: { mergedInto: 2 } });
    await expect(add({ number: 77 })).rejects.toMatchObject({ code: 'station_not_found' });
  });
});

describe('an address that reports', () => {
  it('counts a whole IPv6 line and an IPv4 address in either writing as one', () => {
    expect(
      ['2001:db8:1:2:3::9', '2001:DB8:1:2::1', '2001:db8:1:2:a:b:c:d', '::1', '::ffff:198.51.100.1', '198.51.100.1', 'fe80::1%eth0'].map(
        householdOf,
      ),
    ).toEqual(['2001:db8:1:2', '2001:db8:1:2', '2001:db8:1:2', '0:0:0:0', '198.51.100.1', '198.51.100.1', 'fe80:0:0:0']);
  });
});
