/** What a station says of its own door, laid over what the operators keep: closures, exceptions of its hours, what does not work. */
import { getAmenity } from '../../../shared/domain/amenity.ts';
import type { ListedStation } from '../../../shared/domain/listed-station.ts';
import { type Door, doorSchema } from '../../../shared/exchange/fact.ts';
import type { HubDb } from '../store/hub-db.ts';
import type { StationStore, StoredStation } from '../store/station-store.ts';

const mostClosures = 20;
const mostExceptions = 40;
const brokenNote = '暂时不能用';

export function atDoor(station: ListedStation, { closures, exceptions, broken }: Door): ListedStation {
  const bits = broken.reduce((all, code) => all | (1 << getAmenity(code).bit), 0);
  const { schedule } = station.hours;
  const { yes, known } = station.amenities;
  return {
    ...station,
    closures: [...closures, ...station.closures].slice(0, mostClosures),
    hours: {
      ...station.hours,
      schedule: schedule && { ...schedule, exceptions: [...schedule.exceptions, ...exceptions].slice(-mostExceptions) },
    },
    amenities: { yes: yes & ~bits, known: known | bits },
    amenityNotes: { ...station.amenityNotes, ...Object.fromEntries(broken.map((code) => [code, brokenNote])) },
  };
}

type Shown = Pick<StationStore, 'get' | 'find' | 'list' | 'within' | 'all' | 'changedSince'>;

/** The store as the public sees it. Operators edit the one below. */
export function withDoors<S extends Shown>(store: S, db: HubDb): S {
  async function doorsOf(numbers?: readonly number[]): Promise<ReadonlyMap<number, Door>> {
    if (numbers?.length === 0) return new Map();
    const all = db.reader.selectFrom('station_door').selectAll();
    const rows = await (numbers && numbers.length <= 1000 ? all.where('number', 'in', numbers) : all).execute();
    return new Map(rows.map(({ number, data }) => [number, doorSchema.parse(JSON.parse(data))]));
  }
  const laid = (stored: StoredStation, doors: ReadonlyMap<number, Door>): StoredStation => {
    const door = doors.get(stored.station.number);
    return door ? { ...stored, station: atDoor(stored.station, door) } : stored;
  };
  async function each(stored: readonly StoredStation[]): Promise<StoredStation[]> {
    const doors = await doorsOf(stored.map(({ station }) => station.number));
    return stored.map((one) => laid(one, doors));
  }
  return {
    ...store,
    async get(number) {
      return laid(await store.get(number), await doorsOf([number]));
    },
    async find(number) {
      const found = await store.find(number);
      return found && laid(found, await doorsOf([number]));
    },
    async list(filter) {
      const page = await store.list(filter);
      return { ...page, stations: await each(page.stations) };
    },
    within: async (box, limit) => each(await store.within(box, limit)),
    async *all() {
      const doors = await doorsOf();
      for await (const one of store.all()) yield laid(one, doors);
    },
    async changedSince(revision) {
      const changes = await store.changedSince(revision);
      const doors = await doorsOf(changes.stations.map(({ number }) => number));
      const stations = changes.stations.map((station) => {
        const door = doors.get(station.number);
        return door ? atDoor(station, door) : station;
      });
      return { ...changes, stations };
    },
  };
}
