import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinateSystems } from '../../../shared/domain/listed-station.ts';
import { fromWgs84, toWgs84 } from '../../../shared/geo/coordinates.ts';
import { distanceMetres, type Point } from '../../../shared/geo/distance.ts';
import { inMainlandDatum } from '../../../shared/geo/mainland-datum.ts';

const beijing = { lat: 39.9042, lng: 116.4074 };
const inBox = fc.record({ lat: fc.double({ min: 15.9, max: 53.6, noNaN: true }), lng: fc.double({ min: 73, max: 135, noNaN: true }) });
/** Within a few hundred metres of the closest edges: Shenzhen's river, Macao's gate, Heihe, Dandong, Ruili, Dongxing, Khorgos. */
const edges: readonly Point[] = [
  { lat: 22.533, lng: 114.118 },
  { lat: 22.2155, lng: 113.548 },
  { lat: 50.25, lng: 127.525 },
  { lat: 40.118, lng: 124.4 },
  { lat: 24, lng: 97.893 },
  { lat: 21.538, lng: 107.97 },
  { lat: 44.2, lng: 80.385 },
];
const off = fc.double({ min: -0.008, max: 0.008, noNaN: true });
const nearAnEdge = fc
  .tuple(fc.constantFrom(...edges), off, off)
  .map(([{ lat, lng }, dLat, dLng]) => ({ lat: lat + dLat, lng: lng + dLng }));
/** Half a metre from the edge or more: on the line itself the last digit of a number decides. */
const inside = fc
  .oneof(inBox, nearAnEdge)
  .filter(({ lat, lng }) =>
    [-5e-6, 5e-6].every((d) => inMainlandDatum({ lat: lat + d, lng: lng + d }) && inMainlandDatum({ lat: lat + d, lng: lng - d })),
  );
/** Far enough from the edge that no shift reaches across it. */
const wellOutside = fc
  .record({ lat: fc.double({ min: -89, max: 89, noNaN: true }), lng: fc.double({ min: -179, max: 179, noNaN: true }) })
  .filter(({ lat, lng }) =>
    [-0.03, 0, 0.03].every((dLat) => [-0.03, 0, 0.03].every((dLng) => !inMainlandDatum({ lat: lat + dLat, lng: lng + dLng }))),
  );

const system = fc.constantFrom(...coordinateSystems);

describe('coordinate systems', () => {
  it('are about 555 m apart at Beijing, GCJ-02 from WGS-84, and BD-09 885 m more', () => {
    expect(Math.round(distanceMetres(beijing, fromWgs84(beijing, 'gcj02')))).toBe(555);
    expect(Math.round(distanceMetres(fromWgs84(beijing, 'gcj02'), fromWgs84(beijing, 'bd09')))).toBe(885);
  });

  it('agree with numbers published for the square in Beijing', () => {
    const rounded = ({ lat, lng }: Point) => [lat.toFixed(5), lng.toFixed(5)];
    expect(rounded(fromWgs84({ lat: 39.90734, lng: 116.39108 }, 'gcj02'))).toEqual(['39.90874', '116.39732']);
  });

  it('give every place where the datum applies back within a millimetre, near its edges too', () => {
    fc.assert(
      fc.property(inside, system, (point, name) => {
        expect(distanceMetres(toWgs84(fromWgs84(point, name), name), point)).toBeLessThan(0.001);
      }),
      { numRuns: 2_000 },
    );
  });

  it('are 20 m to 800 m apart wherever the datum applies', () => {
    fc.assert(
      fc.property(inside, (point) => {
        const shift = distanceMetres(point, fromWgs84(point, 'gcj02'));
        expect(shift).toBeGreaterThan(20);
        expect(shift).toBeLessThan(800);
      }),
      { numRuns: 1_000 },
    );
  });

  it('are one and the same outside the datum, but for the offset of BD-09', () => {
    fc.assert(
      fc.property(wellOutside, (point) => {
        expect(fromWgs84(point, 'gcj02')).toBe(point);
        expect(toWgs84(point, 'gcj02')).toBe(point);
        expect(distanceMetres(toWgs84(fromWgs84(point, 'bd09'), 'bd09'), point)).toBeLessThan(0.001);
      }),
    );
    for (const [lat, lng] of [
      [22.2793, 114.1628],
      [22.1987, 113.5439],
      [25.033, 121.5654],
      [37.5665, 126.978],
    ] as const) {
      expect(fromWgs84({ lat, lng }, 'gcj02')).toEqual({ lat, lng });
      expect(toWgs84({ lat, lng }, 'gcj02')).toEqual({ lat, lng });
    }
  });

  it('leave WGS-84 as it is', () => {
    fc.assert(
      fc.property(inBox, (point) => {
        expect(toWgs84(point, 'wgs84')).toBe(point);
        expect(fromWgs84(point, 'wgs84')).toBe(point);
      }),
    );
  });

  it('come to an end at the edges of the box that the library calls China', () => {
    for (const lng of [72.004, 72.0041, 137.8346, 137.8347]) expect(toWgs84({ lat: 30, lng }, 'gcj02')).toEqual({ lat: 30, lng });
    for (const lat of [0.8293, 55.8271]) expect(toWgs84({ lat, lng: 116 }, 'gcj02')).toEqual({ lat, lng: 116 });
  });

  it('answer with no number where they are given none', () => {
    expect(toWgs84({ lat: Number.NaN, lng: 116 }, 'gcj02')).toEqual({ lat: Number.NaN, lng: 116 });
  });
});
