import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchNames } from '../../../shared/map-data/initials.ts';
import { decodeNames, encodeNames, nameAt } from '../../../shared/map-data/names.ts';

const letters = (text: string) => [...text].reduce((bits, letter) => bits | (1 << (letter.charCodeAt(0) - 97)), 0);
const readings = new Map(
  Object.entries({ 西: 'x', 河: 'h', 重: 'cz', 庆: 'q', 路: 'l', 驿: 'y', 站: 'z' }).map(([one, of]) => [one, letters(of)]),
);
const search = (names: readonly string[], typed: string, limit = 10) =>
  searchNames(decodeNames(encodeNames(names, readings)), typed, limit).map((row) => names[row]);

describe('names', () => {
  it('read back row by row, with the readings of their characters', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll('\n', ''));
    fc.assert(
      fc.property(fc.array(name), (names) => {
        const read = decodeNames(encodeNames(names, readings));
        expect(names.map((_, row) => nameAt(read, row))).toEqual(names);
        expect(read.initials).toEqual(readings);
      }),
    );
  });

  it('are refused when there are fewer or more than stations', () => {
    const bytes = encodeNames(['西河路驿站', '重庆路驿站'], new Map());
    // Three bytes of head, no characters, then the count.
    for (const count of [1, 3]) {
      expect(() => decodeNames(bytes.with(4, count))).toThrow(expect.objectContaining({ code: 'damaged' }));
    }
  });
});

describe('a search', () => {
  const names = ['重庆路驿站', '西河路驿站', '东西河路', 'A1号站', '河'];

  it('finds what names hold, those that begin with it first', () => {
    expect(search(names, '西河')).toEqual(['西河路驿站', '东西河路']);
  });

  it('finds by initials, whichever reading is meant', () => {
    expect(search(names, 'cqlyz')).toEqual(['重庆路驿站']);
    expect(search(names, 'ZQL')).toEqual(['重庆路驿站']);
    expect(search(names, 'xh')).toEqual(['西河路驿站', '东西河路']);
  });

  it('finds letters and digits themselves', () => {
    expect(search(names, 'a1')).toEqual(['A1号站']);
  });

  it('never finds across two names', () => {
    expect(search(names, 'hh')).toEqual([]);
    expect(search(['西', '河'], '西河')).toEqual([]);
    expect(search(['西', '河'], '西\n河')).toEqual([]);
  });

  it('finds each name once and no more than asked for', () => {
    expect(search(['西西', '西', '大西'], '西', 2)).toEqual(['西西', '西']);
    expect(search(['xx', 'x'], 'x')).toEqual(['xx', 'x']);
    expect(search(names, ' ')).toEqual([]);
  });
});
