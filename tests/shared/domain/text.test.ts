import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, searchKey } from '../../../shared/domain/text.ts';

describe('clean text', () => {
  it.each([
    ['a Kangxi radical', '帮厨⼯', '帮厨工'],
    ['a radical of the supplement', '⻋间⻓期⻝堂', '车间长期食堂'],
    ['full-width letters and digits', 'ＡＢＣ１２３', 'ABC123'],
    ['a compatibility ideograph', '\uf9b4\uf9a8', '領令'],
    ['zero-width and bidirectional marks', '保\u200b洁\u202e', '保洁'],
    ['line breaks and wide spaces', ' 搬家\r\n　两车 ', '搬家 两车'],
  ])('folds %s', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it('keeps Chinese punctuation', () => {
    expect(cleanText('会刮腻子，能爬高：每天（含饭）！')).toBe('会刮腻子，能爬高：每天（含饭）！');
  });

  it('is clean already, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
    );
  });
});

describe('a search key', () => {
  it('is the same for texts that look the same', () => {
    expect(new Set(['帮厨工 ABC', '帮厨⼯ＡＢＣ', ' 帮厨工abc'].map(searchKey))).toEqual(new Set(['帮厨工abc']));
  });
});
