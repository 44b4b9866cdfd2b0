/**
 * What a file of postings becomes before anything is stored: rows that may be stored, and faults that name row, column
 * and rule. A fault's message is a sentence that staff can act on; programs go by its code.
 */
import type { PostingContent } from '../../../shared/domain/posting.ts';

export interface ImportRow {
  /** The row as a spreadsheet numbers it: the header is 1. In JSON-LD the posting's place in the file, from 1. */
  readonly row: number;
  readonly source: string;
  /** The posting's own id at its source; (source, sourceId) is unique within a file. */
  readonly sourceId: string;
  readonly content: PostingContent;
}

export type ImportFaultCode =
  // the table as a whole
  | 'header_missing'
  | 'column_missing'
  | 'column_ambiguous'
  | 'column_repeated'
  // a row as a whole
  | 'row_ragged'
  | 'quote_unclosed'
  | 'id_repeated'
  // one value
  | 'value_missing'
  | 'value_unreadable'
  | 'value_out_of_range'
  | 'value_too_long'
  | 'scientific_notation'
  | 'trade_unknown'
  | 'pay_without_unit'
  | 'pay_unit_foreign'
  | 'pay_beyond_wage'
  | 'pay_reversed'
  | 'currency_foreign'
  | 'end_before_start'
  | 'end_without_start'
  | 'shift_too_long'
  | 'point_incomplete'
  | 'point_outside'
  | 'phone_invalid'
  | 'validity_too_long'
  | 'verified_in_future'
  // found on storing
  | 'expired';

export interface ImportFault {
  /** As in ImportRow. */
  readonly row: number;
  /** The heading as the file has it, or the path in JSON-LD; null when the whole row is meant. */
  readonly column: string | null;
  readonly code: ImportFaultCode;
  readonly message: string;
}
