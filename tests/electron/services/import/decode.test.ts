import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../../electron/services/import/decode.ts';

const text = '编号,标题\nD1,刷墙刮腻子\n';
const codeOf = (bytes: Uint8Array) => {
  const decoded = decode(bytes);
  return decoded.ok ? decoded.encoding : decoded.fault.code;
};
const bytesOf = (...bytes: number[]) => Uint8Array.from([...bytes, ...new TextEncoder().encode('rest')]);

describe('decoding a file', () => {
  it('reads UTF-8 without a mark', () => {
    expect(decode(iconv.encode(text, 'utf8'))).toEqual({ ok: true, text, encoding: 'UTF-8' });
  });

  it('reads UTF-8 with a mark and takes the mark away', () => {
    expect(decode(iconv.encode(text, 'utf8', { addBOM: true }))).toEqual({ ok: true, text, encoding: 'UTF-8' });
  });

  it.each(['utf-16le', 'utf-16be'])('reads %s with a mark', (encoding) => {
    expect(decode(iconv.encode(text, encoding, { addBOM: true }))).toEqual({ ok: true, text, encoding: 'UTF-16' });
  });

  it('reads GB18030, also a character that GBK lacks', () => {
    const rare = `${text}D2,𠮷老板\n`;
    expect(decode(iconv.encode(rare, 'gb18030'))).toEqual({ ok: true, text: rare, encoding: 'GB18030' });
  });

  it('refuses UTF-8 with a broken byte, by line, instead of reading it as GB18030', () => {
    const bytes = Buffer.concat([
      iconv.encode(`${text}D2,擦玻`, 'utf8'),
      Buffer.from([0xe7, 0x8e]),
      iconv.encode(',好\nD3,送水工,西河\n', 'utf8'),
    ]);
    expect(decode(bytes)).toEqual({
      ok: false,
      fault: { code: 'encoding_damaged', message: '文件坏了：第 3 行有读不出来的字。请从原来的表格重新另存一次。' },
    });
  });

  it.each([
    ['file_xlsx', bytesOf(0x50, 0x4b, 3, 4)],
    ['file_xls', bytesOf(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)],
    ['file_pdf', bytesOf(0x25, 0x50, 0x44, 0x46, 0x2d)],
    ['file_binary', bytesOf(1, 0, 2)],
    ['encoding_unknown', bytesOf(0xff, 0x81, 0xff)],
    ['encoding_damaged', Uint8Array.from([0xff, 0xfe, 0x41])],
    ['file_empty', new Uint8Array()],
    ['file_empty', Uint8Array.from([0xef, 0xbb, 0xbf])],
    ['file_empty', new TextEncoder().encode(' \r\n\t')],
  ])('refuses with %s', (code, bytes) => {
    expect(codeOf(bytes)).toBe(code);
  });

  it('tells who brings a spreadsheet what to do with it', () => {
    const decoded = decode(bytesOf(0x50, 0x4b, 3, 4));
    expect(decoded.ok ? '' : decoded.fault.message).toContain('另存为「CSV」');
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => typeof decode(bytes).ok === 'boolean'));
  });

  it('gives back any Chinese text of some length in either encoding', () => {
    const chinese = fc
      .array(fc.integer({ min: 0x4e00, max: 0x9fa5 }), { minLength: 8, maxLength: 60 })
      .map((codes) => String.fromCodePoint(...codes));
    fc.assert(
      fc.property(chinese, (words) => {
        expect(decode(iconv.encode(words, 'utf8'))).toEqual({ ok: true, text: words, encoding: 'UTF-8' });
        expect(decode(iconv.encode(words, 'gb18030'))).toMatchObject({ ok: true, text: words });
      }),
    );
  });
});
