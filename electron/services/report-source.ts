/**
 * Where reports come from. Implemented twice: by the database's own reader (electron/reports/answer.ts), and by a thread that runs
 * that reader beside the station (electron/reports/thread.ts), so that two years are counted while the kiosk goes on.
 */
import type { RowPlace } from '../../shared/api/desk/reports.ts';
import type { Funnel, Report } from '../../shared/domain/report.ts';
import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { RowsPage, RowsQuery } from '../db/report-rows.ts';

/** Lines of a CSV with their phones still sealed, each as `\0` base64 `\0` in a cell of its own: this side has no keys. */
export interface SealedText {
  readonly text: string;
  readonly rows: number;
  readonly next: RowPlace | null;
}

/** Every answer is one snapshot of the database. Ranges are taken as they are: whoever asks has judged them. */
export interface ReportSource {
  read(from: LocalDate, to: LocalDate): Promise<Report>;
  /** @throws AppError input_invalid: a filter that the figure has not, a place that is none of its */
  rows(query: RowsQuery): Promise<RowsPage>;
  /** The same rows as lines, names masked or whole; the first piece (after: null) begins with the mark and the heads. @throws as rows */
  lines(query: RowsQuery, names: 'masked' | 'whole'): Promise<SealedText>;
  funnel(from: LocalDate, to: LocalDate, page: { readonly offset: number; readonly limit: number }): Promise<Funnel>;
  /** The report as a workbook (xlsx). */
  book(from: LocalDate, to: LocalDate): Promise<Uint8Array>;
  close(): void;
}
