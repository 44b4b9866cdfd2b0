import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CardText, cardUrl, readCardText } from '../../../shared/card/card-url.ts';
import { digitsOf } from '../../../shared/card/digits.ts';
import { vectorOne } from '../../support/card-keys.ts';

const { url } = vectorOne;
const digits = url.slice(url.indexOf('#') + 1);
const card = readCardText(url);

describe('the text of a card', () => {
  it('is read whatever stands around its digits', () => {
    const around = fc.stringMatching(/^[^#\d%]{0,12}$/);
    const mark = fc.constantFrom('#', '%23', '#/', '#//', '# ');
    fc.assert(
      fc.property(around, mark, around, (before, hash, after) => {
        expect(readCardText(`${before}${hash}${digits}${after}`)).toEqual(card);
      }),
    );
  });

  it.each<[string, string]>([
    ['words before the link', `2026年的推荐卡 ${url}`],
    ['words after it', `${url}这是我的卡`],
    ['brackets', `「${url}」`],
    ['a fragment that WeChat adds', `${url}#wechat_redirect`],
    ['a fragment before', `https://jy.example.cn/c#top#${digits}`],
    ['escaped line ends', `${url}%0D%0A`],
    ['a line end before bare digits', `\r\n${digits}`],
  ])('survives %s', (_name, text) => {
    expect(readCardText(text)).toEqual(card);
  });

  it.each<[string, string, CardText['kind']]>([
    ['version 2', `https://jy.example.cn/c#2${digits.slice(1)}`, 'newer'],
    ['a version 3 that is longer than any card of today', `#3${'0'.repeat(5000)}`, 'newer'],
    ['version 2 without a link', `2${digits.slice(1)}`, 'newer'],
    ['part 2 of a page', 'https://example.org/page#2nd-part', 'malformed'],
    ['a date', '2026年11月22日', 'malformed'],
    ['a card’s number', '001841-01-00000412-1', 'malformed'],
    ['a phone', '13800138000', 'signed'],
    ['digits after letters', `card${digits}`, 'malformed'],
    ['a card longer than any', `${url}${'0'.repeat(17 * 20)}`, 'malformed'],
    ['a block that overflows', `#1${'9'.repeat(17)}`, 'malformed'],
    ['the version alone', '#1', 'malformed'],
    ['a million marks', '#'.repeat(1_000_000), 'malformed'],
  ])('of %s is told apart', (_name, text, kind) => {
    expect(readCardText(text).kind).toBe(kind);
  });

  it('of any bytes of a card’s length is those bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 214 }), (bytes) => {
        expect(readCardText(cardUrl('https://jy.example.cn/c#', bytes))).toEqual({ kind: 'signed', bytes });
      }),
    );
  });

  it('never fails, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[#%/\s\d]*$/)), (text) => {
        const read = readCardText(text);
        // the bytes of a card have one run of digits only
        if (read.kind === 'signed') expect(text).toContain(`1${digitsOf(read.bytes)}`);
      }),
      { numRuns: 2000 },
    );
  });
});
