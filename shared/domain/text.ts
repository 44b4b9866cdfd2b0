/**
 * Look-alike characters that copied texts carry (厨⼯ with U+2F2F, ⻋ U+2ECB, １２３) become the characters they look like.
 * NFKC knows the Kangxi radicals and full-width forms; it does not know the CJK radicals supplement, so those that look
 * like a whole simplified character stand in a table here (Unicode's EquivalentUnifiedIdeograph.txt).
 */
const radicalSupplement: Readonly<Record<string, string>> = {
  '⺁': '厂',
  '⺟': '母',
  '⺠': '民',
  '⻁': '虎',
  '⻄': '西',
  '⻅': '见',
  '⻆': '角',
  '⻉': '贝',
  '⻋': '车',
  '⻓': '长',
  '⻔': '门',
  '⻘': '青',
  '⻙': '韦',
  '⻚': '页',
  '⻛': '风',
  '⻜': '飞',
  '⻝': '食',
  '⻢': '马',
  '⻣': '骨',
  '⻤': '鬼',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻨': '麦',
  '⻩': '黄',
  '⻬': '齐',
  '⻮': '齿',
  '⻰': '龙',
  '⻳': '龟',
};

/** Letters, digits and ideographs with a look-alike. Full-width punctuation is not in here: it belongs to Chinese text. */
const lookAlike = /[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06０-９Ａ-Ｚａ-ｚ￥\u{2f800}-\u{2fa1f}]/gu;
/** What nobody sees and nobody means: controls, zero-width and bidirectional marks, byte-order marks, lone surrogates. */
const invisible = /[\p{Cc}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Cs}/gu;

function foldLookAlike(character: string): string {
  return radicalSupplement[character] ?? character.normalize('NFKC');
}

/** Text as it is stored and shown: one line, look-alikes folded, Chinese punctuation kept, spaces single. */
export function cleanText(text: string): string {
  return text
    .replace(/[\t\r\n\v\f\u0085\u00a0\u3000]+/g, ' ')
    .replace(invisible, '')
    .replace(lookAlike, foldLookAlike)
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** The form in which texts are compared and searched: NFKC, lower case, no spaces. Not for showing. */
export function searchKey(text: string): string {
  return cleanText(text).normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
