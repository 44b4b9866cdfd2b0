/** What a text page lists: around a point by distance, else by number. */

import { amenities } from '../../../shared/domain/amenity.ts';
import type { HolidayTable } from '../../../shared/domain/hours/holidays.ts';
import type { ListedStation } from '../../../shared/domain/listed-station.ts';
import { expandBounds } from '../../../shared/geo/bounds.ts';
import { distanceMetres, type Point } from '../../../shared/geo/distance.ts';
import type { StationStore } from '../store/station-store.ts';
import type { TextQuery } from './text-query.ts';
import { stateWords } from './text-words.ts';

export interface FoundStation {
  readonly station: ListedStation;
  readonly metres: number | null;
}

export interface FoundPage {
  readonly found: readonly FoundStation[];
  /** For `after`; null on the last page. */
  readonly next: number | null;
}

export const pageSize = 20;
/** Boxes around a point, each looked at only when the one before held too few. */
const radii = [1000, 3000, 10_000, 30_000, 100_000, 300_000];
const mostInBox = 4000;
/** Rows that one page reads to find what passes the filter. */
const mostRead = 2000;

export async function findStations(stations: StationStore, query: TextQuery, nowMs: number, holidays: HolidayTable): Promise<FoundPage> {
  const mask = query.has.reduce((bits, code) => bits | (1 << (amenities.find((one) => one.code === code)?.bit ?? 0)), 0);
  const passes = (station: ListedStation) =>
    (station.amenities.yes & mask) === mask && (!query.openOnly || stateWords(station, nowMs, holidays).isOpen);
  return query.near ? around(stations, query.near, query.after, passes) : byNumber(stations, query, passes);
}

async function around(stations: StationStore, near: Point, after: number, passes: (station: ListedStation) => boolean): Promise<FoundPage> {
  const wanted = after + pageSize + 1;
  let found: FoundStation[] = [];
  for (const radius of radii) {
    const { south, west, north, east } = expandBounds({ south: near.lat, west: near.lng, north: near.lat, east: near.lng }, radius);
    const box = await stations.within({ south, west, north, east }, mostInBox);
    // Only within the circle: in a corner of the box others outside it would be nearer.
    found = box
      .map(({ station }) => ({ station, metres: distanceMetres(near, station.point) }))
      .filter(({ station, metres }) => metres <= radius && passes(station));
    if (found.length >= wanted || box.length >= mostInBox) break;
  }
  found.sort((a, b) => (a.metres ?? 0) - (b.metres ?? 0));
  return { found: found.slice(after, after + pageSize), next: found.length > after + pageSize ? after + pageSize : null };
}

async function byNumber(
  stations: StationStore,
  { district, search, after }: TextQuery,
  passes: (station: ListedStation) => boolean,
): Promise<FoundPage> {
  const found: FoundStation[] = [];
  let last = after;
  for (let read = 0; read < mostRead; ) {
    const page = await stations.list({ after: last, limit: 100, district, search });
    for (const { station } of page.stations) {
      if (found.length === pageSize) return { found, next: last };
      if (passes(station)) found.push({ station, metres: null });
      last = station.number;
    }
    if (page.next === null) return { found, next: null };
    read += page.stations.length;
  }
  return { found, next: last };
}
