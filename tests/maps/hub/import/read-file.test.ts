import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { bytesSource, fileSource, textSource } from '../../../../maps/hub/import/byte-source.ts';
import { FileFaultError } from '../../../../maps/hub/import/import-fault.ts';
import { readMappingChoice } from '../../../../maps/hub/import/mapping.ts';
import { readStations } from '../../../../maps/hub/import/read-stations.ts';
import { temporaryFolder } from '../../../support/station.ts';
import { csv, read, readOptions } from './stations-csv.ts';

const good = csv(['A1,海棠路驿站,101.76,36.62']);
const point = (properties: object, coordinates: unknown = [101.76, 36.62], id = 'node/1') => ({
  type: 'Feature',
  id,
  geometry: { type: 'Point', coordinates },
  properties,
});
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', name: 'features', features });

async function faultOf(reading: Promise<unknown>): Promise<unknown> {
  const error = await reading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof FileFaultError) return error.fault.code;
  throw error ?? new Error('it was read');
}

describe('a table of stations', () => {
  it.each([
    ['UTF-8', iconv.encode(good, 'utf8'), 'utf-8'],
    ['UTF-8 with a mark', iconv.encode(good, 'utf8', { addBOM: true }), 'utf-8'],
    ['GB18030', iconv.encode(good, 'gb18030'), 'gb18030'],
    ['UTF-16', iconv.encode(good, 'utf16le', { addBOM: true }), 'utf-16le'],
  ])('is read in %s', async (_, bytes, encoding) => {
    const file = await readStations(bytesSource('a.csv', bytes), readOptions);
    expect([file.encoding, file.stations.map(({ station }) => station.name)]).toEqual([encoding, ['海棠路驿站']]);
  });

  it.each([',', ';', '\t'])('is read with %j between its cells', async (delimiter) => {
    const file = await read(good.replaceAll(',', delimiter));
    expect(file.stations.map(({ station }) => station.name)).toEqual(['海棠路驿站']);
  });

  it('counts rows as a spreadsheet does, a cell with a line break as one', async () => {
    const file = await read(csv(['A1,"海棠路\n驿站",101.76,36.62', '', 'A2,二,0,0']));
    expect([file.stations.map(({ row }) => row), file.faults.kept.map(({ row }) => row)]).toEqual([[2], [4]]);
  });

  it('shows how its columns were understood, with a sample', async () => {
    const { mapping } = await read(csv(['A1,驿站,101.76,36.62,甲'], '站点编号,站点名称（全称）,Lon,LAT,备注'));
    expect(mapping.columns.map(({ heading, field, sample }) => [heading, field, sample])).toEqual([
      ['站点编号', 'id', 'A1'],
      ['站点名称（全称）', 'name', '驿站'],
      ['Lon', 'lng', '101.76'],
      ['LAT', 'lat', '36.62'],
      ['备注', null, '甲'],
    ]);
  });

  it('takes the operator’s word for a column over its own guess', async () => {
    const choices = [readMappingChoice('备注=进门说明'), readMappingChoice('名称='), readMappingChoice('叫法=名称')];
    const { stations } = await read(csv(['A1,旧名,101.76,36.62,蓝门,新名'], '编号,名称,经度,纬度,备注,叫法'), { choices });
    expect(stations.map(({ station }) => [station.name, station.accessNote])).toEqual([['新名', '蓝门']]);
  });

  it('refuses a field that does not exist', () => {
    expect(() => readMappingChoice('备注=心情')).toThrow('没有「心情」这个字段');
  });

  it.each([
    ['a spreadsheet', 'PK\u0003\u0004', 'file_xlsx'],
    ['nothing', '', 'file_empty'],
    ['spaces', ' \n \n', 'file_empty'],
    ['no headings', 'A1,驿站\nA2,驿站', 'header_missing'],
    ['headings alone', '编号,名称,经度,纬度\n', 'rows_missing'],
    ['no coordinates', csv(['A1,驿站'], '编号,名称'), 'column_missing'],
    ['a quote that never closes', csv(['A1,"驿站,101.76,36.62', 'A2,二,101.76,36.62']), 'quote_unclosed'],
    ['JSON of another kind', '{"stations": []}', 'geojson_features_missing'],
  ])('is refused when it is %s', async (_, text, code) => {
    expect(await faultOf(read(text))).toBe(code);
  });

  it('is refused without a coordinate system: nobody guesses it', async () => {
    expect(await faultOf(read(good, { system: null }))).toBe('system_missing');
  });

  it('knows its system by its headings, and refuses another one', async () => {
    const text = csv(['A1,驿站,101.76,36.62'], 'id,name,lng_gcj02,lat_gcj02');
    const { stations } = await read(text, { system: null });
    expect([stations[0]?.station.original.system, await faultOf(read(text, { system: 'wgs84' }))]).toEqual([
      'gcj02',
      'system_contradicted',
    ]);
  });

  it('is refused when bytes of it are broken, with the line', async () => {
    const bytes = iconv.encode(csv(Array.from({ length: 20 }, (_, at) => `A${at},海棠路驿站,101.76,36.62`)), 'utf8');
    bytes[bytes.length - 30] = 0xff;
    await expect(readStations(bytesSource('a.csv', bytes), readOptions)).rejects.toThrow(/第 (20|21) 行/);
  });

  it('is refused beyond 100 MB before a byte is read', async () => {
    const source = { name: 'a.csv', size: 100 * 1024 * 1024 + 1, pieces: () => Promise.reject(new Error('read')) as never };
    expect(await faultOf(readStations(source, readOptions))).toBe('file_too_large');
  });

  it('is read in pauses, so that others get their turn', async () => {
    let turns = 0;
    let reading = true;
    const turn = () => {
      turns += 1;
      if (reading) setImmediate(turn);
    };
    setImmediate(turn);
    const { stations } = await read(csv(Array.from({ length: 5000 }, (_, at) => `A${at},驿站,101.76,36.62`)));
    reading = false;
    expect(stations.length).toBe(5000);
    expect(turns).toBeGreaterThanOrEqual(20);
  });

  it('is refused where there is no file, or a folder', async () => {
    const folder = temporaryFolder();
    expect([await faultOf(fileSource(`${folder}/missing.csv`)), await faultOf(fileSource(folder))]).toEqual([
      'file_missing',
      'file_is_folder',
    ]);
  });
});

