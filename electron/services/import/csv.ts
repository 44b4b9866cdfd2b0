/**
 * A table of postings in CSV. Rows are numbered as the spreadsheet that wrote the file numbers them: a cell with a line
 * break is one row, an empty line is one too. Nothing here judges values; that is read-row's.
 */
import { CsvError, parse } from 'csv-parse/sync';
import { cleanText } from '../../../shared/domain/text.ts';
import { type Column, columnWord, neededColumns, readHeading } from './columns.ts';
import type { ImportFault } from './import-row.ts';
import type { RawRow } from './read-row.ts';

export interface CsvTable {
  readonly delimiter: string;
  /** Headings that were understood, as the file has them. */
  readonly recognised: readonly string[];
  /** Headings that mean nothing here; their columns are passed over. */
  readonly unknown: readonly string[];
  readonly rows: readonly RawRow[];
  readonly faults: readonly ImportFault[];
  /** There were more rows than are read. */
  readonly truncated: boolean;
}

/** As many as a sheet can hold; a file of more is no table of postings. */
export const mostRows = 1_048_576;

const delimiters = [',', '\t', ';'];
/** Real tables hold a few hundred columns at most; more is a file of another kind. */
const mostColumns = 500;

function knownHeadings(line: string, delimiter: string): number {
  const headings = line.split(delimiter, mostColumns).map((heading) => heading.replace(/^"(.*)"$/, '$1'));
  return headings.filter((heading) => readHeading(heading).kind !== 'unknown').length;
}

/** The delimiter that makes the most of the first line: a comma may stand within a heading, a semicolon in none. */
function detectDelimiter(text: string): string {
  const line = text.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  return delimiters.reduce((best, next) => (knownHeadings(line, next) > knownHeadings(line, best) ? next : best));
}

interface Records {
  readonly records: readonly (readonly string[])[];
  /** A quote that opens in the row after the last record and never closes. */
  readonly unclosed: boolean;
}

function splitRecords(text: string, delimiter: string, most: number): Records {
  const records: string[][] = [];
  try {
    parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      // 5" 水管 is a pipe, not a broken quote.
      relax_quotes: true,
      relax_column_count: true,
      to: most + 1,
      on_record: (record: string[]) => {
        records.push(record);
        return null;
      },
    });
    return { records, unclosed: false };
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED') return { records, unclosed: true };
    throw error;
  }
}

const isBlank = (record: readonly string[]) => record.every((cell) => cleanText(cell) === '');

/** Of a heading, in messages. */
const longestLabel = 24;

const headerMissing = (row: number): ImportFault => ({
  row,
  column: null,
  code: 'header_missing',
  message: '第一行应该是列名（编号、标题、工种……），这里一个也认不出来。请把列名写在第一行，各列用英文逗号隔开。',
});

interface Header {
  readonly labels: ReadonlyMap<Column, string>;
  readonly places: readonly (readonly [Column, number])[];
  readonly unknown: readonly string[];
  readonly faults: readonly ImportFault[];
}

function readHeader(record: readonly string[], row: number): Header {
  const labels = new Map<Column, string>();
  const places: [Column, number][] = [];
  const unknown: string[] = [];
  const faults: ImportFault[] = [];
  for (const [index, cell] of record.entries()) {
    const written = cleanText(cell);
    const heading = readHeading(written);
    const label = written.slice(0, longestLabel);
    if (heading.kind === 'unknown') {
      if (label !== '') unknown.push(label);
    } else if (heading.kind === 'ambiguous') {
      const message = `「${label}」分不清是招工的单位还是工钱的单位。请改成「用人单位」或「计价单位」。`;
      faults.push({ row, column: label, code: 'column_ambiguous', message });
    } else if (labels.has(heading.column)) {
      const message = `「${labels.get(heading.column)}」和「${label}」是同一列，出现了两次。请只留一列。`;
      faults.push({ row, column: label, code: 'column_repeated', message });
    } else {
      labels.set(heading.column, label);
      places.push([heading.column, index]);
    }
  }
  if (labels.size === 0 && faults.length === 0) return { labels, places, unknown, faults: [headerMissing(row)] };
  for (const column of neededColumns) {
    if (labels.has(column)) continue;
    // An unclear 单位 is most likely the one that is missing: one fault is enough.
    if (faults.some((fault) => fault.code === 'column_ambiguous') && (column === 'employer' || column === 'pay_unit')) continue;
    faults.push({
      row,
      column: columnWord(column),
      code: 'column_missing',
      message: `缺「${columnWord(column)}」这一列（英文列名 ${column}）。`,
    });
  }
  return { labels, places, unknown, faults };
}

function raggedMessage(record: readonly string[], width: number): string {
  const spansLines = record.some((cell) => /[\r\n]/.test(cell));
  const hint = spansLines ? '这一行的引号可能没有合上，把后面的行也连进来了。' : '内容里有逗号的，整格要用引号括起来。';
  return `这一行有 ${record.length} 格，列名有 ${width} 个，对不上。${hint}`;
}

/** @param most only tests give another figure than the usual one */
export function readCsv(text: string, most = mostRows): CsvTable {
  // Spreadsheets may write down their delimiter in a line of its own.
  const declared = /^sep=([,;\t])(?:\r\n|\n|\r)/i.exec(text)?.[1];
  const delimiter = declared ?? detectDelimiter(text);
  const { records, unclosed } = splitRecords(text, delimiter, most);
  const faults: ImportFault[] = [];
  const rows: RawRow[] = [];
  const headerIndex = records.findIndex((record, index) => !(index === 0 && declared) && !isBlank(record));
  const header = headerIndex < 0 ? undefined : readHeader(records[headerIndex] ?? [], headerIndex + 1);
  if (header) faults.push(...header.faults);
  else if (!unclosed) faults.push(headerMissing(1));

  if (header && header.faults.length === 0) {
    const { labels, places } = header;
    const labelOf = (column: Column) => labels.get(column) ?? columnWord(column);
    const width = (records[headerIndex] ?? []).findLastIndex((cell) => cleanText(cell) !== '') + 1;
    for (let index = headerIndex + 1; index < records.length; index++) {
      const record = records[index] ?? [];
      const row = index + 1;
      if (isBlank(record)) continue;
      // Empty cells past the last column are a spreadsheet's, not a fault.
      if (record.length < width || !isBlank(record.slice(width))) {
        faults.push({ row, column: null, code: 'row_ragged', message: raggedMessage(record, width) });
      } else {
        rows.push({ row, cells: new Map(places.map(([column, place]) => [column, record[place] ?? ''])), labelOf });
      }
    }
  }
  if (unclosed) {
    const row = records.length + 1;
    const message = `从第 ${row} 行起有一个引号没有合上，后面的都没有读。请在这一行补上引号，或者去掉多余的引号。`;
    faults.push({ row, column: null, code: 'quote_unclosed', message });
  }
  return {
    delimiter,
    recognised: [...(header?.labels.values() ?? [])],
    unknown: header?.unknown ?? [],
    rows,
    faults,
    truncated: records.length > most,
  };
}
