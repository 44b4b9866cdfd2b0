/** An id for a row that has none: the same as long as the name and the place (to some 11 m) stay the same. */
import { createHash } from 'node:crypto';
import { searchKey } from '../../../shared/domain/text.ts';
import type { Point } from '../../../shared/geo/distance.ts';

export function derivedId(name: string, { lat, lng }: Point): string {
  const text = `${searchKey(name)}\n${lat.toFixed(4)}\n${lng.toFixed(4)}`;
  return `auto-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}
