import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CoordinateSystem, coordinateSystems } from '../../../shared/domain/listed-station.ts';
import { fromWgs84, toWgs84 } from '../../../shared/geo/coordinates.ts';
import type { Point } from '../../../shared/geo/distance.ts';
import { shiftedSet } from '../../../shared/geo/shifted-set.ts';

/** Places scattered over a city, never in rows: the golden ratio strews them evenly. */
const city = (count: number, from = 0): Point[] =>
  Array.from({ length: count }, (_, i) => ({
    lat: 36.5 + 0.3 * (((from + i) * 0.618034) % 1),
    lng: 101.6 + 0.3 * (((from + i) * 0.754878) % 1),
  }));
const written = (places: readonly Point[], system: CoordinateSystem) => places.map((place) => fromWgs84(place, system));

describe('a file that repeats known places', () => {
  it('is questioned if its numbers fall on them in another system than the declared one', () => {
    const known = city(400);
    for (const truth of coordinateSystems) {
      for (const declared of coordinateSystems) {
        expect(shiftedSet(written(known.slice(0, 50), truth), declared, known)).toEqual(
          truth === declared ? null : { likelySystem: truth, share: 1 },
        );
      }
    }
  });

  it('is questioned if it is the known ones that were taken in wrongly', () => {
    const truth = city(30);
    const known = written(truth, 'gcj02');
    expect(shiftedSet(written(truth, 'gcj02'), 'gcj02', known)).toEqual({ likelySystem: 'wgs84', share: 1 });
  });

  it('is questioned from 60 % on, and not below', () => {
    const known = city(100);
    const strangers = city(100, 5_000);
    const file = (shifted: number) => [...written(known.slice(0, shifted), 'gcj02'), ...strangers.slice(0, 100 - shifted)];
    expect(shiftedSet(file(60), 'wgs84', known)).toEqual({ likelySystem: 'gcj02', share: 0.6 });
    expect(shiftedSet(file(59), 'wgs84', known)).toBeNull();
  });

  it('is not questioned where a fifth of it lies on known places as declared', () => {
    const known = city(100);
    const file = (same: number) => [...written(known.slice(0, 100 - same), 'gcj02'), ...known.slice(100 - same)];
    expect(shiftedSet(file(20), 'wgs84', known)).toBeNull();
    expect(shiftedSet(file(19), 'wgs84', known)).toEqual({ likelySystem: 'gcj02', share: 0.81 });
  });

  it('needs five different places: four, or many rows at one door, prove nothing', () => {
    const known = city(40);
    expect(shiftedSet(written(known.slice(0, 4), 'gcj02'), 'wgs84', known)).toBeNull();
    expect(
      shiftedSet(
        Array.from({ length: 50 }, () => fromWgs84(known[0] as Point, 'gcj02')),
        'wgs84',
        known,
      ),
    ).toBeNull();
    expect(shiftedSet(written(known.slice(0, 5), 'gcj02'), 'wgs84', known)).toEqual({ likelySystem: 'gcj02', share: 1 });
    expect(shiftedSet([], 'wgs84', known)).toBeNull();
    expect(shiftedSet(known, 'wgs84', [])).toBeNull();
  });

  it('is recognised although each place was measured a few metres off', () => {
    const known = city(200);
    const file = written(known, 'gcj02').map(({ lat, lng }, i) => ({ lat: lat + 7e-5 * Math.sin(i), lng: lng + 7e-5 * Math.cos(i) }));
    expect(shiftedSet(file, 'wgs84', known)).toEqual({ likelySystem: 'gcj02', share: 1 });
  });

  it('is left alone if it is moved as a whole by what is no system', () => {
    const known = city(200);
    const moved = known.map(({ lat, lng }) => ({ lat: lat + 0.003, lng: lng + 0.003 }));
    expect(shiftedSet(moved, 'wgs84', known)).toBeNull();
  });

  it('is left alone where the systems are one', () => {
    const known = Array.from({ length: 30 }, (_, i) => ({ lat: 22.28 + 0.002 * i, lng: 114.16 + 0.0007 * ((i * 7) % 30) }));
    expect(shiftedSet(written(known, 'gcj02'), 'wgs84', known)).toBeNull();
  });

  it('is found among 200,000 known places, from a sample of a long file', () => {
    const known = Array.from({ length: 200_000 }, (_, i) => ({
      lat: 26 + 12 * ((i * 0.618034) % 1),
      lng: 103 + 11 * ((i * 0.754878) % 1),
    }));
    expect(shiftedSet(written(known.slice(0, 20_000), 'bd09'), 'gcj02', known)).toEqual({ likelySystem: 'bd09', share: 1 });
  });

  it('never makes strangers out to be shifted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), fc.constantFrom(...coordinateSystems), (from, declared) => {
        expect(shiftedSet(city(60, 200_000 + from), declared, city(300))).toBeNull();
      }),
      { numRuns: 20 },
    );
  });
});

const hangzhou = fileURLToPath(new URL('../../../../shared/data/hangzhou/hangzhou_poi_1484.csv', import.meta.url));

describe('a real city', () => {
  it.skipIf(!existsSync(hangzhou))(
    `is recognised in the wrong system, and its halves are strangers (skipped where there is no ${hangzhou.split('/').at(-1)})`,
    () => {
      const rows = parse(readFileSync(hangzhou), { columns: true, skip_empty_lines: true }) as Record<'lat_gcj02' | 'lng_gcj02', string>[];
      const numbers = rows.map((row) => ({ lat: Number(row.lat_gcj02), lng: Number(row.lng_gcj02) }));
      const known = numbers.map((point) => toWgs84(point, 'gcj02'));
      expect(known.length).toBeGreaterThan(1_000);
      expect(shiftedSet(numbers, 'gcj02', known)).toBeNull();
      expect(shiftedSet(numbers, 'wgs84', known)).toEqual({ likelySystem: 'gcj02', share: 1 });
      expect(shiftedSet(numbers, 'bd09', known)).toEqual({ likelySystem: 'gcj02', share: 1 });
      const half = known.filter((_, i) => i % 2 === 0);
      const otherHalf = numbers.filter((_, i) => i % 2 === 1);
      for (const declared of coordinateSystems) expect(shiftedSet(otherHalf, declared, half)).toBeNull();
    },
  );
});
