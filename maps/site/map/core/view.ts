/** What the screens ask about: where the map stands, the filter, the place of the reader, how many rows. */
import type { Point } from '../../../../shared/geo/distance.ts';
import { latOf, lngOf, worldX, worldY } from '../../../../shared/geo/mercator.ts';
import type { WorldBounds } from '../../../../shared/map-data/station-columns.ts';
import type { SeenMap } from '../map-model.ts';
import { type Filter, noFilter } from '../screen/filter.ts';

export const pageRows = 20;
/** Up to this zoom the published overviews stand for the stations. */
export const overviewTop = 8;

export interface View {
  seen: SeenMap | null;
  filter: Filter;
  origin: Point | null;
  rows: number;
}

export const firstView = (): View => ({ seen: null, filter: noFilter, origin: null, rows: pageRows });

export const isFar = ({ zoom }: SeenMap) => Math.round(zoom) <= overviewTop;

export function boundsOf({ south, west, north, east }: SeenMap): WorldBounds {
  return { west: worldX(west), north: worldY(north), east: worldX(east) + 1, south: worldY(south) + 1 };
}

export const degreesOf = ({ west, north, east, south }: WorldBounds) => ({
  west: lngOf(west),
  east: lngOf(east),
  north: latOf(north),
  south: latOf(south),
});

export const middleOf = ({ south, west, north, east }: SeenMap): Point => ({ lat: (south + north) / 2, lng: (west + east) / 2 });
