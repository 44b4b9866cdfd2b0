/**
 * A table of stations in CSV. Rows are numbered as the spreadsheet that wrote the file numbers them: a cell with a line break is one
 * row, an empty line is one too. Nothing here judges values; that is read-row's.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, type Parser, parse } from 'csv-parse';
import { cleanText } from '../../../shared/domain/text.ts';
import { fieldOf } from './fields.ts';
import { FileFaultError } from './import-fault.ts';
import { mostRows, type SourceRow } from './source-row.ts';

const delimiters = [',', '\t', ';'];
/** Real tables hold a few hundred columns at most; more is a file of another kind. */
const mostColumns = 500;
/** A row of more is a quote that never closes. */
const longestRow = 1024 * 1024;

const isBlank = (record: readonly string[]) => record.every((cell) => cell.trim() === '');

/** The delimiter that makes the most of the first line: a comma may stand within a heading, a semicolon in none. */
export function detectDelimiter(start: string): string {
  const declared = /^sep=([,;\t])(?:\r\n|\n|\r)/i.exec(start)?.[1];
  if (declared) return declared;
  const line = start.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  const understood = (delimiter: string) => {
    const headings = line.split(delimiter, mostColumns).map((heading) => heading.replace(/^"(.*)"$/, '$1'));
    return headings.filter((heading) => fieldOf(heading) !== undefined).length;
  };
  const best = delimiters.reduce((before, next) => (understood(next) > understood(before) ? next : before));
  return understood(best) > 0 ? best : delimiters.reduce((a, b) => (line.split(b).length > line.split(a).length ? b : a));
}

/** @throws FileFaultError header_missing, quote_unclosed, rows_too_many */
export async function* csvRows(text: AsyncIterable<string>): AsyncGenerator<SourceRow> {
  const pieces = text[Symbol.asyncIterator]();
  const first = await pieces.next();
  const start: string = first.done ? '' : first.value;
  const parser = parse({
    delimiter: detectDelimiter(start),
    record_delimiter: ['\r\n', '\n', '\r'],
    // 5" 水管 is a pipe, not a broken quote.
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: longestRow,
  });
  const fed = pipeline(Readable.from(joined(start, pieces)), parser).catch((error: unknown) => error);
  let row = 0;
  let headings: readonly string[] | undefined;
  try {
    for await (const record of parser as Parser & AsyncIterable<string[]>) {
      row += 1;
      if (row > mostRows)
        throw new FileFaultError('rows_too_many', `超过 ${mostRows.toLocaleString('en')} 行，请按省市拆成几个文件，分别导入。`);
      if (isBlank(record) || (row === 1 && /^sep=/i.test(record[0] ?? ''))) continue;
      if (headings) yield readRecord(headings, record, row);
      else headings = readHeadings(record);
    }
  } catch (error) {
    if (error instanceof CsvError && (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE')) {
      const message = `从第 ${row + 1} 行起有一个引号没有合上，后面的都读不了。请在这一行补上引号，或者去掉多余的引号。`;
      throw new FileFaultError('quote_unclosed', message, { cause: error });
    }
    throw error;
  } finally {
    parser.destroy();
    await fed;
  }
  if (!headings) throw new FileFaultError('file_empty', '文件是空的，没有内容可以导入。');
}

async function* joined(start: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield start;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

function readHeadings(record: readonly string[]): readonly string[] {
  const width = record.findLastIndex((cell) => cell.trim() !== '') + 1;
  const seen = new Map<string, number>();
  const headings = record.slice(0, Math.min(width, mostColumns)).map((cell) => {
    const heading = cleanText(cell).slice(0, 60);
    const times = (seen.get(heading) ?? 0) + 1;
    seen.set(heading, times);
    // The same heading twice: told apart, so that neither is lost.
    return heading === '' || times === 1 ? heading : `${heading} (${times})`;
  });
  if (headings.every((heading) => fieldOf(heading) === undefined)) {
    throw new FileFaultError(
      'header_missing',
      '第一行应该是列名（名称、经度、纬度……），这里一个也认不出来。请把列名写在第一行；列名特别的，指定是哪一列（--map 列名=名称）。',
    );
  }
  return headings;
}

function readRecord(headings: readonly string[], record: readonly string[], row: number): SourceRow {
  // Empty cells past the last column are a spreadsheet's, not a fault.
  if (record.length < headings.length || !isBlank(record.slice(headings.length))) {
    const spansLines = record.some((cell) => /[\r\n]/.test(cell));
    const hint = spansLines ? '这一行的引号可能没有合上，把后面的行也连进来了。' : '内容里有逗号的，整格要用引号括起来。';
    const message = `这一行有 ${record.length} 格，列名有 ${headings.length} 个，对不上。${hint}`;
    // With empty cells: the columns are known even when the first row is broken.
    return { row, cells: new Map(headings.map((heading) => [heading, ''])), broken: { code: 'row_ragged', message } };
  }
  const cells = new Map<string, string>();
  for (const [at, heading] of headings.entries()) if (heading !== '') cells.set(heading, record[at] ?? '');
  return { row, cells, broken: null };
}
