/** Lines of a CSV for spreadsheets: UTF-8 with a mark, CRLF, and no cell that a spreadsheet would take for a formula. */

/** To be written before the first line: without it Excel and WPS read UTF-8 as GB18030. */
export const utf8Mark = '\ufeff';

/** A cell of digits (a phone, a long number) that spreadsheets would round; they show it as text. */
export interface DigitsCell {
  readonly digits: string;
}
export type Cell = string | number | null | DigitsCell;

/**
 * A cell that begins like a formula gets an apostrophe, and so does one that begins as if it had got one: readers take off exactly
 * one (see plainCell).
 */
const likeFormula = /^(?:[=+\-@\t\r]|'[=+\-@'])/;

function text(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return /^\d+$/.test(cell.digits) ? `="${cell.digits}"` : text(cell.digits);
  return likeFormula.test(cell) ? `'${cell}` : cell;
}

export function csvLine(cells: readonly Cell[]): string {
  return `${cells
    .map(text)
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',')}\r\n`;
}
