import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metresToTile, nearestPassing, pointOfRow } from '../../../../maps/site/map/core/nearest.ts';
import { distanceMetres } from '../../../../shared/geo/distance.ts';
import { latOf, lngOf, tileOf, worldX, worldY } from '../../../../shared/geo/mercator.ts';
import { prefixOf } from '../../../../shared/map-data/cells.ts';
import { columnsOf } from './columns.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const inChina = fc.record({ lat: between(18, 53), lng: between(74, 135) });
const inTown = fc.record({ lat: between(36.6, 36.63), lng: between(101.7, 101.74) });
const anywhere = fc.record({ lat: between(-84, 84), lng: between(-180, 179.9) });
const places = fc.oneof(
  fc.array(inChina, { maxLength: 150 }),
  fc.array(inTown, { maxLength: 150 }),
  fc.array(anywhere, { maxLength: 150 }),
);
const step = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('the nearest stations', () => {
  it('are those that looking at every one of them finds, in the order of their distance and number', () => {
    const question = fc.record({
      places,
      from: fc.oneof(inChina, inTown, anywhere),
      most: fc.integer({ min: 0, max: 25 }),
      passing: fc.array(fc.boolean(), { minLength: 150, maxLength: 150 }),
      isFiltered: fc.boolean(),
      corners: fc.option(fc.tuple(inChina, inChina)),
    });
    fc.assert(
      fc.property(question, ({ places, from, most, passing, isFiltered, corners }) => {
        const columns = columnsOf(places.map((point, index) => ({ number: index + 1, point })));
        const pass = Uint8Array.from(columns.number, (number) => (passing[number - 1] ? 1 : 0));
        const xs = (corners ?? []).map(({ lng }) => worldX(lng)).sort((a, b) => a - b);
        const ys = (corners ?? []).map(({ lat }) => worldY(lat)).sort((a, b) => a - b);
        const bounds = corners && { west: xs[0] as number, east: xs[1] as number, north: ys[0] as number, south: ys[1] as number };
        const isIn = (row: number) => {
          const [x, y] = [columns.x[row] as number, columns.y[row] as number];
          return !bounds || (x >= bounds.west && x < bounds.east && y >= bounds.north && y < bounds.south);
        };
        const expected = [...columns.number.keys()]
          .filter((row) => (!isFiltered || pass[row] === 1) && isIn(row))
          .map((row) => ({ row, metres: distanceMetres(from, pointOfRow(columns, row)) }))
          .sort((a, b) => a.metres - b.metres || (columns.number[a.row] as number) - (columns.number[b.row] as number))
          .slice(0, most);
        expect(nearestPassing(columns, isFiltered ? prefixOf(pass) : null, from, most, bounds)).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });

  it('are found where very many stand on one spot', () => {
    const columns = columnsOf(Array.from({ length: 300 }, (_, at) => ({ number: at + 1, point: { lat: 36.6, lng: 101.7 } })));
    const near = nearestPassing(columns, null, { lat: 36.6, lng: 101.7 }, 3);
    expect(near.map(({ row }) => columns.number[row])).toEqual([1, 2, 3]);
  });

  it('are none where none passes', () => {
    const columns = columnsOf([{ number: 1, point: { lat: 36.6, lng: 101.7 } }]);
    expect(nearestPassing(columns, prefixOf(new Uint8Array(1)), { lat: 36, lng: 101 }, 5)).toEqual([]);
  });
});

describe('the distance to a square', () => {
  it('is never more than to a place in it', () => {
    fc.assert(
      fc.property(anywhere, step, step, fc.integer({ min: 0, max: 26 }), (from, x, y, z) => {
        expect(metresToTile(from, tileOf(x, y, z))).toBeLessThanOrEqual(distanceMetres(from, { lat: latOf(y), lng: lngOf(x) }));
      }),
      { numRuns: 2000 },
    );
  });
});
