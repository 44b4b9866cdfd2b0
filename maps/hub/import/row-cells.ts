/** The cells of one row by what they mean, and a place to put what is wrong with them. */
import type { CoordinateSystem } from '../../../shared/domain/listed-station.ts';
import { cleanText } from '../../../shared/domain/text.ts';
import type { Bounds } from '../../../shared/geo/bounds.ts';
import type { Field, PlainField } from './fields.ts';
import type { FindingsList, RowFaultCode, RowNoticeCode } from './import-fault.ts';
import type { Mapping } from './mapping.ts';
import type { SourceRow } from './source-row.ts';

export interface RowContext {
  readonly mapping: Mapping;
  /** The source's name. */
  readonly source: string;
  /** Of the whole file; null where rows or headings say it. */
  readonly system: CoordinateSystem | null;
  /** WGS-84; null: anywhere. */
  readonly area: Bounds | null;
  /** Province, city that rows do not name. */
  readonly within: readonly string[];
  /** The name of rows without one; null: they are at fault. */
  readonly unnamed: string | null;
  readonly faults: FindingsList<RowFaultCode>;
  readonly notices: FindingsList<RowNoticeCode>;
}

/** Characters that fit: listed-station.ts. */
export const longest = { name: 40, id: 80, address: 80, access_note: 80, hours: 120, district: 20, closed_reason: 60 } as const;

export class Cells {
  readonly row: SourceRow;
  readonly context: RowContext;
  faulty = false;

  constructor(row: SourceRow, context: RowContext) {
    this.row = row;
    this.context = context;
  }

  /** The first cell for a field that says anything, clean. */
  text(field: Field): string {
    for (const { heading } of this.context.mapping.columnsFor(field)) {
      const cell = cleanText(this.row.cells.get(heading) ?? '');
      if (cell !== '') return cell;
    }
    return '';
  }

  fault(field: Field | null, code: RowFaultCode, message: string): void {
    this.faulty = true;
    this.context.faults.add({ row: this.row.row, column: field && this.context.mapping.labelOf(field), code, message });
  }

  notice(field: Field, code: RowNoticeCode, message: string): void {
    this.context.notices.add({ row: this.row.row, column: this.context.mapping.labelOf(field), code, message });
  }

  /** Of at most so many characters. */
  line(field: keyof typeof longest & PlainField): string {
    const text = this.text(field);
    if (text.length > longest[field]) this.fault(field, 'value_too_long', `写得太长，最多 ${longest[field]} 个字。`);
    return text;
  }
}
