/** The little of HTML that postings carry: tags and entities in texts, JSON-LD in script elements. Linear in the length of the text. */
import { cleanText } from '../../../shared/domain/text.ts';

const namedEntities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  middot: '·',
  bull: '·',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  ldquo: '“',
  rdquo: '”',
  yen: '¥',
};

function decodeEntity(whole: string, body: string): string {
  if (!body.startsWith('#')) return namedEntities[body.toLowerCase()] ?? whole;
  const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number.parseInt(body.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}

const decodeEntities = (text: string) => text.replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});/gi, decodeEntity);
/** Only what begins like a tag: 年龄<50 且身高>160 is text. */
const stripTags = (text: string) => text.replace(/<(?:\/?[a-z]|!)[^<>]*>/gi, ' ');

/** HTML as one line of plain text. Descriptions are often escaped once more (`&lt;p&gt;`), so tags are looked for twice. */
export function htmlToText(html: string): string {
  return cleanText(stripTags(decodeEntities(stripTags(html))));
}

/** The texts of the page's `<script type="application/ld+json">` elements. */
export function jsonLdScripts(html: string): string[] {
  const scripts: string[] = [];
  const opening = /<script\b([^<>]*)>/gi;
  const closing = /<\/script/gi;
  for (let open = opening.exec(html); open; open = opening.exec(html)) {
    closing.lastIndex = opening.lastIndex;
    const close = closing.exec(html);
    if (!close) break;
    if (/type\s*=\s*["']?application\/ld\+json/i.test(open[1] ?? '')) scripts.push(html.slice(opening.lastIndex, close.index));
    opening.lastIndex = closing.lastIndex;
  }
  return scripts;
}
