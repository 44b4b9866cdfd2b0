/**
 * A file whose coordinate system was declared wrong looks like stations that are there already, moved by some hundred metres. Taken in
 * another system its numbers would fall on them: that is what is looked for, so each place is compared under its own shift.
 */
import { type CoordinateSystem, coordinateSystems } from '../domain/listed-station.ts';
import { toWgs84 } from './coordinates.ts';
import { distanceMetres, type Point } from './distance.ts';
import { worldX, worldY } from './mercator.ts';

/** The same place measured twice. */
const toleranceMetres = 15;
/** Fewer could be chance. */
const fewest = 5;
/** Of the new places, in another system. */
const enough = 0.6;
/** Of the new places, as declared: a file that mostly repeats what is there is not shifted. */
const few = 0.2;
/** Places asked about, evenly taken: more would not change a share. */
const mostAsked = 2_000;

/** 2^12 steps of the world's square are 38 m at the equator and at least the tolerance up to 66°. */
const cellBits = 12;
const cellOf = (x: number, y: number) => (x >>> cellBits) * 2 ** 20 + (y >>> cellBits);

export interface ShiftedSet {
  /** The system in which the file's numbers would fall on places already known. */
  readonly likelySystem: CoordinateSystem;
  /** How many of the file's different places would, 0.6 to 1. */
  readonly share: number;
}

interface Probe {
  readonly at: Point;
  readonly system: CoordinateSystem;
  met: boolean;
}

function evenly<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return list.filter((_, i) => Math.floor((i * most) / list.length) !== Math.floor(((i - 1) * most) / list.length));
}

/** The probes by the cells within reach of them: a known place then looks into one cell only. */
function gridOf(probes: readonly Probe[]): ReadonlyMap<number, readonly Probe[]> {
  const grid = new Map<number, Probe[]>();
  for (const probe of probes) {
    const cell = cellOf(worldX(probe.at.lng), worldY(probe.at.lat));
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) {
        const near = cell + dx * 2 ** 20 + dy;
        const there = grid.get(near);
        if (there === undefined) grid.set(near, [probe]);
        else there.push(probe);
      }
    }
  }
  return grid;
}

/**
 * Whether a file's places repeat known ones under another coordinate system than the declared one: null, or which it seems to be.
 * `numbers` as the file has them; `known` in WGS-84, in any order, read once. At least 5 places and 60 % of the file must agree within
 * 15 m, and fewer than 20 % as declared. It is a question to a person, not a verdict: the known ones may be those that are wrong.
 */
export function shiftedSet(numbers: readonly Point[], declared: CoordinateSystem, known: Iterable<Point>): ShiftedSet | null {
  const places = [...new Map(numbers.map((point) => [`${point.lat},${point.lng}`, point])).values()];
  if (places.length < fewest) return null;
  const asked = evenly(places, mostAsked);
  const probes = asked.flatMap((point) => coordinateSystems.map((system): Probe => ({ at: toWgs84(point, system), system, met: false })));
  const grid = gridOf(probes);
  for (const place of known) {
    for (const probe of grid.get(cellOf(worldX(place.lng), worldY(place.lat))) ?? []) {
      if (!probe.met && distanceMetres(probe.at, place) <= toleranceMetres) probe.met = true;
    }
  }
  const metIn = (system: CoordinateSystem) => probes.filter((probe) => probe.met && probe.system === system).length;
  if (metIn(declared) >= few * asked.length) return null;
  const [best] = coordinateSystems
    .filter((system) => system !== declared)
    .map((likelySystem) => ({ likelySystem, met: metIn(likelySystem) }))
    .sort((a, b) => b.met - a.met);
  if (best === undefined || best.met < fewest || best.met < enough * asked.length) return null;
  return { likelySystem: best.likelySystem, share: best.met / asked.length };
}
