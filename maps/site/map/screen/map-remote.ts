/**
 * Moving the map from outside. Leaflet comes after the first words; what was asked of the map until then is done when it is there, and
 * what it would see is worked out without it, so that the nearest station is found at once.
 */
import type { Point } from '../../../../shared/geo/distance.ts';
import { latOf, lngOf, worldX, worldY } from '../../../../shared/geo/mercator.ts';
import type { SeenMap } from '../map-model.ts';

export interface MapHandle {
  go(point: Point, zoom: number): void;
  fit(bounds: Omit<SeenMap, 'zoom'>, mostZoom: number): void;
  zoomBy(steps: number): void;
  /** Whether the place is seen, near enough to be walked to. */
  isAt(point: Point): boolean;
  /** Of what is not covered; null before there is a map. */
  center(): Point | null;
  /** Pixels at the foot under the sheet. */
  cover(pixels: number): void;
}

export interface MapRemote extends MapHandle {
  attach(handle: MapHandle | null): void;
  /** For the first look: nothing where it was sent anywhere before. */
  fitFirst(bounds: Omit<SeenMap, 'zoom'>, mostZoom: number): void;
}

export function mapRemote(): MapRemote {
  let handle: MapHandle | null = null;
  let waiting: ((to: MapHandle) => void) | null = null;
  let covered = 0;
  let isSent = false;
  const move = (work: (to: MapHandle) => void) => {
    if (handle) work(handle);
    else waiting = work;
  };
  const send = (work: (to: MapHandle) => void) => {
    isSent = true;
    move(work);
  };
  return {
    attach(next) {
      handle = next;
      handle?.cover(covered);
      if (handle) waiting?.(handle);
      if (handle) waiting = null;
    },
    go: (point, zoom) => send((to) => to.go(point, zoom)),
    fit: (bounds, mostZoom) => send((to) => to.fit(bounds, mostZoom)),
    fitFirst: (bounds, mostZoom) => {
      if (!isSent) move((to) => to.fit(bounds, mostZoom));
    },
    zoomBy: (steps) => handle?.zoomBy(steps),
    isAt: (point) => handle?.isAt(point) ?? false,
    center: () => handle?.center() ?? null,
    cover(pixels) {
      covered = pixels;
      handle?.cover(pixels);
    },
  };
}

/** What a map of so many pixels around a place shows. */
export function seenAround(
  { lat, lng }: Point,
  zoom: number,
  { width, height }: { readonly width: number; readonly height: number },
): SeenMap {
  const step = 2 ** 32 / (256 * 2 ** zoom);
  const [x, y] = [worldX(lng), worldY(lat)];
  const within = (value: number) => Math.max(0, Math.min(2 ** 32 - 1, value));
  return {
    west: lngOf(within(x - (width / 2) * step)),
    east: lngOf(within(x + (width / 2) * step)),
    north: latOf(within(y - (height / 2) * step)),
    south: latOf(within(y + (height / 2) * step)),
    zoom,
  };
}
