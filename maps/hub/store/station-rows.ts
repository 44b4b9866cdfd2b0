/** Rows ⇄ stations: the only place that knows the columns. */
import type { Selectable } from 'kysely';
import type { ListedStation } from '../../../shared/domain/listed-station.ts';
import { searchKey } from '../../../shared/domain/text.ts';
import type { EditableField, StoredStation } from './station-store.ts';
import type { StationTable } from './tables.ts';

export type StationRow = Selectable<StationTable>;

export const storedColumns = ['data', 'revision', 'updated_at_ms', 'edited'] as const;

/** Parsed, not validated: it was validated on its way in, and a country of 200,000 is read in one go. */
export function toStored(row: Pick<StationRow, (typeof storedColumns)[number]>): StoredStation {
  return {
    station: JSON.parse(row.data) as ListedStation,
    revision: row.revision,
    updatedAtMs: row.updated_at_ms,
    edited: JSON.parse(row.edited) as EditableField[],
  };
}

export function toRow({ station, revision, updatedAtMs, edited }: StoredStation): StationRow {
  const [province = '', city = '', county = ''] = station.district;
  return {
    number: station.number,
    state: 'listed',
    merged_into: null,
    name: station.name,
    province,
    city,
    county,
    lat: station.point.lat,
    lng: station.point.lng,
    search_key: searchKey(`${station.name} ${station.address}`),
    data: stationText(station),
    edited: JSON.stringify(edited),
    revision,
    updated_at_ms: updatedAtMs,
  };
}

/** Always the same text for the same station: what is compared to tell whether anything changed. */
export function stationText(station: ListedStation): string {
  const { number, name, point, original, source, district, address, phone, hours, access, accessNote, amenities, closures, photos } =
    station;
  const amenityNotes = Object.fromEntries(Object.entries(station.amenityNotes).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify({
    number,
    name,
    point: { lat: point.lat, lng: point.lng },
    original: { lat: original.lat, lng: original.lng, system: original.system },
    source: { name: source.name, id: source.id },
    district,
    address,
    phone,
    hours: { text: hours.text, schedule: hours.schedule && scheduleInOrder(hours.schedule) },
    access,
    accessNote,
    amenities: { yes: amenities.yes, known: amenities.known },
    amenityNotes,
    closures: closures.map(({ from, to, reason }) => ({ from, to, reason })),
    photos: photos.map(({ hash, takenOn }) => ({ hash, takenOn })),
  });
}

function scheduleInOrder({ week, holidays, exceptions }: NonNullable<ListedStation['hours']['schedule']>) {
  return { week, holidays, exceptions: exceptions.map(({ from, to, hours, reason }) => ({ from, to, hours, reason })) };
}
