/** Where the map opens: at the station that the address names, at the reader, where the map stood before, or over all there is. */
import { useEffect, useRef, useState } from 'react';
import type { Point } from '../../../../shared/geo/distance.ts';
import { useApp, usePlace } from '../app-context.tsx';
import { pointOf } from '../place/place.ts';
import { memory } from '../settings.ts';

export interface Start {
  readonly center: Point;
  readonly zoom: number;
  /** What is there is what is looked for. */
  readonly isGoal: boolean;
}

/** Until the manifest says where stations are. */
export const wholeCountry: Start = { center: { lat: 35, lng: 105 }, zoom: 4, isGoal: false };

/** Null while the station of the address is looked for: a map that opened elsewhere would load ground that nobody wanted. */
export function useStart(at: number | null, nearZoom: number): Start | null {
  const { model } = useApp();
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
  const decide = useRef((_: Point | null): void => undefined);
  decide.current = (point) => setStart(point ? near(point) : otherwise());
  useEffect(() => {
    if (start) return;
    let isWanted = true;
    void (at === null ? Promise.resolve(null) : model.placeOf(at)).then((point) => isWanted && decide.current(point));
    return () => {
      isWanted = false;
    };
  }, [model, at, start]);
  return start;
}
