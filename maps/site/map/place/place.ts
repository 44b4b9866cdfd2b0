/**
 * Where the reader is: found by the phone, set by hand, or not known. The phone is asked only after a touch, or when it was allowed
 * before. A place found may be kilometres off, so one set by hand wins until the phone is asked again.
 */
import type { Point } from '../../../../shared/geo/distance.ts';
import { memory } from '../settings.ts';

export type Place =
  /** Nobody asked yet. */
  | { readonly kind: 'open' }
  | { readonly kind: 'finding' }
  | { readonly kind: 'found'; readonly point: Point; readonly accuracyMetres: number; readonly heading: number | null }
  /** `isExact`: pointed out on the map; else a district, whose middle is nobody's place. */
  | { readonly kind: 'set'; readonly point: Point; readonly name: string | null; readonly isExact: boolean }
  | { readonly kind: 'none'; readonly reason: 'refused' | 'failed' };

export interface PlaceFinder {
  subscribe(changed: () => void): () => void;
  current(): Place;
  /** Asks the phone. */
  find(): void;
  /** Asks only if it was allowed before: no question on opening the page. */
  findIfAllowed(): Promise<void>;
  set(point: Point, name: string | null, isExact: boolean): void;
}

const patienceMs = 10_000;
/** Less than this is nobody moving. */
const stillDegrees = 0.000_05;

export function placeFinder(geolocation: Geolocation | undefined, permissions: Permissions | undefined): PlaceFinder {
  const remembered = memory.get('place');
  let place: Place = remembered ? { kind: 'set', ...remembered } : { kind: 'open' };
  let watching: number | null = null;
  const listeners = new Set<() => void>();
  const become = (next: Place) => {
    place = next;
    for (const changed of listeners) changed();
  };
  const stop = () => {
    if (watching !== null) geolocation?.clearWatch(watching);
    watching = null;
  };

  const found = ({ coords }: GeolocationPosition) => {
    const point = { lat: coords.latitude, lng: coords.longitude };
    if (!Number.isFinite(point.lat) || !Number.isFinite(point.lng)) return;
    const heading = coords.heading === null || Number.isNaN(coords.heading) ? null : coords.heading;
    if (place.kind === 'found' && isStill(place.point, point) && place.accuracyMetres <= coords.accuracy) return;
    memory.set('place', null);
    become({ kind: 'found', point, accuracyMetres: coords.accuracy, heading });
  };
  const missed = ({ code }: { readonly code: number }) => {
    // one answer before is better than none now
    if (place.kind === 'found') return;
    stop();
    become({ kind: 'none', reason: code === 1 ? 'refused' : 'failed' });
  };

  const find = () => {
    stop();
    if (!geolocation) return become({ kind: 'none', reason: 'failed' });
    if (place.kind !== 'found') become({ kind: 'finding' });
    watching = geolocation.watchPosition(found, missed, { enableHighAccuracy: true, timeout: patienceMs, maximumAge: 30_000 });
  };

  return {
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    current: () => place,
    find,
    async findIfAllowed() {
      if (place.kind === 'set' || watching !== null) return;
      const state = await permissions?.query({ name: 'geolocation' }).then(
        (answer) => answer.state,
        () => null,
      );
      if (state === 'granted') find();
      else if (state === 'denied' && place.kind === 'open') become({ kind: 'none', reason: 'refused' });
    },
    set(point, name, isExact) {
      stop();
      memory.set('place', { point, name, isExact });
      become({ kind: 'set', point, name, isExact });
    },
  };
}

function isStill(a: Point, b: Point): boolean {
  return Math.abs(a.lat - b.lat) < stillDegrees && Math.abs(a.lng - b.lng) < stillDegrees;
}

/** The point that distances are counted from; null where that would be a guess. */
export function pointOf(place: Place): Point | null {
  if (place.kind === 'found') return place.point;
  return place.kind === 'set' && place.isExact ? place.point : null;
}

/** From here on a place is said to be rough. */
export const roughMetres = 1000;
