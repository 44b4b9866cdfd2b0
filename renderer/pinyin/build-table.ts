/**
 * Makes table.json: which characters a syllable may be, those that stand in names first. Readings come from pinyin-pro, the order
 * from name-characters.txt (often to seldom), then the 3,755 everyday characters of GB 2312, then its other 3,008. Run with
 * `npx node renderer/pinyin/build-table.ts` after a change of the lists; a test makes it again and compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { pinyin } from 'pinyin-pro';

export interface PinyinTable {
  /** Syllable (v for ü) → characters, the likeliest first. */
  readonly characters: Readonly<Record<string, string>>;
  /** Given names and parts of names → their syllables, one space between. */
  readonly words: readonly (readonly [word: string, syllables: string])[];
}

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Readings as surnames, which no dictionary puts first. */
const surnames: Readonly<Record<string, string>> = {
  查: 'zha',
  单: 'shan',
  解: 'xie',
  仇: 'qiu',
  区: 'ou',
  任: 'ren',
  曾: 'zeng',
  盖: 'ge',
  朴: 'piao',
  尉: 'yu',
  缪: 'miao',
  冼: 'xian',
  乐: 'yue',
  宓: 'mi',
  逄: 'pang',
  晁: 'chao',
  覃: 'qin',
  闵: 'min',
  亓: 'qi',
  佘: 'she',
  祭: 'zhai',
  员: 'yun',
  洗: 'xian',
  种: 'chong',
};

/** GB 2312 by its rows: 16-55 everyday, 56-87 the others. */
function gb2312(firstRow: number, lastRow: number): string[] {
  const decoder = new TextDecoder('gb18030');
  const found: string[] = [];
  for (let row = firstRow; row <= lastRow; row++) {
    for (let cell = 1; cell <= 94; cell++) {
      const character = decoder.decode(Uint8Array.of(0xa0 + row, 0xa0 + cell));
      if (/^\p{Script=Han}$/u.test(character)) found.push(character);
    }
  }
  return found;
}

const plain = (reading: string) => reading.replaceAll('ü', 'v').replace(/[^a-z]/g, '');

export function buildTable(): PinyinTable {
  // The first line is of given names, the second of surnames: both are wanted, so they take turns.
  const [given = [], families = []] = read('name-characters.txt')
    .trim()
    .split('\n')
    .map((line) => [...line.trim()]);
  const inNames = given.flatMap((character, rank) => [...families.slice(rank, rank + 1), character]);
  const all = [...new Set([...inNames, ...families, ...gb2312(16, 55), ...gb2312(56, 87)])];
  const lists = new Map<string, string[]>();
  const seldom: [string, string][] = [];
  const put = (syllable: string, character: string) => {
    const list = lists.get(syllable) ?? [];
    if (!list.includes(character)) list.push(character);
    lists.set(syllable, list);
  };
  for (const character of all) {
    const readings = [...new Set(pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true }).map(plain))];
    const [first, ...others] = readings.filter((one) => one !== '');
    if (first !== undefined) put(first, character);
    const surname = surnames[character];
    if (surname !== undefined) put(surname, character);
    for (const other of others) seldom.push([other, character]);
  }
  // Second readings stand behind all first ones.
  for (const [syllable, character] of seldom) put(syllable, character);
  const characters = Object.fromEntries(
    [...lists].sort(([a], [b]) => (a < b ? -1 : 1)).map(([syllable, list]) => [syllable, list.join('')]),
  );
  const words = [...new Set(read('name-words.txt').split(/\s+/))]
    .filter((word) => word !== '')
    .map((word) => [word, pinyin(word, { toneType: 'none', type: 'array', v: true }).map(plain).join(' ')] as const);
  return { characters, words };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(new URL('table.json', import.meta.url), `${JSON.stringify(buildTable(), null, 0)}\n`);
}
