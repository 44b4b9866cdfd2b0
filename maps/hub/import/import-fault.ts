/** What is wrong with a file of stations: as a whole, or in one row. Sentences are for the operator who made the file. */

/** Why nothing of a file is imported. */
export type FileFaultCode =
  | 'file_missing'
  | 'file_is_folder'
  | 'file_unreadable'
  | 'file_too_large'
  | 'file_empty'
  | 'file_xlsx'
  | 'file_xls'
  | 'file_pdf'
  | 'file_binary'
  | 'encoding_damaged'
  | 'encoding_unknown'
  | 'header_missing'
  | 'quote_unclosed'
  | 'json_invalid'
  | 'json_truncated'
  | 'geojson_features_missing'
  | 'feature_too_large'
  | 'rows_too_many'
  | 'rows_missing'
  | 'column_missing'
  | 'mapping_unknown'
  | 'system_missing'
  | 'system_contradicted'
  | 'system_doubtful'
  | 'rows_faulty'
  | 'store_refused';

export interface FileFault {
  readonly code: FileFaultCode;
  readonly message: string;
}

/** Thrown by the readers only; importStations hands it on as a value. */
export class FileFaultError extends Error {
  readonly fault: FileFault;

  constructor(code: FileFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FileFaultError';
    this.fault = { code, message };
  }
}

/** Why one row is not imported. */
export type RowFaultCode =
  | 'row_ragged'
  | 'feature_invalid'
  | 'point_missing'
  | 'point_unreadable'
  | 'point_not_a_point'
  | 'point_zero'
  | 'point_swapped'
  | 'point_outside'
  | 'system_unknown'
  | 'name_missing'
  | 'value_too_long'
  | 'phone_invalid'
  | 'scientific_notation'
  | 'id_repeated'
  | 'number_invalid'
  | 'date_invalid';

/** What is imported all the same, less than the row says, or more. */
export type RowNoticeCode =
  | 'hours_unknown'
  | 'hours_cut'
  | 'phone_masked'
  | 'phone_first'
  | 'amenity_unknown'
  | 'amenity_unread'
  | 'access_unknown'
  | 'id_derived'
  | 'name_given';

export interface RowFinding<Code extends string> {
  /** As the spreadsheet numbers it; of GeoJSON the place of the feature, from 1. */
  readonly row: number;
  /** The column as the file calls it; null where it is about the row. */
  readonly column: string | null;
  readonly code: Code;
  readonly message: string;
}

/** Beside the findings that are kept, the number of all: a file of half a million may have half a million. */
export interface Findings<Code extends string> {
  readonly kept: readonly RowFinding<Code>[];
  readonly rows: number;
  readonly counts: Readonly<Partial<Record<Code, number>>>;
}

/** As many of one kind as anybody reads. */
const mostKept = 200;

export class FindingsList<Code extends string> implements Findings<Code> {
  readonly kept: RowFinding<Code>[] = [];
  readonly counts: Partial<Record<Code, number>> = {};
  rows = 0;
  #lastRow = -1;

  add(finding: RowFinding<Code>): void {
    const count = (this.counts[finding.code] ?? 0) + 1;
    this.counts[finding.code] = count;
    if (count <= mostKept) this.kept.push(finding);
    if (finding.row !== this.#lastRow) this.rows += 1;
    this.#lastRow = finding.row;
  }
}

/** What stood in a cell, short enough for a message. */
export function quoted(text: string): string {
  return `「${text.length > 24 ? `${text.slice(0, 23)}…` : text}」`;
}
