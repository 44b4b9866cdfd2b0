/** UTF-8 by hand: shared code has neither the DOM's nor Node's coder, and names come by the hundred thousand. */
import { damaged } from './map-data-error.ts';

/** Lone surrogates become U+FFFD, as everywhere on the web. */
export function utf8Bytes(text: string): Uint8Array {
  const out = new Uint8Array(text.length * 3);
  let at = 0;
  for (let index = 0; index < text.length; index += 1) {
    let code = text.codePointAt(index) as number;
    if (code > 0xffff) index += 1;
    else if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) out[at++] = code;
    else {
      if (code < 0x800) out[at++] = 0xc0 | (code >> 6);
      else {
        if (code < 0x10000) out[at++] = 0xe0 | (code >> 12);
        else {
          out[at++] = 0xf0 | (code >> 18);
          out[at++] = 0x80 | ((code >> 12) & 63);
        }
        out[at++] = 0x80 | ((code >> 6) & 63);
      }
      out[at++] = 0x80 | (code & 63);
    }
  }
  return out.slice(0, at);
}

const chunk = 4096;

/** @throws MapDataError for overlong forms, surrogates and whatever else is not UTF-8 */
export function utf8Text(bytes: Uint8Array): string {
  const units = new Uint16Array(chunk + 2);
  let text = '';
  let used = 0;
  let at = 0;
  while (at < bytes.length) {
    let code = bytes[at++] as number;
    if (code >= 0x80) {
      const more = code < 0xc2 ? damaged('not UTF-8') : code < 0xe0 ? 1 : code < 0xf0 ? 2 : code < 0xf5 ? 3 : damaged('not UTF-8');
      code &= 0x3f >> more;
      for (let left = more; left > 0; left -= 1) {
        const next = bytes[at++] ?? 0;
        if ((next & 0xc0) !== 0x80) damaged('not UTF-8');
        code = (code << 6) | (next & 63);
      }
      if ((more === 2 && code < 0x800) || (more === 3 && code < 0x10000) || code > 0x10ffff) damaged('not UTF-8');
      if (code >= 0xd800 && code <= 0xdfff) damaged('not UTF-8');
    }
    if (code > 0xffff) {
      units[used++] = 0xd800 + ((code - 0x10000) >> 10);
      units[used++] = 0xdc00 + (code & 0x3ff);
    } else units[used++] = code;
    if (used >= chunk) {
      text += String.fromCharCode.apply(null, units.subarray(0, used) as unknown as number[]);
      used = 0;
    }
  }
  return text + String.fromCharCode.apply(null, units.subarray(0, used) as unknown as number[]);
}
