/** Where the map opens: at the station that the address names, at the reader, where the map stood before, or over all there is. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Point } from '../../../../shared/geo/distance.ts';
import { useApp, useMapState, usePlace } from '../app-context.tsx';
import { pointOf } from '../place/place.ts';
import { memory } from '../settings.ts';
import { type MapRemote, seenAround } from './map-remote.ts';

export interface Start {
  readonly center: Point;
  readonly zoom: number;
  /** What is there is what is looked for. */
  readonly isGoal: boolean;
}

/** A small district, or all of a small town, is not shown nearer. */
export const districtZoom = 14;

/** Until the manifest says where stations are. */
const wholeCountry: Start = { center: { lat: 35, lng: 105 }, zoom: 4, isGoal: false };

/** A network that answers nothing by then: the map opens elsewhere, and goes there when it hears. */
const longestMs = 4000;

/**
 * Null while the station that the address names is looked for: a map that opened elsewhere would load ground that nobody wanted.
 * @param at the station that the address names now; the one that it named first is where the map opens
 */
export function useStart(map: MapRemote, at: number | null, nearZoom: number): Start | null {
  const { model } = useApp();
  const { bounds } = useMapState();
  const place = usePlace();
  const near = (point: Point): Start => ({ center: point, zoom: nearZoom, isGoal: true });
  const otherwise = (): Start => {
    const [own, view] = [pointOf(place), memory.get('view')];
    return own ? near(own) : view ? { ...view, isGoal: false } : wholeCountry;
  };
  const [start, setStart] = useState(() => {
    if (at === null) return otherwise();
    const row = model.row(at);
    return row && near(row.point);
  });
  const [sought] = useState(start ? null : at);
  const open = useRef((_: Point | null): void => undefined);
  open.current = (point) => {
    if (!start) setStart(point ? near(point) : otherwise());
    else if (point && at === sought) map.go(point, nearZoom);
  };
  useEffect(() => {
    if (sought === null) return;
    let isWanted = true;
    const timer = setTimeout(() => open.current(null), longestMs);
    void model.placeOf(sought).then((point) => {
      clearTimeout(timer);
      if (isWanted) open.current(point);
    });
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [model, sought]);

  const isFitted = useRef(false);
  useEffect(() => {
    if (start !== wholeCountry || !bounds || isFitted.current) return;
    isFitted.current = true;
    map.fitFirst(bounds, districtZoom);
  }, [map, start, bounds]);
  return start;
}

/**
 * The first place that is found moves the map there, later ones only the dot; of who opened a station, only one that was asked for.
 * @returns asks for it: the next place that is found moves the map
 */
export function useFollowedPlace(map: MapRemote, at: number | null, nearZoom: number): () => void {
  const { model } = useApp();
  const place = usePlace();
  const point = place.kind === 'found' ? place.point : null;
  const goes = useRef(at === null);
  useEffect(() => {
    if (!point || !goes.current) return;
    goes.current = false;
    map.go(point, nearZoom);
    if (map.center() === null) model.see(seenAround(point, nearZoom, { width: innerWidth, height: innerHeight }));
  }, [map, model, point, nearZoom]);
  return useCallback(() => {
    goes.current = true;
  }, []);
}
