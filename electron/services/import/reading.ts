/** The outcome of reading one value: what it means, or the rule it breaks in a sentence. */
import type { ImportFaultCode } from './import-row.ts';

export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ImportFaultCode; readonly message: string };

export function means<T>(value: T): Reading<T> {
  return { ok: true, value };
}

export function unread(message: string, code: ImportFaultCode = 'value_unreadable'): Reading<never> {
  return { ok: false, code, message };
}

/** What stood in the cell, short enough for a message. */
export function quoted(text: string): string {
  return `「${text.length > 20 ? `${text.slice(0, 19)}…` : text}」`;
}

/** Width and spaces do not matter in figures, dates and single words: `８：００`, `2026年11月 23日`. */
export function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}
