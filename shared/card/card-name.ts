/** What a name on a card may be (docs/card-format.md, section 3, key 4). */
import { utf8Bytes } from './utf8.ts';

const longestPoints = 20;
const longestBytes = 60;
/**
 * Controls, format characters (bidirectional, zero-width, tags), private use, lone surrogates, line ends, every space but the plain
 * one, `<>`, and what is drawn as nothing though it is no format character: joiners, fillers, variation selectors, the empty Braille.
 */
const forbidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800<>]|(?! )\p{Zs}/u;

export type CardNameFault = 'empty' | 'too_long' | 'forbidden_character' | 'not_nfc';

export function cardNameFault(name: string): CardNameFault | null {
  if (name.trim() === '') return 'empty';
  if (forbidden.test(name)) return 'forbidden_character';
  if ([...name].length > longestPoints || utf8Bytes(name).length > longestBytes) return 'too_long';
  return name.normalize('NFC') === name ? null : 'not_nfc';
}
