/** What stands in a station's form: texts as they are typed, what is wrong with them, and what an edit has to say of them. */
import { type AccessMethod, accessMethods } from '../../../shared/domain/access-method.ts';
import { type AmenityCode, amenities } from '../../../shared/domain/amenity.ts';
import type { AmenityMasks, CoordinateSystem, ListedStation } from '../../../shared/domain/listed-station.ts';
import { cleanText } from '../../../shared/domain/text.ts';
import { coordinateFaults } from '../../../shared/geo/bounds.ts';
import type { MessageKey } from '../messages.ts';

export type Presence = 'yes' | 'no' | 'unknown';

export interface AmenityDraft {
  readonly presence: Presence;
  readonly note: string;
}

export interface Draft {
  readonly name: string;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly address: string;
  readonly phone: string;
  readonly lat: string;
  readonly lng: string;
  readonly system: CoordinateSystem;
  readonly hours: string;
  readonly access: AccessMethod;
  readonly accessNote: string;
  readonly amenities: Readonly<Record<AmenityCode, AmenityDraft>>;
}

export const longest = { name: 40, district: 20, address: 80, phone: 20, hours: 120, accessNote: 80, note: 20 } as const;

type Described = Omit<ListedStation, 'number' | 'source' | 'closures' | 'photos'>;

export function draftOf(station: Described): Draft {
  const [province = '', city = '', district = ''] = station.district;
  const { name, address, phone, access, accessNote, original } = station;
  return {
    ...{ name, province, city, district, address, phone, access, accessNote },
    ...{ lat: String(original.lat), lng: String(original.lng), system: original.system, hours: station.hours.text },
    amenities: Object.fromEntries(
      amenities.map(({ bit, code }) => [
        code,
        { presence: presenceOf(station.amenities, bit), note: station.amenityNotes[code] ?? '' } satisfies AmenityDraft,
      ]),
    ) as Draft['amenities'],
  };
}

export function emptyDraft(): Draft {
  const nothing: Described = {
    ...{ name: '', district: [], address: '', phone: '', access: 'unknown', accessNote: '' },
    ...{ point: { lat: 0, lng: 0 }, original: { lat: 0, lng: 0, system: 'gcj02' }, hours: { text: '', schedule: null } },
    ...{ amenities: { yes: 0, known: 0 }, amenityNotes: {} },
  };
  return { ...draftOf(nothing), lat: '', lng: '' };
}

const presenceOf = ({ yes, known }: AmenityMasks, bit: number): Presence =>
  (yes >>> bit) & 1 ? 'yes' : (known >>> bit) & 1 ? 'no' : 'unknown';

export type Faults = Readonly<Partial<Record<keyof Draft, MessageKey>>>;

/** By field; empty when it can be sent. */
export function faultsOf(draft: Draft): Faults {
  const faults: Partial<Record<keyof Draft, MessageKey>> = {};
  if (cleanText(draft.name) === '') faults.name = 'fault.name';
  if (!/^[0-9 -]*$/.test(draft.phone.trim())) faults.phone = 'fault.phone';
  const { district, city, province } = draft;
  if (cleanText(province) === '' && cleanText(city + district) !== '') faults.province = 'fault.province';
  else if (cleanText(city) === '' && cleanText(district) !== '') faults.city = 'fault.city';
  const [lat, lng] = [degrees(draft.lat), degrees(draft.lng)];
  if (lat === null) faults.lat = 'fault.degrees';
  if (lng === null) faults.lng = 'fault.degrees';
  if (lat !== null && lng !== null) {
    const [fault] = coordinateFaults({ lat, lng }, null);
    if (lat === 0 || lng === 0 || fault === 'zero') faults.lat = 'fault.zero';
    else if (fault === 'swapped') faults.lat = 'fault.swapped';
    else if (fault) faults.lat = 'fault.range';
  }
  return faults;
}

function degrees(text: string): number | null {
  const plain = text.normalize('NFKC').trim();
  return /^-?\d{1,3}(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** What an edit says: only what differs from the station that the form was opened with. */
export function changesOf(before: Draft, now: Draft): Readonly<Record<string, unknown>> {
  const [old, fresh] = [bodyOf(before), bodyOf(now)];
  return Object.fromEntries(Object.entries(fresh).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(old[field])));
}

/** The whole of it, as the hub takes it; `hoursText` stands for the hours. */
export function bodyOf(draft: Draft): Readonly<Record<string, unknown>> {
  let [yes, known] = [0, 0];
  const amenityNotes: Record<string, string> = {};
  for (const { bit, code } of amenities) {
    const { presence, note } = draft.amenities[code];
    if (presence === 'yes') yes |= 1 << bit;
    if (presence !== 'unknown') known |= 1 << bit;
    if (cleanText(note) !== '') amenityNotes[code] = cleanText(note);
  }
  return {
    name: cleanText(draft.name),
    district: [draft.province, draft.city, draft.district].map(cleanText).filter((word) => word !== ''),
    address: cleanText(draft.address),
    phone: cleanText(draft.phone),
    original: { lat: degrees(draft.lat) ?? 0, lng: degrees(draft.lng) ?? 0, system: draft.system },
    hoursText: cleanText(draft.hours),
    access: accessMethods.includes(draft.access) ? draft.access : 'unknown',
    accessNote: cleanText(draft.accessNote),
    amenities: { yes, known },
    amenityNotes,
  };
}
