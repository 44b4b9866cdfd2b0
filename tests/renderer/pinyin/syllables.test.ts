import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutSyllables } from '../../../renderer/pinyin/syllables.ts';
import table from '../../../renderer/pinyin/table.json';

const syllables = new Set(Object.keys(table.characters));
const cut = (typed: string) => cutSyllables(typed, syllables)?.join(' ') ?? null;

describe('cutting letters', () => {
  it('finds the fewest syllables', () => {
    expect(['machenglong', 'cairangzhuoma', 'abudurexiti', 'wangjianguo', 'lvxiulan'].map(cut)).toEqual([
      'ma cheng long',
      'cai rang zhuo ma',
      'a bu du re xi ti',
      'wang jian guo',
      'lv xiu lan',
    ]);
  });

  it('cuts where a separator stands', () => {
    expect(["xi'an", 'xian', "'xi''an'"].map(cut)).toEqual(['xi an', 'xian', 'xi an']);
  });

  it('lets the last syllable be unfinished, and refuses what cannot be read', () => {
    expect(['jiangu', 'zh', 'vvv', 'uan'].map(cut)).toEqual(['jian gu', 'zh', null, null]);
  });

  it('keeps every letter, whatever is typed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...syllables), { minLength: 1, maxLength: 6 }), (parts) => {
        const found = cutSyllables(parts.join(''), syllables);
        return found !== null && found.join('') === parts.join('') && found.length <= parts.length;
      }),
    );
  });

  it('gives back the syllables that are separated', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...syllables), { minLength: 1, maxLength: 6 }), (parts) => {
        expect(cutSyllables(parts.join("'"), syllables)).toEqual(parts);
      }),
    );
  });
});
