import { type Amenity, type AmenityCode, amenities } from '../../../../shared/domain/amenity.ts';
import type { AmenityMasks } from '../../../../shared/domain/listed-station.ts';
import type { MessageKey } from '../messages.ts';
import { textOf } from '../say.tsx';

export function amenityWord(code: AmenityCode): string {
  return textOf(`amenity.${code}` as MessageKey);
}

const bitOf = (amenity: Amenity) => 1 << amenity.bit;

/** What is there, what was asked for first, the rest in the order of the bits. */
export function amenitiesThere({ yes }: AmenityMasks, wanted: number): readonly Amenity[] {
  const there = amenities.filter((amenity) => yes & bitOf(amenity));
  return [...there.filter((amenity) => wanted & bitOf(amenity)), ...there.filter((amenity) => !(wanted & bitOf(amenity)))];
}

export type AmenityAnswer = 'yes' | 'no' | 'unknown';

export function amenityAnswer({ yes, known }: AmenityMasks, amenity: Amenity): AmenityAnswer {
  if (yes & bitOf(amenity)) return 'yes';
  return known & bitOf(amenity) ? 'no' : 'unknown';
}
