/** Which districts one can choose next. */
import type { DistrictCount } from '../store/station-store.ts';

/** A choice with no more stations than that is no choice worth a page: they are listed. */
const fewEnough = 20;

/** Below the chosen words, a level with a single word skipped; empty where there is nothing to choose. */
export function districtChoices(all: readonly DistrictCount[], chosen: readonly string[]): readonly DistrictCount[] {
  const inside = all.filter(({ district }) => chosen.every((word, at) => district[at] === word));
  if (inside.reduce((sum, { count }) => sum + count, 0) <= fewEnough) return [];
  const counts = new Map<string, number>();
  for (const { district, count } of inside) {
    const next = district[chosen.length];
    if (next !== undefined) counts.set(next, (counts.get(next) ?? 0) + count);
  }
  const [only] = counts.keys();
  const isWhole = counts.size === 1 && only !== undefined && inside.every(({ district }) => district[chosen.length] === only);
  if (isWhole) return districtChoices(inside, [...chosen, only]);
  return [...counts].map(([word, count]) => ({ district: [...chosen, word], count }));
}
