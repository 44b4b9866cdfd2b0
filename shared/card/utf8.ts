/** UTF-8, strict both ways, by the language's own means: shared code has neither the DOM's nor Node's encoder. */
import { malformed } from './card-error.ts';

/** @throws CardFormatError for a lone surrogate */
export function utf8Bytes(text: string): Uint8Array {
  let escaped = '';
  try {
    escaped = encodeURIComponent(text);
  } catch {
    malformed('a lone surrogate');
  }
  return Uint8Array.from(escaped.match(/%..|./g) ?? [], (part) => (part.length > 1 ? Number(`0x${part.slice(1)}`) : part.charCodeAt(0)));
}

/** @throws CardFormatError for overlong forms, surrogates and whatever else is not UTF-8 */
export function utf8Text(bytes: Uint8Array): string {
  try {
    return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return malformed('not UTF-8');
  }
}
