/** What the typed letters may mean: whole names first, then parts of names, then characters of the first syllable. */
import type { PinyinTable } from './build-table.ts';
import { cutSyllables } from './syllables.ts';

export interface Candidate {
  readonly text: string;
  /** What stays typed when it is taken. */
  readonly rest: string;
}

export interface Candidates {
  /** As it is read: `jian guo`; null when it cannot be. */
  readonly syllables: readonly string[] | null;
  readonly names: readonly Candidate[];
  readonly characters: readonly Candidate[];
}

const none: Candidates = { syllables: [], names: [], characters: [] };
const mostNames = 4;

export function createPinyin(table: PinyinTable) {
  const syllables = new Set(Object.keys(table.characters));

  /** Characters of a syllable, or of all that begin so. */
  function charactersOf(syllable: string): readonly string[] {
    const own = table.characters[syllable];
    if (own !== undefined) return [...own];
    const begun = Object.entries(table.characters).filter(([one]) => one.startsWith(syllable));
    // One of each in turn, so that no syllable hides the others.
    const lists = begun.map(([, list]) => [...list]);
    return [...new Set(Array.from({ length: 12 }, (_, rank) => lists.flatMap((list) => list.slice(rank, rank + 1))).flat())];
  }

  function find(typed: string): Candidates {
    if (typed.replaceAll("'", '') === '') return none;
    const cut = cutSyllables(typed, syllables);
    if (cut === null || cut.length === 0) return { ...none, syllables: cut };
    const after = (count: number) => cut.slice(count).join("'");
    const words = table.words
      .map(([word, read]) => ({ word, read: read.split(' ') }))
      .filter(({ read }) => read.length <= cut.length && read.every((syllable, at) => matches(cut, at, syllable)))
      .sort((a, b) => b.read.length - a.read.length);
    const names = words.map(({ word, read }) => ({ text: word, rest: after(read.length) }));
    if (cut.length === 2) {
      const [first = [], second = []] = cut.map((syllable) => charactersOf(syllable).slice(0, 4));
      const pairs = first.flatMap((a, rankA) => second.map((b, rankB) => ({ text: a + b, rank: rankA + rankB })));
      names.push(...pairs.sort((a, b) => a.rank - b.rank).map(({ text }) => ({ text, rest: '' })));
    }
    const seen = new Set<string>();
    return {
      syllables: cut,
      names: names.filter(({ text }) => !seen.has(text) && seen.add(text)).slice(0, mostNames),
      characters: charactersOf(cut[0] ?? '').map((text) => ({ text, rest: after(1) })),
    };
  }

  /** The last typed syllable may be unfinished. */
  function matches(cut: readonly string[], at: number, syllable: string): boolean {
    const typed = cut[at] ?? '';
    return typed === syllable || (at === cut.length - 1 && !syllables.has(typed) && syllable.startsWith(typed));
  }

  return { find };
}
