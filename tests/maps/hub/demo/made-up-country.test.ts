import { describe, expect, it } from 'vitest';
import { madeUpCountry } from '../../../../maps/hub/demo/made-up-country.ts';
import { listedStationSchema } from '../../../../shared/domain/listed-station.ts';

const all = (options: Parameters<typeof madeUpCountry>[0]) => [...madeUpCountry(options)].flat();

describe('the made-up country', () => {
  it('has as many stations as asked for, numbered from 1, in batches', () => {
    expect([...madeUpCountry({ count: 12_000 })].map((batch) => batch.length)).toEqual([5000, 5000, 2000]);
    expect(all({ count: 1234 }).map(({ number }) => number)).toEqual(Array.from({ length: 1234 }, (_, at) => at + 1));
  });

  it('is the same for the same seed, and another for another', () => {
    expect(all({ count: 500, seed: 3 })).toEqual(all({ count: 500, seed: 3 }));
    expect(all({ count: 500, seed: 3 })).not.toEqual(all({ count: 500, seed: 4 }));
  });

  it('has only stations that the hub would take', () => {
    for (const station of all({ count: 2000 })) expect(listedStationSchema.parse(station)).toEqual(station);
  });

  it('is dense in places and has hundreds of different opening hours', () => {
    const stations = all({ count: 20_000 });
    const cells = new Map<string, number>();
    for (const { point } of stations) {
      const cell = `${Math.floor(point.lat * 10)} ${Math.floor(point.lng * 10)}`;
      cells.set(cell, (cells.get(cell) ?? 0) + 1);
    }
    expect(Math.max(...cells.values())).toBeGreaterThan((10 * stations.length) / cells.size);
    expect(new Set(stations.map(({ hours }) => JSON.stringify(hours.schedule))).size).toBeGreaterThan(500);
  });
});
