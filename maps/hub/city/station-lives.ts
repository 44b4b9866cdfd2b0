/** Which stations are there and which are silent: by their last sign of life, whatever brought it, beside what their hours say. */
import type { Kysely } from 'kysely';
import type { StationLife } from '../../../shared/domain/city-figures.ts';
import type { HolidayTable } from '../../../shared/domain/hours/holidays.ts';
import { openState } from '../../../shared/domain/hours/open-state.ts';
import type { ListedStation } from '../../../shared/domain/listed-station.ts';
import { doorSchema } from '../../../shared/exchange/fact.ts';
import { atDoor } from '../exchange/doors.ts';
import type { Tables } from '../store/tables.ts';

export const silentAfterMs = 5 * 60_000;
/** For those whose hours nobody knows. */
const silentAfterLongMs = 24 * 3_600_000;

export interface KnownStation {
  readonly number: number;
  readonly name: string;
  readonly district: readonly string[];
  readonly phone: string;
  readonly point: { readonly lat: number; readonly lng: number };
  readonly life: StationLife;
  /** Its last sign of life; null: not connected. */
  readonly heardAtMs: number | null;
}

/** Stations of the map that are connected: an active link, or figures that a system of their own sends. */
function connected(db: Kysely<Tables>) {
  return db
    .selectFrom('station')
    .leftJoin('link', (join) => join.onRef('link.number', '=', 'station.number').on('link.state', '=', 'active'))
    .leftJoin('live', 'live.number', 'station.number')
    .where('station.state', '=', 'listed')
    .where(({ or, eb }) => or([eb('link.number', 'is not', null), eb('live.number', 'is not', null)]));
}

export async function stationLives(db: Kysely<Tables>, holidays: HolidayTable, nowMs: number): Promise<ReadonlyMap<number, KnownStation>> {
  const rows = await connected(db)
    .leftJoin('station_door', 'station_door.number', 'station.number')
    .select(['station.data', 'link.heard_at_ms as heard', 'live.at_ms as told', 'station_door.data as door'])
    .execute();
  return new Map(
    rows.map(({ data, heard, told, door }) => {
      const station = JSON.parse(data) as ListedStation;
      const heardAtMs = Math.max(heard ?? 0, told ?? 0);
      const quietMs = nowMs - heardAtMs;
      const seen = () => (door === null ? station : atDoor(station, doorSchema.parse(JSON.parse(door))));
      const life = quietMs <= silentAfterMs ? 'up' : silence(seen(), quietMs, holidays, nowMs);
      const { number, name, district, phone, point } = station;
      return [number, { number, name, district, phone, point, life, heardAtMs }];
    }),
  );
}

function silence({ hours, closures }: ListedStation, quietMs: number, holidays: HolidayTable, nowMs: number): StationLife {
  const { state } = openState(hours.schedule, closures, nowMs, holidays);
  if (state === 'unknown') return quietMs > silentAfterLongMs ? 'silent' : 'resting';
  return state === 'closed' ? 'resting' : 'silent';
}
