/** What is asked of the text page, from its address or from a form. Whatever is not as it should be is left out. */
import { type AmenityCode, amenityCodes } from '../../../shared/domain/amenity.ts';
import { cleanText } from '../../../shared/domain/text.ts';
import type { Point } from '../../../shared/geo/distance.ts';

export interface TextQuery {
  /** Cut to three decimals, some hundred metres: it stands in addresses. */
  readonly near: Point | null;
  /** Province, city, district, from the first on. */
  readonly district: readonly string[];
  readonly search: string;
  /** No choice of districts any more: all that lie in this one. */
  readonly all: boolean;
  readonly openOnly: boolean;
  readonly has: readonly AmenityCode[];
  /** Of a list by number: the last number of the page before. Of one by distance: how many were shown. */
  readonly after: number;
}

export function readTextQuery(asked: URLSearchParams): TextQuery {
  const number = (name: string) => Number(asked.get(name) || Number.NaN);
  const [lat, lng] = [number('lat'), number('lng')];
  const valid = Math.abs(lat) <= 90 && Math.abs(lng) <= 180;
  const after = number('after');
  return {
    near: valid ? { lat: Math.round(lat * 1000) / 1000, lng: Math.round(lng * 1000) / 1000 } : null,
    district: asked
      .getAll('d')
      .slice(0, 3)
      .map((word) => cleanText(word.slice(0, 80)))
      .filter((word) => word !== ''),
    search: cleanText((asked.get('q') ?? '').slice(0, 40)),
    all: asked.get('all') === '1',
    openOnly: asked.get('open') === '1',
    has: amenityCodes.filter((code) => asked.getAll('has').includes(code)),
    after: Number.isInteger(after) && after > 0 && after < 1_000_000 ? after : 0,
  };
}

/** The same page with something else asked. */
export function textAddress(query: TextQuery, change: Partial<TextQuery> = {}): string {
  const { near, district, search, all, openOnly, has, after } = { ...query, after: 0, ...change };
  const said = new URLSearchParams();
  if (near) {
    said.set('lat', String(near.lat));
    said.set('lng', String(near.lng));
  }
  for (const word of district) said.append('d', word);
  if (search) said.set('q', search);
  if (all) said.set('all', '1');
  if (openOnly) said.set('open', '1');
  for (const code of has) said.append('has', code);
  if (after > 0) said.set('after', String(after));
  return said.size === 0 ? '/text' : `/text?${said}`;
}
