/**
 * The page's words. A message carries its own marks, because browsers find no phrases in Chinese: `|` ends a phrase that
 * should not be broken, `[…]` holds a number and its unit together, `*…*` is bold. What is put in for `{name}` is text and is
 * never read for marks, so nothing on a card can dress itself up.
 */
import type zh from '../i18n/zh.json';

export type Messages = typeof zh;
export type Language = 'zh' | 'en';

export interface Piece {
  readonly text: string;
  readonly bold?: true;
  readonly whole?: true;
}
/** Phrases of pieces. */
export type Words = readonly (readonly Piece[])[];
export type Values = Readonly<Record<string, string | number>>;

const token = /[|[\]*]|\{(\w+)\}|[^|[\]*{]+|\{/g;

/** @throws RangeError if the message asks for a value that was not given */
export function words(message: string, values: Values = {}): Words {
  const phrases: Piece[][] = [[]];
  let bold = false;
  let whole = false;
  for (const [part, name] of message.matchAll(token)) {
    if (part === '|') phrases.push([]);
    else if (part === '*') bold = !bold;
    else if (part === '[' || part === ']') whole = part === '[';
    else phrases[phrases.length - 1]?.push({ text: textOf(part, name, values), ...(bold && { bold }), ...(whole && { whole }) });
  }
  return phrases;
}

function textOf(part: string, name: string | undefined, values: Values): string {
  if (name === undefined) return part;
  const value = values[name];
  if (value === undefined) throw new RangeError(`no value for {${name}}`);
  return String(value);
}

/** The text alone, for the title and for what is read aloud. */
export function plain(message: string, values: Values = {}): string {
  return words(message, values)
    .flat()
    .map(({ text }) => text)
    .join('');
}

/** Joins texts with a separator, each held together. */
export function listed(items: readonly string[], separator: string): Words {
  return items.map((item, index) => [{ text: index < items.length - 1 ? item + separator : item }]);
}
