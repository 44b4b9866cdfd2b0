/** What a name on a card may be (docs/card-format.md, section 3, key 4). */

const longestPoints = 20;
const longestBytes = 60;
/** Controls, format characters (zero-width, bidirectional, tags), private use, every space but the plain one, `<>`. */
const forbidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}<>]|(?! )\p{Zs}/u;
/** Seen by nobody, but no format characters to Unicode: fillers and variation selectors. */
const unseen = /\u115f|\u1160|\u3164|\uffa0|\p{Variation_Selector}/u;

export type CardNameFault = 'empty' | 'too_long' | 'forbidden_character' | 'not_nfc';

export function cardNameFault(name: string): CardNameFault | null {
  if (name.trim() === '') return 'empty';
  if (forbidden.test(name) || unseen.test(name)) return 'forbidden_character';
  const points = [...name];
  const bytes = points.reduce((sum, character) => sum + byteLength(character.codePointAt(0) ?? 0), 0);
  if (points.length > longestPoints || bytes > longestBytes) return 'too_long';
  return name.normalize('NFC') === name ? null : 'not_nfc';
}

function byteLength(point: number): number {
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}
