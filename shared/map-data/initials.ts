/** Finding names as people type them: 西河, or xh for 西河. */
import type { PackNames } from './names.ts';

const letterBit = (code: number) =>
  code >= 0x61 && code <= 0x7a ? 1 << (code - 0x61) : code >= 0x41 && code <= 0x5a ? 1 << (code - 0x41) : 0;

/** Letters that a unit of text may stand for, by its code: its pinyin's, or itself. */
export function letterTable(initials: ReadonlyMap<string, number>): Uint32Array {
  const table = new Uint32Array(0x10000);
  for (let code = 0x41; code <= 0x7a; code += 1) table[code] = letterBit(code);
  for (const [character, letters] of initials) if (character.length === 1) table[character.charCodeAt(0)] = letters;
  return table;
}

/** Whether a run of the text, from `at`, is what the typed letters and digits may stand for. */
function standsFor(text: string, at: number, typed: string, table: Uint32Array): boolean {
  for (let index = 0; index < typed.length; index += 1) {
    const code = text.charCodeAt(at + index);
    const wanted = typed.charCodeAt(index);
    if (code !== wanted && !((table[code] ?? 0) & letterBit(wanted))) return false;
  }
  return true;
}

const typable = /^[a-z0-9]+$/i;

/**
 * Rows whose name holds the text or, typed in letters, whose initials hold them in a row. Names that begin with it come first; each
 * row once; at most `limit`.
 */
export function searchNames({ text, starts, count, initials }: PackNames, typed: string, limit: number): number[] {
  const wanted = typed.trim();
  if (wanted === '' || wanted.includes('\n')) return [];
  const letters = typable.test(wanted) ? letterTable(initials) : null;
  const begins: number[] = [];
  const holds: number[] = [];
  let at = -1;
  for (let row = 0; row < count && begins.length < limit; row += 1) {
    const from = starts[row] as number;
    const to = (starts[row + 1] as number) - 1;
    let found = -1;
    if (letters) {
      for (let start = from; start + wanted.length <= to && found < 0; start += 1)
        if (standsFor(text, start, wanted, letters)) found = start;
    } else {
      if (at < from) at = text.indexOf(wanted, from);
      if (at < 0) break;
      if (at < to) found = at;
    }
    if (found === from) begins.push(row);
    else if (found > from && holds.length < limit) holds.push(row);
  }
  return [...begins, ...holds].slice(0, limit);
}
