/**
 * WGS-84, GCJ-02 and BD-09. Places are stored in WGS-84 and converted twice in their life: at import, and when handed to another map.
 * gcoord has the formulas; what it calls China is a box from Pakistan to Japan, so the datum's own figure decides where they hold.
 */
import gcoord from 'gcoord';
import type { CoordinateSystem } from '../domain/listed-station.ts';
import type { Point } from './distance.ts';
import { inMainlandDatum } from './mainland-datum.ts';

type System = Parameters<typeof gcoord.transform>[1];

function converted(point: Point, from: System, to: System): Point {
  if (!Number.isFinite(point.lat) || !Number.isFinite(point.lng)) return point;
  const [lng, lat] = gcoord.transform([point.lng, point.lat], from, to);
  return { lat, lng };
}

/**
 * The place that the formula takes to `target`. Each step leaves at most a fiftieth of a metre per metre, so six end under a micrometre.
 * gcoord's own inverses stop at 0.1 m and half a metre, and the one of GCJ-02 turns for ever at the edges of its box.
 */
function before(target: Point, from: System, to: System): Point {
  let point = target;
  for (let step = 0; step < 6; step += 1) {
    const reached = converted(point, from, to);
    point = { lat: point.lat + target.lat - reached.lat, lng: point.lng + target.lng - reached.lng };
  }
  return point;
}

function wgsToGcj(point: Point): Point {
  return inMainlandDatum(point) ? converted(point, gcoord.WGS84, gcoord.GCJ02) : point;
}

function gcjToWgs(point: Point): Point {
  const wgs = before(point, gcoord.WGS84, gcoord.GCJ02);
  return inMainlandDatum(wgs) ? wgs : point;
}

/**
 * A place given in `system`, in WGS-84. Where the mainland datum does not apply, GCJ-02 is WGS-84 and BD-09 keeps only its own offset.
 * Within some 700 m outside the datum's edge numbers can mean two places; they are read as the one on the mainland.
 */
export function toWgs84(point: Point, system: CoordinateSystem): Point {
  if (system === 'wgs84') return point;
  return gcjToWgs(system === 'bd09' ? before(point, gcoord.GCJ02, gcoord.BD09) : point);
}

/** A WGS-84 place in the numbers of `system`; `toWgs84` gives it back within a millimetre wherever the mainland datum applies. */
export function fromWgs84(point: Point, system: CoordinateSystem): Point {
  if (system === 'wgs84') return point;
  const gcj = wgsToGcj(point);
  return system === 'bd09' ? converted(gcj, gcoord.GCJ02, gcoord.BD09) : gcj;
}
