import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceMetres } from '../../../shared/geo/distance.ts';

const point = fc.record({ lat: fc.double({ min: -89, max: 89, noNaN: true }), lng: fc.double({ min: -180, max: 180, noNaN: true }) });

describe('distance', () => {
  it('of a degree of latitude is 111.195 km on the mean sphere', () => {
    expect(Math.round(distanceMetres({ lat: 36, lng: 101 }, { lat: 37, lng: 101 }))).toBe(111_195);
  });

  it('is the same both ways, nought to itself, and never more than half the earth', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        expect(distanceMetres(a, b)).toBeCloseTo(distanceMetres(b, a), 3);
        expect(distanceMetres(a, a)).toBe(0);
        expect(distanceMetres(a, b)).toBeLessThanOrEqual(20_015_115);
      }),
    );
  });
});
