/** A whole file of stations, read in pieces: what is good, what is at fault, and how its columns were understood. Stores nothing. */
import { type CoordinateSystem, coordinateSystems } from '../../../shared/domain/listed-station.ts';
import type { Bounds } from '../../../shared/geo/bounds.ts';
import { type ByteSource, breathe, refuseTooLarge } from './byte-source.ts';
import { csvRows } from './csv-rows.ts';
import { detectEncoding, readText, type TextEncoding } from './decode-text.ts';
import { fieldWord, type PlainField } from './fields.ts';
import { geojsonRows } from './geojson-rows.ts';
import { type FileFaultCode, FileFaultError, FindingsList, type RowFaultCode, type RowNoticeCode } from './import-fault.ts';
import { type MappedColumn, Mapping, type MappingChoice } from './mapping.ts';
import { type ReadStation, readRow } from './read-row.ts';
import type { SourceRow } from './source-row.ts';

export interface ReadOptions {
  /** Who made the file: with the row's own id it tells a station from all others. */
  readonly source: string;
  /** Of the whole file; null where it says so itself. */
  readonly system: CoordinateSystem | null;
  /** WGS-84 degrees; a point outside is a fault. Null: anywhere. */
  readonly area: Bounds | null;
  readonly choices: readonly MappingChoice[];
  /** Province and city of rows that name none. */
  readonly within: readonly string[];
  /** What to call rows without a name; null: they are at fault. */
  readonly unnamed: string | null;
  readonly onProgress?: (rows: number) => void;
}

export interface StationFile {
  readonly format: 'csv' | 'geojson';
  readonly encoding: TextEncoding;
  readonly mapping: Mapping;
  /** Rows that hold anything. */
  readonly rows: number;
  readonly stations: readonly ReadStation[];
  readonly faults: FindingsList<RowFaultCode>;
  readonly notices: FindingsList<RowNoticeCode>;
}

/** A file whose columns were read and are not enough: the operator is shown them, to say which is which. */
export class ColumnsFaultError extends FileFaultError {
  readonly columns: readonly MappedColumn[];

  constructor(code: FileFaultCode, message: string, columns: readonly MappedColumn[]) {
    super(code, message);
    this.columns = columns;
  }
}

/** Rows between two pauses for others: some milliseconds. */
const rowsAtOnce = 250;
const rowsTold = 2000;

/** @throws FileFaultError for what is no readable table of stations as a whole */
export async function readStations(source: ByteSource, options: ReadOptions): Promise<StationFile> {
  const { format, encoding, rows } = await open(source);
  const mapping = new Mapping(options.choices);
  const faults = new FindingsList<RowFaultCode>();
  const notices = new FindingsList<RowNoticeCode>();
  const context = { ...options, mapping, faults, notices };
  const stations: ReadStation[] = [];
  const firstRows = new Map<string, number>();
  let count = 0;
  for await (const row of rows) {
    mapping.see(row.cells);
    // A table's columns stand in its first line, a GeoJSON's properties may come with any point.
    if (count === 0 && format === 'csv') refuseMissingColumns(mapping, options);
    count += 1;
    const read = readRow(row, context);
    if (read && isFirst(read, firstRows, mapping, faults)) stations.push(read);
    if (count % rowsAtOnce === 0) await breathe();
    if (count % rowsTold === 0) options.onProgress?.(count);
  }
  if (count === 0)
    throw new FileFaultError('rows_missing', format === 'csv' ? '只有列名，没有一行站点。' : '文件里一个点也没有（features 是空的）。');
  if (format === 'geojson') refuseMissingColumns(mapping, options);
  return { format, encoding, mapping, rows: count, stations, faults, notices };
}

function isFirst(read: ReadStation, firstRows: Map<string, number>, mapping: Mapping, faults: FindingsList<RowFaultCode>): boolean {
  const { id } = read.station.source;
  const before = firstRows.get(id);
  if (before === undefined) {
    firstRows.set(id, read.row);
    return true;
  }
  const message = id.startsWith('auto-') ? `和第 ${before} 行名称、位置都一样。` : `编号「${id.slice(0, 24)}」和第 ${before} 行重复了。`;
  faults.add({ row: read.row, column: mapping.labelOf('id'), code: 'id_repeated', message });
  return false;
}

async function open(source: ByteSource): Promise<{ format: 'csv' | 'geojson'; encoding: TextEncoding; rows: AsyncIterable<SourceRow> }> {
  refuseTooLarge(source.size);
  const encoding = await detectEncoding(source);
  const text = readText(source, encoding);
  let start = '';
  for await (const piece of readText(source, encoding)) {
    start = piece.trimStart();
    if (start !== '') break;
  }
  if (start === '') throw new FileFaultError('file_empty', '文件是空的，没有内容可以导入。');
  const format = /^[{[]/.test(start) ? 'geojson' : 'csv';
  return { format, encoding, rows: format === 'csv' ? csvRows(text) : geojsonRows(text) };
}

function refuseMissingColumns(mapping: Mapping, { system, unnamed }: ReadOptions): void {
  const has = (field: PlainField) => mapping.columnsFor(field).length > 0;
  const missing: PlainField[] = [];
  if (!has('name') && unnamed === null) missing.push('name');
  if (!has('lnglat')) missing.push(...(['lng', 'lat'] as const).filter((field) => !has(field)));
  if (missing.length > 0) {
    const names = missing.map((field) => `「${fieldWord(field)}」`).join('、');
    throw new ColumnsFaultError(
      'column_missing',
      `缺${names}列。列名特别的，指定是哪一列（--map 列名=${fieldWord(missing[0] as PlainField)}）。`,
      mapping.columns,
    );
  }
  const declared = new Set([...mapping.columnsFor('lat'), ...mapping.columnsFor('lnglat')].map((column) => column.system));
  const said = coordinateSystems.find((one) => declared.has(one));
  if (system === null && !said && !has('system')) {
    throw new ColumnsFaultError(
      'system_missing',
      '没有说坐标系，差一个字会偏几百米，不能猜。请问清楚文件是谁做的：高德、腾讯地图来的是 gcj02，百度来的是 bd09，GPS、天地图、OpenStreetMap 来的是 wgs84，选好坐标系（--system gcj02）；或者在表里加一列「坐标系」。',
      mapping.columns,
    );
  }
  if (system !== null && said && !declared.has(system)) {
    throw new ColumnsFaultError(
      'system_contradicted',
      `列名说坐标是 ${said}，选项说是 ${system}。请弄清楚是哪一个，改列名或者改选项。`,
      mapping.columns,
    );
  }
}
