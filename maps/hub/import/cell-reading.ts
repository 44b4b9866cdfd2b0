/** Cells as spreadsheets leave them, read into figures and days. */
import { localDateSchema } from '../../../shared/domain/local-date.ts';

/** Width and spaces do not matter in figures: `１２０．２`. */
const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/** Decimal degrees; undefined for anything else. */
export function readDegrees(text: string): number | undefined {
  const written = plain(text).replace(/[°nsew]$/, '');
  return /^[+-]?\d{1,3}(\.\d+)?(e-\d+)?$/.test(written) ? Number(written) : undefined;
}

/** `120.211184,30.247268`: longitude first, as maps here write it, unless only the other order can be meant. */
export function readPair(text: string): readonly [lng: string, lat: string] | undefined {
  const [first, second, ...more] = text
    .replace(/^[[(（]|[\])）]$/gu, '')
    .split(/[,，;；\s]+/u)
    .filter((part) => part !== '');
  if (first === undefined || second === undefined || more.length > 0) return undefined;
  return Math.abs(Number(first)) < 60 && Math.abs(Number(second)) > 60 ? [second, first] : [first, second];
}

/** A spreadsheet took digits for a number and rounded them away (1.99E+10): what is lost cannot be read back. */
export function isRounded(text: string): boolean {
  return /^\d(\.\d+)?e\+?\d+$/.test(plain(text));
}

/** Digits without what spreadsheets put around them to keep them text: `'0971…`, `="0971…"`. */
export function unwrapped(text: string): string {
  return text.replace(/^="(.*)"$/, '$1').replace(/^'/, '');
}

/** `2026-12-05`, `2026/12/5`, `2026年12月5日`; undefined for no day of the calendar. */
export function readDay(text: string): string | undefined {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain(text));
  if (!match) return undefined;
  const [, year, month = '', day = ''] = match;
  const parsed = localDateSchema.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return parsed.success ? parsed.data : undefined;
}
