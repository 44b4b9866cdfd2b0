import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestOf, nearestPassing, pointOfRow } from '../../../../maps/site/map/core/nearest.ts';
import { distanceMetres } from '../../../../shared/geo/distance.ts';
import { prefixOf } from '../../../../shared/map-data/cells.ts';
import { columnsOf } from './columns.ts';

const place = fc.record({ lat: fc.double({ min: 18, max: 53, noNaN: true }), lng: fc.double({ min: 74, max: 135, noNaN: true }) });

describe('the nearest stations', () => {
  it('are those that looking at every one of them finds, in the order of their distance', () => {
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 1, maxLength: 120 }),
        place,
        fc.integer({ min: 1, max: 25 }),
        fc.infiniteStream(fc.boolean()),
        (places, from, most, dice) => {
          const columns = columnsOf(places.map((point, index) => ({ number: index + 1, point })));
          const pass = Uint8Array.from(columns.number, () => (dice.next().value ? 1 : 0));
          const near = nearestPassing(columns, prefixOf(pass), from, most).map(({ metres }) => Math.round(metres * 1000));
          const all = [...columns.number.keys()]
            .filter((row) => pass[row] === 1)
            .map((row) => distanceMetres(from, pointOfRow(columns, row)));
          const expected = all
            .sort((a, b) => a - b)
            .slice(0, most)
            .map((metres) => Math.round(metres * 1000));
          expect(near).toEqual(expected);
        },
      ),
    );
  });

  it('are none where none passes', () => {
    const columns = columnsOf([{ number: 1, point: { lat: 36.6, lng: 101.7 } }]);
    expect(nearestPassing(columns, prefixOf(new Uint8Array(1)), { lat: 36, lng: 101 }, 5)).toEqual([]);
    expect(nearestOf(columns, new Uint32Array(), { lat: 36, lng: 101 }, 5)).toEqual([]);
  });
});
