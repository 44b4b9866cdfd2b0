/** Lines of a CSV for spreadsheets. */

/** To be written first: without it spreadsheets in China read UTF-8 as GBK. */
export const utf8Mark = '\ufeff';

/** Quoted as RFC 4180 wants it; a spreadsheet that would take the text for a formula sees an apostrophe first. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(cell).join(',')}\r\n`;
