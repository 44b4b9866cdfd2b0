import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discPx, type Group, groupsIn, prefixOf, singleZoom } from '../../../shared/map-data/cells.ts';
import { quartersOf, rowsIn, tilesOf } from '../../../shared/map-data/quadtree.ts';
import type { StationColumns } from '../../../shared/map-data/station-columns.ts';
import { columnsIn } from './arbitraries.ts';

const world = { west: 0, north: 0, east: 2 ** 32, south: 2 ** 32 };
/** Close together and far apart. */
const columns = fc.integer({ min: 0, max: 14 }).chain((z) => columnsIn({ z, x: 0, y: 0 }, 80));
const zoom = fc.integer({ min: 0, max: 19 });
const step = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const bounds = fc
  .tuple(step, step, step, step)
  .map(([a, b, c, d]) => ({ west: Math.min(a, b), east: Math.max(a, b) + 1, north: Math.min(c, d), south: Math.max(c, d) + 1 }));
const sum = (groups: readonly Group[]) => groups.reduce((total, { count }) => total + count, 0);
const passOf = ({ yes }: StationColumns, mask: number) => Uint8Array.from(yes, (bits) => ((bits & mask) === mask ? 1 : 0));
const side = (z: number) => 2 ** (32 - Math.min(z, singleZoom) - 2);

describe('groups', () => {
  it('hold every station once at every zoom, under any filter', () => {
    fc.assert(
      fc.property(columns, zoom, fc.constantFrom(0, 1, 3, 5), (rows, z, mask) => {
        const pass = passOf(rows, mask);
        const prefix = prefixOf(pass);
        expect(sum(groupsIn(rows, prefix, z, world))).toBe(pass.reduce((total, one) => total + one, 0));
        expect(groupsIn(rows, prefixOf(new Uint8Array(rows.count).fill(1)), z, world)).toEqual(groupsIn(rows, null, z, world));
      }),
    );
  });

  it('are one a cell', () => {
    fc.assert(
      fc.property(columns, fc.integer({ min: 0, max: singleZoom - 1 }), (rows, z) => {
        const cells = groupsIn(rows, null, z, world).map(({ cellX, cellY }) => `${cellX} ${cellY}`);
        const expected = new Set(
          Array.from(rows.x, (x, at) => `${Math.floor(x / side(z))} ${Math.floor((rows.y[at] as number) / side(z))}`),
        );
        expect([cells.length, new Set(cells)]).toEqual([expected.size, expected]);
      }),
    );
  });

  it('do not depend on the view: a part of the world shows the groups of the world whose cells it touches', () => {
    fc.assert(
      fc.property(columns, fc.integer({ min: 0, max: singleZoom - 1 }), bounds, fc.constantFrom(0, 1), (rows, z, view, mask) => {
        const prefix = prefixOf(passOf(rows, mask));
        const touching = groupsIn(rows, prefix, z, world).filter(
          ({ cellX, cellY }) =>
            cellX * side(z) < view.east &&
            (cellX + 1) * side(z) > view.west &&
            cellY * side(z) < view.south &&
            (cellY + 1) * side(z) > view.north,
        );
        expect(groupsIn(rows, prefix, z, view)).toEqual(touching);
      }),
    );
  });

  it('have discs that stay inside their cells, and lone stations at their own place', () => {
    fc.assert(
      fc.property(columns, fc.integer({ min: 0, max: singleZoom - 1 }), (rows, z) => {
        for (const { cellX, cellY, x, y, count, row, number } of groupsIn(rows, null, z, world)) {
          if (count === 1) expect([x, y, number]).toEqual([rows.x[row], rows.y[row], rows.number[row]]);
          else {
            const reach = (discPx(count) / 2 / 64) * side(z) - 1;
            expect(x - reach).toBeGreaterThanOrEqual(cellX * side(z));
            expect(x + reach).toBeLessThanOrEqual((cellX + 1) * side(z));
            expect(y - reach).toBeGreaterThanOrEqual(cellY * side(z));
            expect(y + reach).toBeLessThanOrEqual((cellY + 1) * side(z));
            expect(number).toBe(0);
          }
        }
      }),
    );
  });

  it('tell how many of theirs are open', () => {
    fc.assert(
      fc.property(columns, zoom, (rows, z) => {
        const pass = passOf(rows, 1);
        const open = Uint8Array.from(pass, (one, row) => (one && (rows.yes[row] as number) & 2 ? 1 : 0));
        const groups = groupsIn(rows, prefixOf(pass), z, world, prefixOf(open));
        expect(groups.reduce((total, group) => total + (group.open ?? Number.NaN), 0)).toBe(open.reduce((total, one) => total + one, 0));
        for (const group of groups) expect(group.open).toBeLessThanOrEqual(group.count);
        expect(groupsIn(rows, null, z, world).every((group) => group.open === null)).toBe(true);
      }),
    );
  });

  it('are single stations from zoom 16 on, only those in view', () => {
    fc.assert(
      fc.property(columns, fc.integer({ min: singleZoom, max: 22 }), bounds, (rows, z, view) => {
        const rowsInView = groupsIn(rows, null, z, view).map(({ row }) => row);
        expect(rowsInView).toEqual([...rowsIn(rows, null, view)]);
      }),
    );
  });

  it('have discs of five widths, none wider than a cell', () => {
    expect([1, 9, 10, 99, 100, 999, 1000, 9999, 10_000, 400_000].map(discPx)).toEqual([40, 40, 46, 46, 54, 54, 62, 62, 64, 64]);
  });
});

describe('what is in a rectangle', () => {
  it('is what a look at every row finds', () => {
    fc.assert(
      fc.property(columns, bounds, fc.constantFrom(0, 1), (rows, view, mask) => {
        const pass = passOf(rows, mask);
        const expected = [...rows.x.keys()].filter((row) => {
          const [x, y] = [rows.x[row] as number, rows.y[row] as number];
          return pass[row] && x >= view.west && x < view.east && y >= view.north && y < view.south;
        });
        expect([...rowsIn(rows, prefixOf(pass), view)]).toEqual(expected);
      }),
    );
  });
});

describe('tiles', () => {
  it('cover all rows in order, and their quarters do again', () => {
    fc.assert(
      fc.property(columns, fc.integer({ min: 0, max: 12 }), (rows, level) => {
        for (const tiles of [tilesOf(rows, level), tilesOf(rows, level).flatMap((tile) => quartersOf(rows, tile))]) {
          expect(tiles.map(({ from }) => from)).toEqual([0, ...tiles.map(({ to }) => to)].slice(0, tiles.length));
          expect(tiles.at(-1)?.to ?? 0).toBe(rows.count);
          for (const { z, x, y, from, to } of tiles) {
            for (let row = from; row < to; row += 1) {
              expect([Math.floor((rows.x[row] as number) / 2 ** (32 - z)), Math.floor((rows.y[row] as number) / 2 ** (32 - z))]).toEqual([
                x,
                y,
              ]);
            }
          }
        }
        expect(tilesOf(rows, level + 1)).toEqual(tilesOf(rows, level).flatMap((tile) => quartersOf(rows, tile)));
      }),
    );
  });
});
