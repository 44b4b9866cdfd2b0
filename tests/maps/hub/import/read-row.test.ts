import { describe, expect, it } from 'vitest';
import { readHours } from '../../../../shared/domain/hours/read-hours.ts';
import { fromWgs84 } from '../../../../shared/geo/coordinates.ts';
import { distanceMetres } from '../../../../shared/geo/distance.ts';
import { csv, read, readOne } from './stations-csv.ts';

const header = '编号,名称,经度,纬度';

async function faultsOf(line: string, heading = header, options: Parameters<typeof read>[1] = {}) {
  const { faults, stations } = await read(csv([line], heading), options);
  expect(stations).toEqual([]);
  return faults.kept.map(({ row, column, code }) => [row, column, code]);
}

describe('a row of stations', () => {
  it('becomes a whole station', async () => {
    const heading = '站号,编号,名称,经度,纬度,省,城市,区,地址,电话,开放时间,进门方式,进门说明,设施,无线网,暂停从,暂停到,暂停原因';
    const line =
      '7,A1,海棠路驿站,101.76,36.62,河西省,西河市,城北区,海棠路 5 号,0970-000-0005,每天 8:00-20:00,扫码进门,蓝门,"饮水（冷热）、微波炉、无淋浴",部分,2026/12/1,2026年12月5日,装修';
    expect(await readOne(heading, line)).toEqual({
      number: 7,
      name: '海棠路驿站',
      point: { lat: 36.62, lng: 101.76 },
      original: { lat: 36.62, lng: 101.76, system: 'wgs84' },
      source: { name: '西河市总工会', id: 'A1' },
      district: ['河西省', '西河市', '城北区'],
      address: '海棠路 5 号',
      phone: '0970-000-0005',
      hours: { text: '每天 8:00-20:00', schedule: readHours('每天 8:00-20:00') },
      access: 'scan',
      accessNote: '蓝门',
      amenities: { yes: 0b101, known: 0b101 | (2 ** 12) },
      amenityNotes: { water: '冷热', wifi: '部分有' },
      closures: [{ from: '2026-12-01', to: '2026-12-05', reason: '装修' }],
      photos: [],
    });
  });

  it('keeps a name with script in it as text', async () => {
    expect((await readOne(header, 'A1,<script>alert(1)</script>,101.76,36.62')).name).toBe('<script>alert(1)</script>');
  });

  it.each(['gcj02', 'bd09'] as const)('is converted once from %s, the numbers of the file kept beside it', async (system) => {
    const point = { lat: 36.62, lng: 101.76 };
    const given = fromWgs84(point, system);
    const station = await readOne(header, `A1,驿站,${given.lng},${given.lat}`, { system });
    expect(station.original).toEqual({ ...given, system });
    expect(distanceMetres(station.point, point)).toBeLessThan(0.1);
  });

  it('may name its own coordinate system', async () => {
    const { stations } = await read(csv(['A1,一,101.76,36.62,高德', 'A2,二,101.76,36.62,WGS-84'], `${header},坐标系`), { system: null });
    expect(stations.map(({ station }) => station.original.system)).toEqual(['gcj02', 'wgs84']);
  });

  it('takes both numbers from one cell, in either order', async () => {
    const [first, second] = [
      await readOne('编号,名称,经纬度', 'A1,驿站,"101.76,36.62"'),
      await readOne('编号,名称,坐标', 'A1,驿站,"36.62，101.76"'),
    ];
    expect([first.point, second.point]).toEqual([
      { lat: 36.62, lng: 101.76 },
      { lat: 36.62, lng: 101.76 },
    ]);
  });

  it('takes province and city from the file as a whole where it names none', async () => {
    const station = await readOne(`${header},区`, 'A1,驿站,101.76,36.62,河湾区', { within: ['河西省', '西河市'] });
    expect(station.district).toEqual(['河西省', '西河市', '河湾区']);
  });

  it.each([
    ['latitude and longitude swapped', 'A1,驿站,36.62,101.76', [[2, '纬度', 'point_swapped']]],
    ['zeros', 'A1,驿站,0,0', [[2, '纬度', 'point_zero']]],
    ['one zero', 'A1,驿站,101.76,0', [[2, '纬度', 'point_zero']]],
    ['no point', 'A1,驿站,,', [[2, '经度', 'point_missing']]],
    ['half a point', 'A1,驿站,101.76,', [[2, '纬度', 'point_missing']]],
    ['degrees in words', 'A1,驿站,东经101度,36.62', [[2, '经度', 'point_unreadable']]],
    ['no place on earth', 'A1,驿站,301.76,36.62', [[2, '纬度', 'point_outside']]],
    ['no name', 'A1,,101.76,36.62', [[2, '名称', 'name_missing']]],
    ['a name that is too long', `A1,${'长'.repeat(41)},101.76,36.62`, [[2, '名称', 'value_too_long']]],
    ['an id that a spreadsheet rounded', '1.2E+15,驿站,101.76,36.62', [[2, '编号', 'scientific_notation']]],
    ['too few cells', 'A1,驿站,101.76', [[2, null, 'row_ragged']]],
    [
      'several faults at once',
      'A1,,0,36.62',
      [
        [2, '名称', 'name_missing'],
        [2, '纬度', 'point_zero'],
      ],
    ],
  ])('is refused for %s', async (_, line, faults) => {
    expect(await faultsOf(line)).toEqual(faults);
  });

  it('is refused outside the operator’s area', async () => {
    const area = { south: 36.5, west: 101.5, north: 36.8, east: 102 };
    expect(await faultsOf('A1,驿站,103.8,36.05', header, { area })).toEqual([[2, '纬度', 'point_outside']]);
  });

  it.each([
    ['电话', '1.99E+10', 'scientific_notation'],
    ['电话', '12', 'phone_invalid'],
    ['电话', '请到店咨询', 'phone_invalid'],
    ['站号', '0', 'number_invalid'],
    ['站号', '1000000', 'number_invalid'],
    ['坐标系', '西安80', 'system_unknown'],
    ['暂停从', '下个月', 'date_invalid'],
    ['地址', '长'.repeat(81), 'value_too_long'],
  ])('is refused for %s「%s」', async (column, cell, code) => {
    expect(await faultsOf(`A1,驿站,101.76,36.62,${cell}`, `${header},${column}`)).toEqual([[2, column, code]]);
  });

  it('is refused when it ends a closure before it begins', async () => {
    expect(await faultsOf('A1,驿站,101.76,36.62,2026-12-05,2026-12-01', `${header},暂停从,暂停到`)).toEqual([
      [2, '暂停到', 'date_invalid'],
    ]);
  });

  it('keeps hours that nobody can read as words, and says so', async () => {
    const { stations, faults, notices } = await read(csv(['A1,驿站,101.76,36.62,以现场公告为准'], `${header},开放时间`));
    expect([stations[0]?.station.hours, faults.rows, notices.counts]).toEqual([
      { text: '以现场公告为准', schedule: null },
      0,
      { hours_unknown: 1 },
    ]);
  });

  it('leaves out a telephone with stars in it, and takes the first of several', async () => {
    const { stations, notices } = await read(
      csv(['A1,一,101.76,36.62,130****5662', 'A2,二,101.77,36.63,0970-0000001；0970-0000002'], `${header},电话`),
    );
    expect([stations.map(({ station }) => station.phone), notices.counts]).toEqual([
      ['', '0970-0000001'],
      { phone_masked: 1, phone_first: 1 },
    ]);
  });

  it('without an id gets one that stays the same with the name and the place', async () => {
    const heading = '名称,经度,纬度,地址';
    const [first, again, moved] = await Promise.all(
      ['驿站,101.76,36.62,', '驿站,101.76,36.62,海棠路', '驿站,101.77,36.62,'].map((line) => readOne(heading, line)),
    );
    expect(first?.source.id).toMatch(/^auto-[0-9a-f]{16}$/);
    expect(again?.source).toEqual(first?.source);
    expect(moved?.source.id).not.toBe(first?.source.id);
  });

  it('without a name is given one where the operator says which', async () => {
    expect((await readOne(header, 'A1,,101.76,36.62', { unnamed: '饮水点' })).name).toBe('饮水点');
  });

  it('twice under one id is kept once, the second told with the row of the first', async () => {
    const { stations, faults } = await read(csv(['A1,一,101.76,36.62', 'A1,二,101.77,36.63']));
    expect([stations.map(({ station }) => station.name), faults.kept]).toEqual([
      ['一'],
      [{ row: 3, column: '编号', code: 'id_repeated', message: '编号「A1」和第 2 行重复了。' }],
    ]);
  });
});
