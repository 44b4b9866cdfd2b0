/** Rectangles of latitude and longitude, and what is wrong with a pair of numbers that should be a place. None crosses 180°. */
import type { Point } from './distance.ts';
import { inMainlandDatum } from './mainland-datum.ts';

/** WGS-84 degrees, edges included; south ≤ north, west ≤ east. */
export interface Bounds {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** The smallest rectangle around all points; null for none. */
export function boundsOf(points: Iterable<Point>): Bounds | null {
  let [south, west, north, east] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { lat, lng } of points) {
    south = Math.min(south, lat);
    west = Math.min(west, lng);
    north = Math.max(north, lat);
    east = Math.max(east, lng);
  }
  return south <= north && west <= east ? { south, west, north, east } : null;
}

/** Whether a point lies within or on the edge. */
export function containsPoint(bounds: Bounds, { lat, lng }: Point): boolean {
  return lat >= bounds.south && lat <= bounds.north && lng >= bounds.west && lng <= bounds.east;
}

const metresPerDegree = 111_195;

/** The rectangle with so many metres more on each side (0 or more), within the world. */
export function expandBounds({ south, west, north, east }: Bounds, metres: number): Bounds {
  const lat = Math.max(0, metres) / metresPerDegree;
  const farthest = Math.min(89, Math.max(Math.abs(south), Math.abs(north)) + lat);
  const lng = lat / Math.cos((farthest * Math.PI) / 180);
  return {
    south: Math.max(-90, south - lat),
    west: Math.max(-180, west - lng),
    north: Math.min(90, north + lat),
    east: Math.min(180, east + lng),
  };
}

/**
 * Why two numbers are hardly the place that was meant:
 * `out-of-range`: no place on earth (or no number); `zero`: one of them is 0, as empty cells are; `swapped`: the other way round they
 * lie in the area, or on the mainland, and this way they do not; `outside-area`: a place, but not in the operator's area.
 */
export type CoordinateFault = 'out-of-range' | 'zero' | 'swapped' | 'outside-area';

const inRange = ({ lat, lng }: Point) => Math.abs(lat) <= 90 && Math.abs(lng) <= 180;

/**
 * The faults of a WGS-84 place against the operator's area (null: anywhere), the one to tell first in front; none for a good place.
 * Once a swap or a zero explains it, being outside the area is not said as well.
 */
export function coordinateFaults(point: Point, area: Bounds | null): readonly CoordinateFault[] {
  const isMeant = (at: Point) => inRange(at) && (area === null ? inMainlandDatum(at) : containsPoint(area, at));
  if (point.lat === 0 || point.lng === 0) return ['zero'];
  if (isMeant(point)) return [];
  const other = { lat: point.lng, lng: point.lat };
  const swapped: readonly CoordinateFault[] = isMeant(other) || (!inMainlandDatum(point) && inMainlandDatum(other)) ? ['swapped'] : [];
  if (!inRange(point)) return [...swapped, 'out-of-range'];
  return swapped.length === 0 && area !== null ? ['outside-area'] : swapped;
}
