/** Real files, read where they lie; nothing of them is ours to copy. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fileSource, textSource } from '../../../../maps/hub/import/byte-source.ts';
import { importStations } from '../../../../maps/hub/import/import-stations.ts';
import { readStations } from '../../../../maps/hub/import/read-stations.ts';
import { emptyStore, importOptions, readOptions } from './stations-csv.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const data = join(root, process.env['YIZHAN_TEST_DATA'] ?? '../shared/data');
const files = {
  hangzhou: 'hangzhou/hangzhou_poi_1484.csv',
  zhejiang: 'hangzhou/zhejiang_curated.csv',
  taiwan: 'taiwan_water/water.geojson',
};
const open = (file: string) => fileSource(join(data, file));
const missing = Object.values(files).some((file) => !existsSync(join(data, file)));

describe.skipIf(missing)(`real files${missing ? ' (skipped: they are not here, set YIZHAN_TEST_DATA)' : ''}`, () => {
  it('come in once, however often, with 1,483 of 1,484 places of Hangzhou', async () => {
    const stations = await emptyStore();
    const options = { ...importOptions, source: '高德', system: null, goodRows: true };
    const first = await importStations({ stations }, await open(files.hangzhou), options);
    const again = await importStations({ stations }, await open(files.hangzhou), options);
    expect([first, again].map(({ report }) => [report?.added, report?.changed, report?.same, report?.faults.counts])).toEqual([
      [1483, 0, 0, { value_too_long: 1 }],
      [0, 0, 1483, { value_too_long: 1 }],
    ]);
    const names = first.report?.duplicates.flatMap(({ keep, others }) => [keep.name, ...others.map(({ name }) => name)]);
    expect(names?.filter((name) => name === '公共厕所')).toEqual([]);
  });

  it('declared in the wrong system are questioned beside the same places in the right one', async () => {
    const stations = await emptyStore();
    const options = { ...importOptions, goodRows: true };
    await importStations({ stations }, await open(files.hangzhou), { ...options, source: '一', system: 'gcj02' });
    // Its headings say gcj02 and contradict the option; without that only the places themselves can tell.
    const contradicted = await importStations({ stations }, await open(files.hangzhou), { ...options, source: '二', system: 'wgs84' });
    const unsaid = textSource('places.csv', readFileSync(join(data, files.hangzhou), 'utf8').replace('lat_gcj02,lng_gcj02', 'lat,lng'));
    const doubted = await importStations({ stations }, unsaid, { ...options, source: '二', system: 'wgs84' });
    expect([contradicted, doubted].map(({ written, refusal }) => [written, refusal?.code])).toEqual([
      [false, 'system_contradicted'],
      [false, 'system_doubtful'],
    ]);
  });

  it('of libraries and parks keep what is only partly there as unknown', async () => {
    const file = await readStations(await open(files.zhejiang), { ...readOptions, system: null });
    expect([file.stations.length, file.faults.counts]).toEqual([588, { phone_invalid: 2 }]);
    const partly = file.stations.filter(({ station }) => station.amenityNotes['wifi'] === '部分有');
    expect(partly.length).toBeGreaterThan(20);
    expect(partly.every(({ station }) => (station.amenities.known & (2 ** 9)) === 0)).toBe(true);
  });

  it('of drinking water outside the mainland’s datum stay where they are', async () => {
    const file = await readStations(await open(files.taiwan), { ...readOptions, unnamed: '饮水点' });
    expect([file.stations.length, file.faults.rows, file.notices.counts]).toEqual([708, 0, { name_given: 174, hours_unknown: 3 }]);
    expect(file.stations.every(({ station: { point, original } }) => point.lat === original.lat && point.lng === original.lng)).toBe(true);
  });
});
