import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bounds, boundsOf, containsPoint, coordinateFaults, expandBounds } from '../../../shared/geo/bounds.ts';
import { distanceMetres } from '../../../shared/geo/distance.ts';

const point = fc.record({ lat: fc.double({ min: -80, max: 80, noNaN: true }), lng: fc.double({ min: -170, max: 170, noNaN: true }) });
const xining: Bounds = { south: 36.4, west: 101.4, north: 36.9, east: 102.1 };
const taipei: Bounds = { south: 24.9, west: 121.4, north: 25.2, east: 121.7 };

describe('bounds', () => {
  it('are the smallest rectangle around the points, and none around none', () => {
    expect(
      boundsOf([
        { lat: 36.6, lng: 101.8 },
        { lat: 36.5, lng: 101.9 },
        { lat: 36.7, lng: 101.7 },
      ]),
    ).toEqual({ south: 36.5, west: 101.7, north: 36.7, east: 101.9 });
    expect(boundsOf([{ lat: 1, lng: 2 }])).toEqual({ south: 1, west: 2, north: 1, east: 2 });
    expect(boundsOf([])).toBeNull();
  });

  it('contain the points they were made of, and no longer once cut', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 20 }), (points) => {
        const bounds = boundsOf(points);
        if (bounds === null) throw new Error('no bounds');
        expect(points.every((at) => containsPoint(bounds, at))).toBe(true);
        const cut = { ...bounds, north: bounds.north - 1e-6 };
        expect(points.every((at) => containsPoint(cut, at))).toBe(false);
      }),
    );
  });

  it('grow by at least the metres asked for on every side, and stay in the world', () => {
    fc.assert(
      fc.property(point, fc.double({ min: 0, max: 50_000, noNaN: true }), (at, metres) => {
        const { south, west, north, east } = expandBounds({ south: at.lat, west: at.lng, north: at.lat, east: at.lng }, metres);
        for (const edge of [
          { lat: south, lng: at.lng },
          { lat: north, lng: at.lng },
          { lat: at.lat, lng: west },
          { lat: at.lat, lng: east },
        ])
          expect(distanceMetres(at, edge)).toBeGreaterThanOrEqual(metres * 0.999 - 0.001);
      }),
    );
    expect(expandBounds({ south: -90, west: -180, north: 90, east: 180 }, 1e6)).toEqual({ south: -90, west: -180, north: 90, east: 180 });
    expect(expandBounds(xining, -5)).toEqual(xining);
  });
});

describe('the faults of a pair of coordinates', () => {
  it('are none for a place in the area, or anywhere on the mainland if no area is given', () => {
    expect(coordinateFaults({ lat: 36.6171, lng: 101.7782 }, xining)).toEqual([]);
    expect(coordinateFaults({ lat: 36.6171, lng: 101.7782 }, null)).toEqual([]);
    expect(coordinateFaults({ lat: 25.033, lng: 121.5654 }, taipei)).toEqual([]);
    expect(coordinateFaults({ lat: 25.033, lng: 121.5654 }, null)).toEqual([]);
  });

  it('name a swap, whether the numbers are still in range or not', () => {
    expect(coordinateFaults({ lat: 101.7782, lng: 36.6171 }, xining)).toEqual(['swapped', 'out-of-range']);
    expect(coordinateFaults({ lat: 121.5654, lng: 25.033 }, taipei)).toEqual(['swapped', 'out-of-range']);
    expect(coordinateFaults({ lat: 87.6168, lng: 43.8256 }, null)).toEqual(['swapped']);
    expect(coordinateFaults({ lat: 87.6168, lng: 43.8256 }, xining)).toEqual(['swapped']);
  });

  it('name zeros', () => {
    expect(coordinateFaults({ lat: 0, lng: 0 }, xining)).toEqual(['zero']);
    expect(coordinateFaults({ lat: 36.6, lng: 0 }, null)).toEqual(['zero']);
    expect(coordinateFaults({ lat: -0, lng: 101.8 }, null)).toEqual(['zero']);
  });

  it('name what is no place on earth', () => {
    expect(coordinateFaults({ lat: 366_171, lng: 1_017_782 }, xining)).toEqual(['out-of-range']);
    expect(coordinateFaults({ lat: 36.6, lng: 181 }, null)).toEqual(['out-of-range']);
    expect(coordinateFaults({ lat: Number.NaN, lng: 101.8 }, null)).toEqual(['out-of-range']);
    expect(coordinateFaults({ lat: 36.6, lng: Number.POSITIVE_INFINITY }, xining)).toEqual(['out-of-range']);
  });

  it('name a place outside the area, and nothing where any place will do', () => {
    expect(coordinateFaults({ lat: 30.25, lng: 120.21 }, xining)).toEqual(['outside-area']);
    expect(coordinateFaults({ lat: 48.85, lng: 2.35 }, xining)).toEqual(['outside-area']);
    expect(coordinateFaults({ lat: 48.85, lng: 2.35 }, null)).toEqual([]);
  });
});
