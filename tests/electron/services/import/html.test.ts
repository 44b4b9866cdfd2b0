import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlToText, jsonLdScripts } from '../../../../electron/services/import/html.ts';

describe('HTML in postings', () => {
  it.each([
    ['<p>刷墙</p><ul><li>管饭</li></ul>', '刷墙 管饭'],
    ['&lt;p&gt;刷墙&lt;/p&gt;', '刷墙'],
    ['工钱&nbsp;280&amp;管饭 &#x5200;&#20992; &unknown;', '工钱 280&管饭 刀刀 &unknown;'],
    ['年龄<50 且身高>160', '年龄<50 且身高>160'],
    ['<!-- 备注 -->送水<br/>', '送水'],
    ['&#0;&#9999999;a', 'a'],
  ])('reads %s as text', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it('finds the scripts that hold JSON-LD, and no others', () => {
    const page = `<script>var a = '{}'</script><SCRIPT id=x type='application/ld+json'>{"a":1}</SCRIPT ><script type="application/ld+json">[2]</script>`;
    expect(jsonLdScripts(page)).toEqual(['{"a":1}', '[2]']);
  });

  it('passes over a script that never ends', () => {
    expect(jsonLdScripts('<script type="application/ld+json">{"a":1}')).toEqual([]);
  });

  it('never throws, whatever the text', () => {
    const piece = fc.constantFrom('<', '>', '&', ';', '#', 'x', '<script type="application/ld+json">', '</script>', '{', 'a', '1');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        (pieces) => htmlToText(pieces.join('')).length + jsonLdScripts(pieces.join('')).length >= 0,
      ),
    );
  });
});
