import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadDemoCity, readDemoCity } from '../../../../maps/hub/demo/demo-city.ts';
import { fileSource } from '../../../../maps/hub/import/byte-source.ts';
import { readStations } from '../../../../maps/hub/import/read-stations.ts';
import { accessMethods } from '../../../../shared/domain/access-method.ts';
import { amenityCodes } from '../../../../shared/domain/amenity.ts';
import { listedStationSchema } from '../../../../shared/domain/listed-station.ts';
import { addDays, startOfDayMs, workDayOf } from '../../../../shared/domain/work-day.ts';
import { distanceMetres } from '../../../../shared/geo/distance.ts';
import { now } from '../../../support/builders.ts';
import { stationToPut } from '../../../support/hub-db.ts';
import { emptyStore, readOptions } from '../import/stations-csv.ts';

const examples = new URL('../../../../examples/', import.meta.url);
const kiosk = JSON.parse(readFileSync(new URL('demo-station.json', examples), 'utf8')) as {
  name: string;
  point: { lat: number; lng: number };
};
const city = await readDemoCity(now);

describe('the demo city', () => {
  it('is 36 to 48 whole stations in four districts of 西河市', () => {
    expect(city.length).toBeGreaterThanOrEqual(36);
    expect(city.length).toBeLessThanOrEqual(48);
    expect(city.map((station) => listedStationSchema.parse(station))).toEqual(city);
    expect(new Set(city.map(({ district }) => district.join('/')))).toEqual(
      new Set(['城北区', '城东区', '河湾区', '新川县'].map((word) => `河西省/西河市/${word}`)),
    );
  });

  it('begins with the kiosk’s own station, at its place and under the number its demo signs with', () => {
    const { number, name, point } = city[0] as (typeof city)[number];
    expect({ number, name, point }).toEqual({ number: 1, name: kiosk.name, point: kiosk.point });
  });

  it('lies around the kiosk, no two stations at one place', () => {
    expect(city.filter(({ point }) => distanceMetres(point, kiosk.point) > 30_000).map(({ name }) => name)).toEqual([]);
    const close = city.filter(({ point }, at) => city.some((other, to) => to > at && distanceMetres(other.point, point) < 100));
    expect(close.map(({ name }) => name)).toEqual([]);
  });

  it('shows every amenity, every way in and every kind of hours', () => {
    const yes = city.reduce((all, { amenities }) => all | amenities.yes, 0);
    expect(amenityCodes.filter((_, bit) => (yes & (2 ** bit)) === 0)).toEqual([]);
    expect(city.some(({ amenities: { yes: there, known } }) => (known & ~there) !== 0)).toBe(true);
    expect(new Set(city.map(({ access }) => access))).toEqual(new Set(accessMethods));
    const schedules = city.map(({ hours }) => hours.schedule);
    const days = schedules.flatMap((schedule) => schedule?.week ?? []);
    expect(schedules.filter((schedule) => schedule === null).length).toBeGreaterThanOrEqual(3);
    expect(schedules.filter((schedule) => schedule !== null).length).toBeGreaterThanOrEqual(30);
    expect([
      days.some((day) => day.length > 1),
      days.some((day) => day.some(([, to]) => to > 1440)),
      days.some((day) => day.some(([from, to]) => from === 0 && to === 1440)),
      days.some((day) => day.length === 0),
    ]).toEqual([true, true, true, true]);
    expect(new Set(schedules.map((schedule) => (Array.isArray(schedule?.holidays) ? 'own' : schedule?.holidays)))).toEqual(
      new Set(['same', 'closed', 'unknown', 'own', undefined]),
    );
  });

  it('has one station suspended and one that opens soon, whatever the day', async () => {
    const today = workDayOf(startOfDayMs(workDayOf(now)) + 400 * 86_400_000);
    const later = await readDemoCity(startOfDayMs(today));
    expect(later.flatMap(({ name, closures }) => closures.map((closure) => [name, closure]))).toEqual([
      ['老城环卫工休息点', { from: addDays(today, -7), to: addDays(today, 11), reason: '装修' }],
      ['新桥社区驿站', { from: addDays(today, -22), to: addDays(today, 6), reason: '新站筹备' }],
    ]);
  });

  it('is loaded once a day, and not where somebody’s stations are', async () => {
    const stations = await emptyStore();
    const simulated = await loadDemoCity(stations, now);
    const revision = await stations.revision();
    expect(await loadDemoCity(stations, now)).toEqual(simulated);
    expect([await stations.count(), await stations.revision()]).toEqual([city.length, revision]);
    expect(simulated.find(({ number }) => number === 1)).toEqual({ number: 1, banks: true, jobs: true });

    const others = await emptyStore();
    await others.put([stationToPut()], 'import');
    expect([await loadDemoCity(others, now), await others.count()]).toEqual([[], 1]);
  });

  it('has a small GeoJSON beside it, read without a fault', async () => {
    const file = await readStations(await fileSource(new URL('demo-stations.geojson', examples).pathname), readOptions);
    expect([file.stations.length, file.faults.rows]).toEqual([3, 0]);
  });
});
