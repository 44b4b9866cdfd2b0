/** The card as a link: `PREFIX 1 DIGITS` (docs/card-format.md, section 1), and reading it back from whatever scanners make of it. */
import { bytesOf, digitsOf } from './digits.ts';

const longestPrefix = 32;
const localHost =
  /^(localhost|127(\.\d{1,3}){3}|10(\.\d{1,3}){3}|192\.168(\.\d{1,3}){2}|172\.(1[6-9]|2\d|3[01])(\.\d{1,3}){2}|\[::1\])(:\d{1,5})?$/;
const publicHost = /^(?=.{1,32}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9](:\d{1,5})?$/;

export type CardPrefixFault = 'too_long' | 'not_a_card_address' | 'http_outside_demo';

/** Whether cards may lead there: https and a lower-case host; plain http only in a demo, to this machine or its LAN. */
export function cardPrefixFault(prefix: string, { demo }: { readonly demo: boolean }): CardPrefixFault | null {
  const [, scheme, host = ''] = /^(https?):\/\/([^/]+)\/c#$/.exec(prefix) ?? [];
  if (scheme === undefined) return 'not_a_card_address';
  if (prefix.length > longestPrefix) return 'too_long';
  if (!localHost.test(host) && !publicHost.test(host)) return 'not_a_card_address';
  if (scheme === 'http' && !(demo && localHost.test(host))) return 'http_outside_demo';
  return null;
}

export function cardUrl(prefix: string, signed: Uint8Array): string {
  return `${prefix}1${digitsOf(signed)}`;
}

export type CardText =
  | { readonly kind: 'signed'; readonly bytes: Uint8Array }
  /** Another version of the format. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'malformed' };

/** The longest card is 214 bytes: 520 digits and the version. */
const mostDigits = 521;

/**
 * Reads a card from a link, a fragment or bare digits. What apps append or change around the digits (`&shareTo=weixin`, `?from=`,
 * `#` as `%23`, capitals, a full stop, a line end) does not matter: the digits alone count, and they are signed.
 */
export function readCardText(text: string): CardText {
  const found = /(?:#|%23)[/\s]*(\d+)([\p{L}_-]?)/iu.exec(text) ?? /^\s*(\d+)([\p{L}_-]?)/u.exec(text);
  const [, digits = '', next = ''] = found ?? [];
  // `#2nd-part` of a page, `2026年`, a card number: other numbers, not another version
  if (digits === '' || (digits[0] !== '1' && next !== '')) return { kind: 'malformed' };
  if (digits[0] !== '1') return { kind: 'newer' };
  if (digits.length > mostDigits) return { kind: 'malformed' };
  try {
    return { kind: 'signed', bytes: bytesOf(digits.slice(1)) };
  } catch {
    return { kind: 'malformed' };
  }
}
