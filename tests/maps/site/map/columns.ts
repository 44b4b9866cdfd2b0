/** Columns as a shard holds them, from a few stations. */
import type { Schedule } from '../../../../shared/domain/hours/schedule.ts';
import type { Point } from '../../../../shared/geo/distance.ts';
import { mortonCompare, worldX, worldY } from '../../../../shared/geo/mercator.ts';
import { hoursUnknown, type StationColumns } from '../../../../shared/map-data/station-columns.ts';

export interface ColumnStation {
  readonly number: number;
  readonly point: Point;
  readonly yes?: number;
  /** Index into the schedules; none: unknown. */
  readonly hours?: number;
  readonly closed?: readonly [from: number, to: number];
}

export function columnsOf(stations: readonly ColumnStation[], schedules: readonly Schedule[] = []): StationColumns {
  const sorted = [...stations].sort((a, b) =>
    mortonCompare(worldX(a.point.lng), worldY(a.point.lat), worldX(b.point.lng), worldY(b.point.lat)),
  );
  const column = (value: (station: ColumnStation) => number) => sorted.map(value);
  return {
    count: sorted.length,
    number: Uint32Array.from(column(({ number }) => number)),
    x: Uint32Array.from(column(({ point }) => worldX(point.lng))),
    y: Uint32Array.from(column(({ point }) => worldY(point.lat))),
    yes: Uint32Array.from(column(({ yes = 0 }) => yes)),
    known: Uint32Array.from(column(({ yes = 0 }) => yes)),
    hours: Uint16Array.from(column(({ hours = hoursUnknown }) => hours)),
    closedFrom: Uint16Array.from(column(({ closed }) => closed?.[0] ?? 0)),
    closedTo: Uint16Array.from(column(({ closed }) => closed?.[1] ?? 0)),
    access: new Uint8Array(sorted.length),
    schedules,
  };
}