describe('a GeoJSON of stations', () => {
  it('is read with OpenStreetMap’s tags', async () => {
    const text = collection(
      point({ amenity: 'drinking_water', name: '饮水点', opening_hours: 'Mo-Fr 08:00-18:00; PH off', wheelchair: 'yes', toilets: 'no' }),
    );
    const { format, stations } = await read(text);
    expect([format, stations.map(({ row, station }) => [row, station.source.id, station.point, station.amenities])]).toEqual([
      'geojson',
      [[1, 'node/1', { lat: 36.62, lng: 101.76 }, { yes: 1 | (2 ** 16), known: 1 | (2 ** 5) | (2 ** 16) }]],
    ]);
    expect(stations[0]?.station.hours.schedule?.holidays).toBe('closed');
  });

  it('is read the same however its bytes are cut into pieces', async () => {
    const text = collection(point({ name: '一{"\\' }), point({ name: '二]}' }, [101.77, 36.63], 'node/2'));
    const whole = await read(text);
    const bytes = new TextEncoder().encode(text);
    const pieces = async function* () {
      for (const byte of bytes) yield Uint8Array.of(byte);
    };
    const cut = await readStations({ name: 'a.geojson', size: bytes.length, pieces }, readOptions);
    expect(cut.stations).toEqual(whole.stations);
    expect(cut.stations.length).toBe(2);
  });

  it('that ends too early is named as such, with where it ends', async () => {
    const text = collection(point({ name: '一' }), point({ name: '二' }, [101.77, 36.63], 'node/2'));
    await expect(read(text.slice(0, -40))).rejects.toThrow(/^文件不完整：在第 1 行第 \d+ 个字突然结束，前面有 1 个完整的点，第 2 个断了/);
  });

  it.each([1, 20, 60, 110, 200])('cut after %i characters is refused, never half imported', async (length) => {
    expect(await faultOf(read(collection(point({ name: '一' }), point({ name: '二' })).slice(0, length)))).toBe('json_truncated');
  });

  it('with something else than JSON between its features is refused', async () => {
    expect(await faultOf(read('{"features": [abc]}'))).toBe('json_invalid');
  });

  it.each([
    ['a line', { ...point({ name: '一' }), geometry: { type: 'LineString', coordinates: [] } }, 'point_not_a_point'],
    ['no geometry', { ...point({ name: '一' }), geometry: null }, 'point_missing'],
    ['a point of words', point({ name: '一' }, ['东', '北']), 'point_unreadable'],
    ['no feature', { name: '一' }, 'feature_invalid'],
  ])('tells a feature that is %s', async (_, feature, code) => {
    const { faults, stations } = await read(collection(feature, point({ name: '二' })));
    expect([faults.kept.map((fault) => [fault.row, fault.code]), stations.length]).toEqual([[[1, code]], 1]);
  });

  it('without a single feature is refused', async () => {
    expect(await faultOf(read(collection()))).toBe('rows_missing');
  });

  it('of one enormous feature is refused', async () => {
    expect(await faultOf(readStations(textSource('a', collection(point({ name: '长'.repeat(1_100_000) }))), readOptions))).toBe(
      'feature_too_large',
    );
  });
});
