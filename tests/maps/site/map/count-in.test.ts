import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countIn } from '../../../../maps/site/map/core/count-in.ts';
import { prefixOf } from '../../../../shared/map-data/cells.ts';
import { rowsIn } from '../../../../shared/map-data/quadtree.ts';
import { columnsOf } from './columns.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const town = fc.record({ lat: between(36.6, 36.63), lng: between(101.7, 101.74) });
const places = fc.oneof(
  fc.array(fc.record({ lat: between(18, 53), lng: between(74, 135) }), { maxLength: 150 }),
  fc.array(town, { maxLength: 150 }),
);

describe('counts of a rectangle', () => {
  it('are what looking at every station finds', () => {
    const question = fc.record({
      places,
      passing: fc.array(fc.boolean(), { minLength: 150, maxLength: 150 }),
      /** Two of the stations' own rows, as corners: edges that go through places are the hard ones. */
      corners: fc.tuple(fc.nat(149), fc.nat(149)),
    });
    fc.assert(
      fc.property(question, ({ places, passing, corners }) => {
        const columns = columnsOf(places.map((point, index) => ({ number: index + 1, point })));
        const pass = prefixOf(Uint8Array.from(columns.number, (number) => (passing[number - 1] ? 1 : 0)));
        const side = (axis: 'x' | 'y') => corners.map((row) => columns[axis][row % Math.max(1, columns.count)] ?? 0).sort((a, b) => a - b);
        const [[west = 0, east = 0], [north = 0, south = 0]] = [side('x'), side('y')];
        const bounds = { west, east: east + 1, north, south };
        expect(countIn(columns, [null, pass], bounds)).toEqual([
          rowsIn(columns, null, bounds).length,
          rowsIn(columns, pass, bounds).length,
        ]);
      }),
      { numRuns: 400 },
    );
  });
});
