/** First letters of pinyin. The dictionary is large, so it stays on this side: files carry what the search needs of it. */
import { pinyin, polyphonic } from 'pinyin-pro';

const words = new Map<string, string>();

/** Of a name, as it is read in it: 重庆 is cq. What is no character stays, in lower case. */
export function initialsOf(name: string): string {
  const known = words.get(name);
  if (known !== undefined) return known;
  const letters = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase();
  words.set(name, letters);
  return letters;
}

const characters = new Map<string, number>();

/** Every letter that a character's readings begin with, as bits a-z: 重 is c and z. 0 for what is no Chinese character. */
export function readingsOf(character: string): number {
  const known = characters.get(character);
  if (known !== undefined) return known;
  let letters = 0;
  if (/^\p{Script=Han}$/u.test(character)) {
    for (const [letter] of polyphonic(character, { pattern: 'first', toneType: 'none', type: 'array' }).flat()) {
      if (letter !== undefined && /^[a-z]$/.test(letter)) letters |= 1 << (letter.charCodeAt(0) - 0x61);
    }
  }
  characters.set(character, letters);
  return letters;
}
