/** Groups of doubles as pairs: each is one decision. */
import type { ProposedDuplicate } from '../api/shapes.ts';

export interface Pair {
  readonly key: string;
  readonly a: number;
  readonly b: number;
  readonly metres: number;
}

/** Those that are stations already; rows that were left out have no number. */
export function pairsOf(duplicates: readonly ProposedDuplicate[]): readonly Pair[] {
  return duplicates.flatMap(({ keep, others }) =>
    others.flatMap(({ number, metres }) =>
      keep.number === null || number === null || number === keep.number
        ? []
        : [{ key: `${keep.number}-${number}`, a: keep.number, b: number, metres: Math.round(metres) }],
    ),
  );
}
