/** What a distance means to somebody on foot, from metres as the crow flies. */

/** Streets against the straight line. */
const detour = 1.3;
const metresPerMinute = 75;

/** Minutes on foot to a place so many metres off in a straight line: an estimate, at least 1. */
export function walkingMinutes(metres: number): number {
  return Math.max(1, Math.round((metres * detour) / metresPerMinute)) || 1;
}

/** A distance as it is shown: 320 米, 1.2 公里, 12 公里. The words are the screen's. */
export interface ShownDistance {
  readonly value: string;
  readonly unit: 'metres' | 'kilometres';
}

/** Metres in tens below a kilometre, then tenths of kilometres, from 10 on whole ones; what is no distance is 0 metres. */
export function distanceText(metres: number): ShownDistance {
  const length = Math.max(0, metres) || 0;
  const tens = Math.round(length / 10) * 10;
  if (tens < 1000) return { value: String(tens), unit: 'metres' };
  return { value: length < 9950 ? (length / 1000).toFixed(1) : String(Math.round(length / 1000)), unit: 'kilometres' };
}
