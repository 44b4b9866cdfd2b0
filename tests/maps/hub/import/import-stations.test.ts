import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromWgs84 } from '../../../../shared/geo/coordinates.ts';
import { bring, csv, emptyStore, storedWithoutNumbers } from './stations-csv.ts';

const three = csv(['A1,海棠路驿站,101.76,36.62', 'A2,建设路驿站,101.77,36.63', 'A3,解放路驿站,101.78,36.64']);

/** Places that lie so that no two of them could be one. */
const spread = (count: number) => Array.from({ length: count }, (_, at) => ({ lat: 36.6 + 0.01 * (at % 5), lng: 101.7 + 0.013 * at }));

describe('an import', () => {
  it('adds, and the same file again changes nothing', async () => {
    const stations = await emptyStore();
    const first = await bring(stations, three);
    const before = await stations.revision();
    const second = await bring(stations, three);
    expect([first, second].map(({ written, report }) => [written, report?.added, report?.changed, report?.same])).toEqual([
      [true, 3, 0, 0],
      [true, 0, 0, 3],
    ]);
    expect([await stations.count(), await stations.revision()]).toEqual([3, before]);
  });

  it('changes the station of the same source and id, and keeps its number', async () => {
    const stations = await emptyStore();
    await bring(stations, three);
    const outcome = await bring(stations, three.replace('建设路驿站', '建设路工会驿站'));
    expect([outcome.report?.changed, outcome.report?.same]).toEqual([1, 2]);
    expect((await stations.get(2)).station.name).toBe('建设路工会驿站');
  });

  it('of another source is another station', async () => {
    const stations = await emptyStore();
    await bring(stations, three);
    await bring(stations, three, { source: '城建局' });
    expect(await stations.count()).toBe(6);
  });

  it('rehearsed writes nothing and tells what would be done', async () => {
    const stations = await emptyStore();
    await bring(stations, csv(['A1,海棠路驿站,101.76,36.62', 'A2,旧名,101.77,36.63']));
    const dry = await bring(stations, three, { dryRun: true });
    const { report } = await bring(stations, three);
    const counts = (of: typeof report) => [of?.added, of?.changed, of?.same, of?.left];
    expect([dry.written, counts(dry.report), await stations.count()]).toEqual([false, [1, 1, 1, 0], 3]);
    expect(counts(report)).toEqual(counts(dry.report));
  });

  it('with a fault brings nothing, and the good rows only when asked', async () => {
    const stations = await emptyStore();
    const text = `${three}A4,,101.79,36.65\nA5,五,36.62,101.76\n`;
    const refused = await bring(stations, text);
    expect([refused.written, refused.refusal?.code, refused.report?.faults.counts, await stations.count()]).toEqual([
      false,
      'rows_faulty',
      { name_missing: 1, point_swapped: 1 },
      0,
    ]);
    const { written, report } = await bring(stations, text, { goodRows: true });
    expect([written, report?.added, report?.faults.rows]).toEqual([true, 3, 2]);
  });

  it('asks when the points repeat known ones, shifted as by a wrong coordinate system', async () => {
    const stations = await emptyStore();
    const points = spread(30);
    await bring(stations, csv(points.map(({ lat, lng }, at) => `A${at},驿站${at},${lng},${lat}`)));
    const asGcj = points.map((point) => fromWgs84(point, 'gcj02'));
    const text = csv(asGcj.map(({ lat, lng }, at) => `B${at},休息点${at},${lng},${lat}`));
    const doubted = await bring(stations, text, { source: '高德', system: 'wgs84' });
    expect([doubted.written, doubted.refusal?.code, await stations.count()]).toEqual([false, 'system_doubtful', 30]);
    expect(doubted.refusal?.message).toContain('当作 GCJ-02 就正好重合');
    const confirmed = await bring(stations, text, { source: '高德', system: 'wgs84', systemConfirmed: true });
    expect(confirmed.report?.added).toBe(30);
  });

  it('asks nothing when the system is right', async () => {
    const stations = await emptyStore();
    const points = spread(30);
    await bring(stations, csv(points.map(({ lat, lng }, at) => `A${at},驿站${at},${lng},${lat}`)));
    const asGcj = points.map((point) => fromWgs84(point, 'gcj02'));
    const text = csv(asGcj.map(({ lat, lng }, at) => `B${at},休息点${at},${lng},${lat}`));
    expect((await bring(stations, text, { source: '高德', system: 'gcj02' })).refusal).toBe(null);
  });

  it('proposes what may be the same place, and merges it only when asked', async () => {
    const stations = await emptyStore();
    await bring(stations, three);
    const text = csv(['9,海棠路户外劳动者服务站,101.7602,36.6201', '10,海棠路户外劳动者服务站,101.79,36.7'], '编号,名称,经度,纬度');
    const { report } = await bring(stations, text, { source: '城建局' });
    expect(report?.duplicates).toEqual([
      {
        keep: { number: 1, row: null, name: '海棠路驿站', source: '西河市总工会' },
        others: [{ number: 4, row: 2, name: '海棠路户外劳动者服务站', source: '城建局', metres: 21 }],
      },
    ]);
    expect(await stations.count()).toBe(5);
    const merged = await bring(stations, text, { source: '城建局', merge: true });
    expect([merged.report?.merged, await stations.count(), await stations.gone()]).toEqual([
      1,
      4,
      [{ number: 4, name: '海棠路户外劳动者服务站', mergedInto: 1 }],
    ]);
  });

  it('leaves alone what was merged before, also in a rehearsal', async () => {
    const stations = await emptyStore();
    const text = csv(['9,海棠路户外劳动者服务站,101.7602,36.6201']);
    await bring(stations, three);
    await bring(stations, text, { source: '城建局', merge: true });
    const dry = await bring(stations, text, { source: '城建局', dryRun: true });
    const again = await bring(stations, text, { source: '城建局', merge: true });
    expect([dry, again].map(({ report }) => [report?.left, report?.added, report?.duplicates])).toEqual([
      [1, 0, []],
      [1, 0, []],
    ]);
    expect(await stations.count()).toBe(3);
  });

  it('tells the store’s refusal: a number that is taken', async () => {
    const stations = await emptyStore();
    await bring(stations, three);
    const outcome = await bring(stations, csv(['1,B1,别的站,101.9,36.9'], '站号,编号,名称,经度,纬度'), { source: '别人' });
    expect([outcome.written, outcome.refusal?.code]).toEqual([false, 'store_refused']);
  });

  it('gives the same stations whatever the order of the rows, and twice is once', async () => {
    const rowArbitrary = fc.record({
      name: fc.stringMatching(/^[海棠建设解放南关驿站]{1,8}$/),
      lat: fc.integer({ min: 365_000, max: 368_000 }).map((value) => value / 1e4),
      lng: fc.integer({ min: 1_015_000, max: 1_020_000 }).map((value) => value / 1e4),
    });
    const law = fc.asyncProperty(
      fc.array(rowArbitrary, { minLength: 1, maxLength: 12 }).chain((rows) => {
        const lines = rows.map(({ name, lat, lng }, at) => `A${at},${name},${lng},${lat}`);
        return fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length }));
      }),
      async ([lines, shuffled]) => {
        const [one, other] = [await emptyStore(), await emptyStore()];
        await bring(one, csv(lines));
        await bring(other, csv(shuffled));
        const again = await bring(other, csv(lines));
        expect(again.report?.same).toBe(lines.length);
        expect(await storedWithoutNumbers(other)).toEqual(await storedWithoutNumbers(one));
      },
    );
    await fc.assert(law, { numRuns: 12 });
  });
});
