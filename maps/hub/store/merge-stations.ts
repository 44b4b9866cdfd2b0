/** What a station takes over from its double: only what it knows nothing of itself. */
import type { AmenityMasks, ListedStation } from '../../../shared/domain/listed-station.ts';
import type { EditableField } from './station-store.ts';

/** Also which fields were taken over: the next import of the one source must not undo what the other one knew. */
export function mergeStations(
  into: ListedStation,
  from: ListedStation,
): { readonly station: ListedStation; readonly taken: readonly EditableField[] } {
  const merged: ListedStation = {
    ...into,
    district: into.district.length >= from.district.length ? into.district : from.district,
    address: into.address || from.address,
    phone: into.phone || from.phone,
    hours: into.hours.schedule || !from.hours.schedule ? into.hours : from.hours,
    access: into.access === 'unknown' ? from.access : into.access,
    accessNote: into.accessNote || from.accessNote,
    amenities: mergeMasks(into.amenities, from.amenities),
    amenityNotes: { ...from.amenityNotes, ...into.amenityNotes },
    closures: into.closures.length > 0 ? into.closures : from.closures,
    photos: [...into.photos, ...from.photos.filter(({ hash }) => !into.photos.some((photo) => photo.hash === hash))].slice(0, 6),
  };
  const fields = Object.keys(merged) as (keyof ListedStation)[];
  const taken = fields.filter((field) => JSON.stringify(merged[field]) !== JSON.stringify(into[field]));
  return { station: merged, taken: taken as EditableField[] };
}

function mergeMasks(into: AmenityMasks, from: AmenityMasks): AmenityMasks {
  return { yes: into.yes | (from.yes & ~into.known), known: into.known | from.known };
}
