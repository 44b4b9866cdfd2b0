/**
 * Web Mercator as whole numbers: the world is a square of edge 2^32, x from 180° W eastwards, y from 85.0511° N southwards. A step is
 * about 9 mm on the ground at the equator and less elsewhere. The leading bits of x and y are the tile of every zoom.
 */

const edge = 2 ** 32;
/** Where the square ends: atan(sinh(π)). Nearer the poles everything stands on the edge. */
const poleDegrees = 85.05112877980659;
const degrees = 180 / Math.PI;

const toStep = (share: number) => Math.max(0, Math.min(edge - 1, Math.floor(share * edge)));

/** The column of a longitude, 0 to 2^32 - 1, clamped; NaN counts as 0. */
export function worldX(lng: number): number {
  return toStep((lng + 180) / 360) || 0;
}

/** The row of a latitude, 0 in the north to 2^32 - 1, clamped at ±85.0511°; NaN counts as 0. */
export function worldY(lat: number): number {
  const sine = Math.sin(Math.max(-poleDegrees, Math.min(poleDegrees, lat)) / degrees);
  return toStep(0.5 - Math.atanh(sine) / (2 * Math.PI)) || 0;
}

/** The longitude in the middle of a column: `worldX(lngOf(x))` is x, and back within 4.2e-8°. */
export function lngOf(x: number): number {
  return ((x + 0.5) / edge) * 360 - 180;
}

/** The latitude in the middle of a row: `worldY(latOf(y))` is y, and back within 4.2e-8°. */
export function latOf(y: number): number {
  return Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + 0.5)) / edge))) * degrees;
}

/** A tile as map servers number them: z 0 is the whole world, y grows southwards. */
export interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** The tile of zoom z (0 to 32) that a place lies in. */
export function tileOf(x: number, y: number, z: number): Tile {
  const size = 2 ** (32 - z);
  return { z, x: Math.floor(x / size), y: Math.floor(y / size) };
}

/** Whether the highest bit set in b stands above the highest one set in a. */
const bitsBelow = (a: number, b: number) => a >>> 0 < b >>> 0 && a >>> 0 < (a ^ b) >>> 0;

/**
 * Order along the Morton curve, y's bit above x's (the order of quadkeys): negative, 0 or positive. What decides is the highest bit in
 * which the places differ, so no interleaved number is ever made. Every tile of every zoom is one run in this order.
 */
export function mortonCompare(ax: number, ay: number, bx: number, by: number): number {
  return bitsBelow(ay ^ by, ax ^ bx) ? ax - bx : ay - by;
}
