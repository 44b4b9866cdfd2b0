/** Cutting typed letters into syllables: the fewest, and of equally few the one whose first syllable is longest. */

/**
 * `machenglong` → ma cheng long. A `'` cuts where it stands. The last part may be the beginning of a syllable (`jiang` while
 * `jiangu` is typed: jian gu). Null when the letters cannot be read.
 */
export function cutSyllables(typed: string, syllables: ReadonlySet<string>): readonly string[] | null {
  const parts = typed.split("'").filter((part) => part !== '');
  const cut = parts.map((part, number) => cutPart(part, syllables, number === parts.length - 1));
  return cut.every((part) => part !== null) ? cut.flat() : null;
}

const longestSyllable = 6;

function cutPart(letters: string, syllables: ReadonlySet<string>, mayEndOpen: boolean): readonly string[] | null {
  const best: (readonly string[] | null)[] = Array.from({ length: letters.length + 1 }, () => null);
  best[letters.length] = [];
  for (let from = letters.length - 1; from >= 0; from--) {
    for (let length = Math.min(longestSyllable, letters.length - from); length > 0; length--) {
      const syllable = letters.slice(from, from + length);
      const rest = best[from + length];
      const open = mayEndOpen && from + length === letters.length && beginsSyllable(syllable, syllables);
      if (!rest || !(syllables.has(syllable) || open)) continue;
      const found = [syllable, ...rest];
      if (cost(found, syllables) < cost(best[from] ?? null, syllables)) best[from] = found;
    }
  }
  return best[0] ?? null;
}

/** An open end costs more than a whole syllable, and less than two. */
function cost(cut: readonly string[] | null, syllables: ReadonlySet<string>): number {
  if (cut === null) return Number.POSITIVE_INFINITY;
  const last = cut.at(-1);
  return cut.length + (last !== undefined && !syllables.has(last) ? 0.5 : 0);
}

function beginsSyllable(letters: string, syllables: ReadonlySet<string>): boolean {
  for (const syllable of syllables) if (syllable.startsWith(letters)) return true;
  return false;
}
