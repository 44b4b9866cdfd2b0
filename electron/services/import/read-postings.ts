/**
 * The one way in for a file of postings: bytes to rows that may be stored, and faults. CSV, JSON-LD, or a page that holds
 * JSON-LD, told apart by what is in them. Pure: no file is opened and nothing is stored here.
 */
import { cleanText } from '../../../shared/domain/text.ts';
import { mostRows, readCsv } from './csv.ts';
import { decode, type TextEncoding } from './decode.ts';
import type { FileFault } from './file-fault.ts';
import { jsonLdScripts } from './html.ts';
import type { ImportFault, ImportRow } from './import-row.ts';
import { readJsonLd } from './json-ld.ts';
import { type RawRow, readRow } from './read-row.ts';

export interface ReadOptions {
  readonly fileName: string;
  /** Of rows that name no source; `csv` or `json-ld` if this is not given either. */
  readonly source?: string | undefined;
  readonly nowMs: number;
  /** Told every 500 rows how many of all are read. */
  readonly onProgress?: ((done: number, all: number) => void) | undefined;
}

export type ReadPostings =
  | {
      readonly ok: true;
      readonly format: 'csv' | 'json-ld';
      readonly encoding: TextEncoding;
      /** What staff should know though it is no fault. */
      readonly notes: readonly string[];
      readonly rows: readonly ImportRow[];
      readonly faults: readonly ImportFault[];
    }
  | { readonly ok: false; readonly fault: FileFault };

interface RawTable {
  readonly format: 'csv' | 'json-ld';
  readonly notes: readonly string[];
  readonly rows: readonly RawRow[];
  readonly faults: readonly ImportFault[];
}

const progressEvery = 500;
const delimiterWords: Readonly<Record<string, string>> = { ',': '逗号', ';': '分号', '\t': '制表符' };

function parseJson(text: string): { readonly json: unknown } | { readonly broken: string } {
  try {
    return { json: JSON.parse(text) };
  } catch (error) {
    // The engine names the position of some faults only.
    const position = /at position (\d+)/.exec(String(error))?.[1];
    return { broken: position === undefined ? '' : `（第 ${text.slice(0, Number(position)).split('\n').length} 行附近）` };
  }
}

function readJsonTexts(texts: readonly string[]): RawTable | FileFault {
  const parsed = texts.map(parseJson);
  const jsons = parsed.flatMap((one) => ('json' in one ? [one.json] : []));
  const broken = parsed.find((one) => 'broken' in one);
  if (broken && jsons.length === 0) {
    return { code: 'json_invalid', message: `文件不是完整的 JSON，读不下去${broken.broken}。请向提供文件的单位重新要一份。` };
  }
  const notes = broken ? ['网页里有一段 JSON-LD 读不出来，跳过了。'] : [];
  const postings = readJsonLd(jsons);
  return { format: 'json-ld', notes: [...notes, ...postings.notes], rows: postings.rows, faults: [] };
}

/** Exports put an apostrophe before what a spreadsheet would take for a formula, and before what begins as if they had. */
function unguarded(row: RawRow): RawRow {
  return { ...row, cells: new Map([...row.cells].map(([column, cell]) => [column, cell.replace(/^'(?=[=+\-@'])/, '')])) };
}

function readTable(text: string, fileName: string): RawTable | FileFault {
  const start = text.trimStart().slice(0, 1);
  if (start === '<') {
    const scripts = jsonLdScripts(text);
    if (scripts.length > 0) return readJsonTexts(scripts);
    const message = '这是网页，里面没有 JobPosting 岗位数据。系统导出的 .xls 有时其实是网页：请用 WPS 或 Excel 打开，另存为「CSV」。';
    return { code: 'no_postings', message };
  }
  if (start === '{' || start === '[' || /\.json(ld)?$/i.test(fileName)) return readJsonTexts([text]);
  const table = readCsv(text);
  if (table.truncated) return { code: 'file_too_large', message: `表格超过 ${mostRows} 行。请删去空行，或者拆成几个文件分别导入。` };
  const notes = [`认出 ${table.recognised.length} 列（${delimiterWords[table.delimiter]}分隔）：${table.recognised.join('、')}。`];
  if (table.unknown.length > 0) notes.push(`有 ${table.unknown.length} 列不认识，没有读：${table.unknown.slice(0, 20).join('、')}。`);
  return { format: 'csv', notes, rows: table.rows.map(unguarded), faults: table.faults };
}

export function readPostings(bytes: Uint8Array, options: ReadOptions): ReadPostings {
  const decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  const table = readTable(decoded.text, options.fileName);
  if ('code' in table) return { ok: false, fault: table };
  if (table.rows.length === 0 && table.faults.length === 0) {
    return { ok: false, fault: { code: 'no_postings', message: '文件里没有岗位：除了列名，一行也没有。' } };
  }

  const context = { source: cleanText(options.source ?? '') || table.format, nowMs: options.nowMs };
  const rows: ImportRow[] = [];
  const faults: ImportFault[] = [...table.faults];
  const firstRowOf = new Map<string, number>();
  for (const [index, raw] of table.rows.entries()) {
    if (index > 0 && index % progressEvery === 0) options.onProgress?.(index, table.rows.length);
    const read = readRow(raw, context);
    if (!read.ok) {
      faults.push(...read.faults);
      continue;
    }
    const { source, sourceId } = read.row;
    const origin = JSON.stringify([source, sourceId]);
    const earlier = firstRowOf.get(origin);
    if (earlier === undefined) {
      firstRowOf.set(origin, raw.row);
      rows.push(read.row);
    } else {
      const message = `编号 ${sourceId} 和第 ${earlier} ${table.format === 'csv' ? '行' : '条'}重复了。一个岗位只写一次，不同的岗位用不同的编号。`;
      faults.push({ row: raw.row, column: raw.labelOf('id'), code: 'id_repeated', message });
    }
  }
  options.onProgress?.(table.rows.length, table.rows.length);
  faults.sort((a, b) => a.row - b.row);
  return { ok: true, format: table.format, encoding: decoded.encoding, notes: [...table.notes], rows, faults };
}
