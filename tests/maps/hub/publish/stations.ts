/** Made-up stations for the publisher. */
import type { PublishedStation } from '../../../../maps/hub/publish/station-rows.ts';
import type { ListedStation } from '../../../../shared/domain/listed-station.ts';

const allDay: [number, number][] = [[0, 1440]];

export function listed(number: number, over: Partial<ListedStation> = {}): ListedStation {
  const point = { lat: 36.6 + (number % 40) * 0.0007, lng: 101.7 + Math.floor(number / 40) * 0.0009 };
  return {
    ...{
      number,
      name: `青禾路${number}号驿站`,
      point,
      original: { ...point, system: 'wgs84' },
      source: { name: '演示', id: String(number) },
    },
    ...{ district: ['河西省', '西河市', '城北区'], address: `青禾路${number}号`, phone: '', access: 'walk-in', accessNote: '' },
    hours: {
      text: '24小时',
      schedule: { week: [allDay, allDay, allDay, allDay, allDay, allDay, allDay], holidays: 'same', exceptions: [] },
    },
    ...{ amenities: { yes: 1, known: 3 }, amenityNotes: {}, closures: [], photos: [] },
    ...over,
  };
}

export function published(number: number, over: Partial<ListedStation> = {}): PublishedStation {
  return { station: listed(number, over), trust: null };
}

export const many = (count: number, first = 1) => Array.from({ length: count }, (_, at) => published(first + at));
