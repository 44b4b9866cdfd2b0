/** Reports read from an open database, in whatever thread it was opened. */
import type { ReadableDb } from '../db/database.ts';
import { funnelReader } from '../db/funnel-repository.ts';
import { reportReader } from '../db/report-repository.ts';
import { reportRows } from '../db/report-rows.ts';
import type { ReportSource } from '../services/report-source.ts';
import { bookOf } from './book.ts';
import { headLine, rowLine } from './row-lines.ts';

export function reportSource(db: ReadableDb): ReportSource {
  const reader = reportReader(db);
  const rows = reportRows(db);
  const funnel = funnelReader(db);
  return {
    read: async (from, to) => reader.read(from, to),
    rows: async (query) => rows.page(query),
    lines: async (query, names) => {
      const page = rows.page(query);
      const head = query.after === null ? headLine(query.figure) : '';
      return { text: head + page.rows.map((row) => rowLine(query.figure, row, names)).join(''), rows: page.rows.length, next: page.next };
    },
    funnel: async (from, to, page) => funnel.read(from, to, page),
    book: async (from, to) => bookOf(reader.read(from, to)),
    close: () => {},
  };
}
