import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latOf, lngOf, mortonCompare, tileOf, worldX, worldY } from '../../../shared/geo/mercator.ts';

const lng = fc.double({ min: -180, max: 179.9999999, noNaN: true });
const lat = fc.double({ min: -85.05112, max: 85.05112, noNaN: true });
const step = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const zoom = fc.integer({ min: 0, max: 32 });

/** Interleaved, y's bit above x's: the definition, as one long number. */
function mortonNumber(x: number, y: number): bigint {
  let code = 0n;
  for (let bit = 31n; bit >= 0n; bit -= 1n) code = (code << 2n) | (((BigInt(y) >> bit) & 1n) << 1n) | ((BigInt(x) >> bit) & 1n);
  return code;
}

describe('the world as a square of whole numbers', () => {
  it('gives degrees back within 1e-7', () => {
    fc.assert(fc.property(lng, (degrees) => void expect(Math.abs(lngOf(worldX(degrees)) - degrees)).toBeLessThan(1e-7)));
    fc.assert(fc.property(lat, (degrees) => void expect(Math.abs(latOf(worldY(degrees)) - degrees)).toBeLessThan(1e-7)));
  });

  it('gives every whole number back exactly', () => {
    fc.assert(
      fc.property(step, (value) => {
        expect(worldX(lngOf(value))).toBe(value);
        expect(worldY(latOf(value))).toBe(value);
      }),
      { examples: [[0], [1], [2 ** 31 - 1], [2 ** 31], [2 ** 32 - 2], [2 ** 32 - 1]] },
    );
  });

  it('stays within 32 bits for whatever number it is given', () => {
    expect([worldX(-180), worldX(180), worldX(1e9), worldX(-1e9), worldX(Number.NaN), worldX(Number.POSITIVE_INFINITY)]).toEqual([
      0,
      2 ** 32 - 1,
      2 ** 32 - 1,
      0,
      0,
      2 ** 32 - 1,
    ]);
    expect([worldY(90), worldY(85.0512), worldY(-85.0512), worldY(-90), worldY(Number.NaN), worldY(Number.NEGATIVE_INFINITY)]).toEqual([
      0,
      0,
      2 ** 32 - 1,
      2 ** 32 - 1,
      0,
      2 ** 32 - 1,
    ]);
  });

  it('grows eastwards and southwards', () => {
    expect([worldX(0), worldY(0)]).toEqual([2 ** 31, 2 ** 31]);
    expect(worldX(101) > worldX(100)).toBe(true);
    expect(worldY(36) > worldY(37)).toBe(true);
  });
});

describe('tiles', () => {
  it('are numbered as map servers number them', () => {
    const [x, y] = [worldX(101.7782), worldY(36.6171)];
    expect([0, 1, 6, 10, 18].map((z) => tileOf(x, y, z))).toEqual([
      { z: 0, x: 0, y: 0 },
      { z: 1, x: 1, y: 0 },
      { z: 6, x: 50, y: 24 },
      { z: 10, x: 801, y: 399 },
      { z: 18, x: 205184, y: 102382 },
    ]);
    expect(tileOf(x, y, 32)).toEqual({ z: 32, x, y });
  });

  it('lie each in one tile of the zoom above', () => {
    fc.assert(
      fc.property(step, step, fc.integer({ min: 1, max: 32 }), (x, y, z) => {
        const inner = tileOf(x, y, z);
        expect(tileOf(x, y, z - 1)).toEqual({ z: z - 1, x: Math.floor(inner.x / 2), y: Math.floor(inner.y / 2) });
      }),
    );
  });
});

describe('the Morton order', () => {
  it('is the order of the interleaved numbers', () => {
    const near = fc.tuple(step, step, fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(step, step, step, step, (ax, ay, bx, by) => {
        const [a, b] = [mortonNumber(ax, ay), mortonNumber(bx, by)];
        expect(Math.sign(mortonCompare(ax, ay, bx, by))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
    fc.assert(
      fc.property(near, ([ax, ay, dx, dy]) => {
        const [bx, by] = [(ax ^ dx) >>> 0, (ay ^ dy) >>> 0];
        const [a, b] = [mortonNumber(ax, ay), mortonNumber(bx, by)];
        expect(Math.sign(mortonCompare(ax, ay, bx, by))).toBe(a < b ? -1 : a > b ? 1 : 0);
        expect(mortonCompare(ax, ay, ax, ay)).toBe(0);
      }),
    );
  });

  it('keeps the places of a tile together, whatever the zoom', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(step, step), { minLength: 3, maxLength: 40 }), zoom, (places, z) => {
        const tiles = places
          .toSorted(([ax, ay], [bx, by]) => mortonCompare(ax, ay, bx, by))
          .map(([x, y]) => tileOf(x, y, z))
          .map((tile) => `${tile.x}/${tile.y}`);
        const runs = tiles.filter((tile, row) => tile !== tiles[row - 1]);
        expect(runs.length).toBe(new Set(tiles).size);
      }),
    );
  });
});
