import { describe, expect, it } from 'vitest';
import { type CardNameFault, cardNameFault } from '../../../shared/card/card-name.ts';

describe('a name on a card', () => {
  it.each([
    '王师傅',
    '王建国',
    'A',
    '阿卜杜热西提·阿卜杜热合曼',
    'مەھمۇت',
    'ᠪᠠᠲᠤ',
    'བསྟན་འཛིན',
    'Åsa O’Neill',
    '𠮷野',
    '王'.repeat(20),
    'Ж'.repeat(20),
    '𠮷'.repeat(15),
  ])('may be %s', (name) => {
    expect(cardNameFault(name)).toBeNull();
  });

  it.each<[string, string, CardNameFault]>([
    ['nothing', '', 'empty'],
    ['spaces', '   ', 'empty'],
    ['wide spaces', '\u3000\u3000', 'empty'],
    ['21 characters', '王'.repeat(21), 'too_long'],
    ['21 letters', 'a'.repeat(21), 'too_long'],
    ['20 characters of 80 bytes', '𠮷'.repeat(20), 'too_long'],
    ['16 characters of 61 bytes', `${'𠮷'.repeat(15)}a`, 'too_long'],
    ['a letter and its mark apart', 'A\u030asa', 'not_nfc'],
    ['a compatibility ideograph', '\uf900', 'not_nfc'],
    ['a line end', '王\n建国', 'forbidden_character'],
    ['NUL', '王\u0000', 'forbidden_character'],
    ['a C1 control', '王\u0085', 'forbidden_character'],
    ['a line separator', '王\u2028', 'forbidden_character'],
    ['a wide space', '王\u3000建国', 'forbidden_character'],
    ['a space that does not break', '王\u00a0建国', 'forbidden_character'],
    ['a direction override', '王\u202e国', 'forbidden_character'],
    ['a direction isolate', '王\u2066国\u2069', 'forbidden_character'],
    ['an Arabic letter mark', '王\u061c', 'forbidden_character'],
    ['a zero-width space', '王\u200b国', 'forbidden_character'],
    ['a zero-width joiner', '王\u200d国', 'forbidden_character'],
    ['a grapheme joiner', '王\u034f国', 'forbidden_character'],
    ['a byte-order mark', '\ufeff王', 'forbidden_character'],
    ['a soft hyphen', '王\u00ad国', 'forbidden_character'],
    ['a Hangul filler', '\u3164', 'forbidden_character'],
    ['a variation selector', '王\ufe0f', 'forbidden_character'],
    ['an ideographic variation', '王\u{e0100}', 'forbidden_character'],
    ['a tag', '王\u{e0041}', 'forbidden_character'],
    ['the empty Braille', '\u2800', 'forbidden_character'],
    ['private use', '\ue000', 'forbidden_character'],
    ['half a character', '王\ud842', 'forbidden_character'],
    ['an angle bracket', '<b>', 'forbidden_character'],
  ])('may not be or have %s', (_name, name, fault) => {
    expect(cardNameFault(name)).toBe(fault);
  });
});
