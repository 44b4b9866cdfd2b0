/**
 * What a posting's own words may not say: conditions of sex, ethnicity, religion, household registration, marriage, health
 * (就业促进法 3, 26-31; 妇女权益保障法 43), fees and kept papers (劳动合同法 9), workers under 16 (禁止使用童工规定 2). An upper age
 * limit is not named by these laws, so it is doubtful and warns. Words are judged as a person would read them: 不收押金, 男女不限
 * and 照顾 80 岁老人 say nothing wrong.
 */
import { type LintedText, type TextRule, textPatterns } from './lint-patterns.ts';
import { cleanText } from './text.ts';

export interface TextFinding {
  readonly rule: TextRule;
  readonly severity: 'block' | 'warn';
  /** The words that were found, without spaces. */
  readonly words: string;
}

const han = /\p{Script=Han}/u;

/** A space parts what stands for itself (能吃苦 会开车); put between single characters it hides a word (押 金). */
function joined(text: string): string {
  const words = text.split(' ');
  return words
    .map((word, at) => {
      const next = words[at + 1] ?? '';
      const parts = [...word].length > 1 && [...next].length > 1 && han.test(word.slice(-1)) && han.test(next.slice(0, 1));
      return parts ? `${word},` : word;
    })
    .join('');
}

/** As it is judged: in half width, without spaces and what is put between characters to slip through. */
function judged(text: string): string {
  const plain = cleanText(text.replace(/[\r\n\u2028\u2029]+/g, '。'))
    .normalize('NFKC')
    .toLowerCase();
  return joined(plain.replace(/\s+/g, ' ')).replace(/(?<=\p{Script=Han})[*_.·•~|＿]+(?=\p{Script=Han})/gu, '');
}

const searched = textPatterns.map((pattern) => ({ ...pattern, shape: new RegExp(pattern.shape.source, 'gu') }));

/** What is wrong with one text; each rule at most once, hard faults first in doubt. Never throws. */
export function lintText(text: string, within: LintedText): TextFinding[] {
  const read = judged(text)
    // both are no condition of sex
    .replace(
      /(?:不限|不分|不论|无论|不管)(?:是)?(?:男女|女男|男|女)|男女(?:老少)?|女男|男[、/和或及]女|男(?:性|士|工|生|的|师傅)?[、/和或及,，]?女(?:性|士|工|生|的|师傅)?(?=都|均|皆|不限|各半)/g,
      '＃',
    );
  const found = new Map<TextRule, TextFinding>();
  for (const { rule, severity, shape, within: places, denied } of searched) {
    if (places && !places.includes(within)) continue;
    if (found.get(rule)?.severity === 'block') continue;
    for (const match of read.matchAll(shape)) {
      if (denied(read, match.index, match.index + match[0].length)) continue;
      if (!found.has(rule) || severity === 'block')
        found.set(rule, { rule, severity, words: match[0].replace(/^[,，。;；、]/, '').slice(0, 24) });
      break;
    }
  }
  return [...found.values()];
}
