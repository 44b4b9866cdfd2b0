/** Where the map opens: at the station that the address names, at the reader, where the map stood before, or over all there is. */
import { useEffect, useRef, useState } from 'react';
import type { Point } from '../../../../shared/geo/distance.ts';
import { useApp, usePlace } from '../app-context.tsx';
import { pointOf } from '../place/place.ts';
import { memory } from '../settings.ts';
import type { MapRemote } from './map-remote.ts';

export interface Start {
  readonly center: Point;
  readonly zoom: number;
  /** What is there is what is looked for. */
  readonly isGoal: boolean;
}

/** Until the manifest says where stations are. */
export const wholeCountry: Start = { center: { lat: 35, lng: 105 }, zoom: 4, isGoal: false };

/** A network that answers nothing by then: the map opens elsewhere, and goes there when it hears. */
const longestMs = 4000;

/**
 * Null while the station that the address names is looked for: a map that opened elsewhere would load ground that nobody wanted.
 * @param at as the address has it when the screen opens
 */
export function useStart(map: MapRemote, at: number | null, nearZoom: number): Start | null {
  const { model } = useApp();
  const place = usePlace();
  const near = (point: Point): Start => ({ center: point, zoom: nearZoom, isGoal: true });
  const otherwise = (): Start => {
    const [own, view] = [pointOf(place), memory.get('view')];
    return own ? near(own) : view ? { ...view, isGoal: false } : wholeCountry;
  };
  const [named] = useState(at);
  const [start, setStart] = useState(() => {
    if (named === null) return otherwise();
    const row = model.row(named);
    return row && near(row.point);
  });
  const isOpen = useRef(start !== null);
  const open = useRef((_: Point | null): void => undefined);
  open.current = (point) => {
    if (!isOpen.current) setStart(point ? near(point) : otherwise());
    else if (point) map.go(point, nearZoom);
    isOpen.current = true;
  };
  useEffect(() => {
    if (named === null || isOpen.current) return;
    let isWanted = true;
    const timer = setTimeout(() => open.current(null), longestMs);
    void model.placeOf(named).then((point) => {
      clearTimeout(timer);
      if (isWanted) open.current(point);
    });
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [model, named]);
  return start;
}
