import { beforeEach, expect, it } from 'vitest';
import type { HubDb } from '../../../../maps/hub/store/hub-db.ts';
import { sqlStationStore } from '../../../../maps/hub/store/sql-station-store.ts';
import type { StationStore, StationToPut } from '../../../../maps/hub/store/station-store.ts';
import { now } from '../../../support/builders.ts';
import { onBothEngines, stationToPut } from '../../../support/hub-db.ts';

const lunch = { text: '8:00-12:00', schedule: { week: week([[480, 720]]), holidays: 'closed' as const, exceptions: [] } };
function week(day: [number, number][]) {
  return [day, day, day, day, day, day, day] as [typeof day, typeof day, typeof day, typeof day, typeof day, typeof day, typeof day];
}

onBothEngines('the station store', (open) => {
  let db: HubDb;
  let store: StationStore;
  const put = (...rows: StationToPut[]) => store.put(rows, 'import');
  const one = async (over: Partial<StationToPut> = {}) => (await put(stationToPut(over))).numbers[0] ?? 0;
  const audited = async () =>
    (await db.reader.selectFrom('audit').select(['action', 'actor', 'number']).orderBy('id').execute()).map(
      ({ action, actor, number }) => `${actor} ${action} ${number ?? '-'}`,
    );

  beforeEach(async () => {
    db = await open();
    store = sqlStationStore({ db, nowMs: () => now });
  });

  it('gives numbers in order and gives back what was put', async () => {
    const rows = [stationToPut({ hours: lunch }), stationToPut({ name: '<script>alert(1)</script>', amenityNotes: { microwave: '2 台' } })];
    const report = await put(...rows);
    expect(report).toEqual({ added: 2, changed: 0, same: 0, left: 0, numbers: [1, 2] });
    const { station, ...rest } = await store.get(2);
    expect(station).toEqual({ ...rows[1], number: 2 });
    expect(rest).toEqual({ revision: 1, updatedAtMs: now, edited: [] });
    expect((await store.get(1)).station).toEqual({ ...rows[0], number: 1 });
  });

  it('does nothing the second time', async () => {
    const rows = [stationToPut(), stationToPut({ amenityNotes: { water: '热的', microwave: '2 台' } })];
    await put(...rows);
    const turned = rows.map((row) => ({ ...row, amenityNotes: Object.fromEntries(Object.entries(row.amenityNotes).reverse()) }));
    expect(await put(...turned)).toEqual({ added: 0, changed: 0, same: 2, left: 0, numbers: [1, 2] });
    expect([await store.revision(), await audited()]).toEqual([1, ['import station.put -']]);
  });

  it('changes only what differs, and tells what changed since a revision', async () => {
    const rows = [stationToPut(), stationToPut(), stationToPut()];
    await put(...rows);
    const changed = { ...(rows[1] as StationToPut), name: '新名字' };
    expect(await put(rows[0] as StationToPut, changed)).toEqual({ added: 0, changed: 1, same: 1, left: 0, numbers: [1, 2] });
    await store.withdraw(3, 'wang');
    expect(await store.changedSince(1)).toEqual({ revision: 3, stations: [{ ...changed, number: 2 }], removed: [3] });
    expect(await store.changedSince(3)).toEqual({ revision: 3, stations: [], removed: [] });
  });

  it('never gives a number twice: not of a gone station, not one that a row brings along', async () => {
    await put(stationToPut(), stationToPut({ number: 3 }), stationToPut({ number: 7345 }));
    await store.withdraw(1, 'wang');
    expect((await put(stationToPut(), stationToPut(), stationToPut({ number: 5 }), stationToPut())).numbers).toEqual([2, 4, 5, 6]);
    await expect(put(stationToPut({ number: 1 }))).rejects.toMatchObject({ code: 'number_taken', details: { number: 1 } });
  });

  it('puts all or none', async () => {
    await put(stationToPut({ number: 9 }));
    await expect(put(stationToPut(), stationToPut({ number: 9 }))).rejects.toMatchObject({ code: 'number_taken' });
    await expect(put(stationToPut({ number: 12 }), stationToPut({ number: 12 }))).rejects.toMatchObject({ code: 'number_taken' });
    expect([await store.count(), await store.revision()]).toEqual([1, 1]);
  });

  it('says which rows have the same source', async () => {
    const row = stationToPut();
    await expect(put(stationToPut(), row, row)).rejects.toMatchObject({ code: 'source_twice', details: { rows: [1, 2] } });
  });

  it('refuses when the numbers are spent', async () => {
    await db.writer.updateTable('hub_state').set({ next_number: 999_999 }).execute();
    await expect(put(stationToPut(), stationToPut(), stationToPut())).rejects.toMatchObject({
      code: 'numbers_spent',
      details: { missing: 2 },
    });
    expect((await put(stationToPut())).numbers).toEqual([999_999]);
  });

  it('puts more rows than a statement takes values', async () => {
    const rows = Array.from({ length: 2500 }, () => stationToPut());
    expect(await put(...rows)).toMatchObject({ added: 2500, numbers: rows.map((_, at) => at + 1) });
    const renamed = rows.map((row) => ({ ...row, name: '改了名' }));
    expect(await put(...renamed)).toMatchObject({ changed: 2500 });
    const seen: number[] = [];
    for await (const { station } of store.all()) if (station.name === '改了名') seen.push(station.number);
    expect(seen).toEqual(rows.map((_, at) => at + 1));
  });

  it('keeps what staff have edited, closures and photos when the source is put again', async () => {
    const row = stationToPut();
    await put(row);
    await store.edit(1, { accessNote: '门在后面', address: row.address }, 'wang');
    await store.close(1, { from: '2026-11-20', to: null, reason: '装修' }, 'wang');
    const again = await put({ ...row, accessNote: '前门', phone: '110' });
    expect([again.changed, await store.get(1)]).toMatchObject([
      1,
      {
        station: { accessNote: '门在后面', phone: '110', closures: [{ from: '2026-11-20', to: null, reason: '装修' }] },
        edited: ['accessNote', 'closures'],
      },
    ]);
  });

  it('leaves a revision alone that an edit does not change', async () => {
    const number = await one();
    await store.edit(number, { address: '文苑路 12 号' }, 'wang');
    expect([await store.revision(), (await store.get(number)).edited]).toEqual([1, []]);
  });

  it('replaces a closure of the same days and refuses the twenty-first', async () => {
    const number = await one();
    const day = (at: number) => `2026-12-${String(at).padStart(2, '0')}`;
    for (let at = 1; at <= 20; at++) await store.close(number, { from: day(at), to: day(at), reason: '消毒' }, 'wang');
    await store.close(number, { from: day(3), to: day(3), reason: '停电' }, 'wang');
    expect((await store.get(number)).station.closures.map(({ reason }) => reason)).toEqual(
      Array.from({ length: 20 }, (_, at) => (at === 2 ? '停电' : '消毒')),
    );
    await expect(store.close(number, { from: day(25), to: null, reason: '' }, 'wang')).rejects.toMatchObject({ code: 'too_many_closures' });
  });

  it('leaves a withdrawn station withdrawn when its source is put again, and restores it under its number', async () => {
    const row = stationToPut();
    await put(row);
    await store.withdraw(1, 'wang');
    expect(await put(row)).toEqual({ added: 0, changed: 0, same: 0, left: 1, numbers: [1] });
    expect([await store.find(1), await store.findBySource(row.source.name, row.source.id), await store.gone()]).toEqual([
      undefined,
      undefined,
      [{ number: 1, name: row.name, mergedInto: null }],
    ]);
    await expect(store.get(1)).rejects.toMatchObject({ code: 'station_gone', details: { number: 1, name: row.name, mergedInto: null } });
    expect((await store.restore(1, 'wang')).station).toEqual({ ...row, number: 1 });
    expect([await store.gone(), await store.count()]).toEqual([[], 1]);
  });

  it('merges a double: its source means the other, which takes over what it did not know', async () => {
    const double = stationToPut({ hours: lunch, phone: '', amenities: { yes: 6, known: 6 }, amenityNotes: { microwave: '2 台' } });
    const row = stationToPut({ address: '', amenities: { yes: 1, known: 3 } });
    await put(double, row);
    const merged = await store.merge(1, 2, 'wang');
    expect(merged).toMatchObject({
      station: {
        ...row,
        number: 2,
        hours: lunch,
        address: double.address,
        amenities: { yes: 5, known: 7 },
        amenityNotes: { microwave: '2 台' },
      },
      edited: ['address', 'hours', 'amenities', 'amenityNotes'],
    });
    expect(await put(double, row)).toEqual({ added: 0, changed: 0, same: 1, left: 1, numbers: [2, 2] });
    expect((await store.findBySource(double.source.name, double.source.id))?.station.number).toBe(2);
    expect(await store.gone()).toEqual([{ number: 1, name: double.name, mergedInto: 2 }]);
  });

  it('sends nobody from one gone station to another', async () => {
    await put(stationToPut(), stationToPut(), stationToPut());
    await store.merge(1, 2, 'wang');
    await store.merge(2, 3, 'wang');
    expect((await store.gone()).map(({ number, mergedInto }) => [number, mergedInto])).toEqual([
      [1, 3],
      [2, 3],
    ]);
    await expect(store.merge(3, 3, 'wang')).rejects.toMatchObject({ code: 'merge_itself' });
    await expect(store.merge(3, 1, 'wang')).rejects.toMatchObject({ code: 'station_gone', details: { mergedInto: 3 } });
  });

  it('parts what was merged by restoring it', async () => {
    const rows = [stationToPut(), stationToPut()];
    await put(...rows);
    await store.merge(1, 2, 'wang');
    await store.restore(1, 'wang');
    expect(await put(...rows)).toMatchObject({ same: 2, left: 0, numbers: [1, 2] });
  });

  it('lists by number, page by page, of a district, and by part of a name', async () => {
    const east = ['河西省', '西河市', '城东区'];
    await put(stationToPut(), stationToPut({ district: east }), stationToPut({ district: east, name: '100%_好' }), stationToPut());
    const numbers = async (filter: Parameters<StationStore['list']>[0]) => {
      const { stations, next } = await store.list(filter);
      return [stations.map(({ station }) => station.number), next];
    };
    expect([
      await numbers({ limit: 3 }),
      await numbers({ after: 3 }),
      await numbers({ district: east }),
      await numbers({ district: ['河西省', '西河市'], limit: 1 }),
      await numbers({ search: '%_' }),
      await numbers({ search: '零工 之家' }),
      await numbers({ search: '2' }),
      await numbers({ search: '没有' }),
    ]).toEqual([
      [[1, 2, 3], 3],
      [[4], null],
      [[2, 3], null],
      [[1], 1],
      [[3], null],
      [[1, 2, 4], null],
      [[1, 2, 3, 4], null],
      [[], null],
    ]);
    expect(await store.districts()).toEqual([
      { district: east, count: 2 },
      { district: ['河西省', '西河市', '城北区'], count: 2 },
    ]);
  });

  it('finds what lies in a box', async () => {
    await put(stationToPut(), stationToPut({ point: { lat: 36.7, lng: 101.77 } }), stationToPut({ point: { lat: 30, lng: 101.77 } }));
    const found = await store.within({ south: 36.6, west: 101.7, north: 36.8, east: 101.8 }, 10);
    expect(found.map(({ station }) => station.number).sort()).toEqual([1, 2]);
  });

  it('writes down who did what', async () => {
    await put(stationToPut(), stationToPut());
    await store.edit(1, { phone: '' }, 'wang');
    await store.merge(2, 1, 'li');
    expect(await audited()).toEqual(['import station.put -', 'wang station.edit 1', 'li station.merge 2']);
  });

  it('takes writes that come at once one after the other', async () => {
    const reports = await Promise.all(Array.from({ length: 8 }, () => put(stationToPut(), stationToPut())));
    const numbers = reports.flatMap((report) => report.numbers).sort((a, b) => a - b);
    expect([numbers, await store.revision()]).toEqual([Array.from({ length: 16 }, (_, at) => at + 1), 8]);
  });

  it('knows nothing of a number that never was', async () => {
    await expect(store.get(5)).rejects.toMatchObject({ code: 'station_not_found', details: { number: 5 } });
    await expect(store.withdraw(5, 'wang')).rejects.toMatchObject({ code: 'station_not_found' });
    expect(await store.find(5)).toBeUndefined();
  });
});
