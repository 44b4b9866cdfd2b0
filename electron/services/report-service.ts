/** The desk's reports: judges ranges, asks the source, opens phones to their last digits, and takes files along. */

import type { Actor } from '../../shared/api/actor.ts';
import type { ReportFile, ReportRange, ReportRow, ReportsDesk, ReportWorker, RowPlace } from '../../shared/api/desk/reports.ts';
import { AppError } from '../../shared/api/errors.ts';
import { figureWords, mostFunnelDays, mostReportDays, rangeFault, withoutFuture } from '../../shared/domain/report.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import { maskPhone } from '../../shared/domain/worker.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import type { SealedRow } from '../db/report-rows.ts';
import type { KeyState } from '../keys/station-keys.ts';
import type { PrintQueue } from '../printing/printer.ts';
import type { Audit } from './audit.ts';
import type { StationClock } from './clock.ts';
import type { Drives } from './drives.ts';
import { csvLine } from './export/csv-line.ts';
import { openCells } from './export/sealed-cells.ts';
import type { Permits } from './permissions.ts';
import { pictureOf } from './printing-service.ts';
import type { ReportSource } from './report-source.ts';

export interface ReportParts {
  readonly db: WritableDb;
  readonly clock: StationClock;
  readonly audit: Audit;
  readonly permits: Permits;
  readonly keys: KeyState;
  readonly drives: Drives;
  readonly source: ReportSource;
  readonly queue: PrintQueue;
}

/** Rows of a piece of a file: some hundred kilobytes at most, whatever the range. */
const rowsOfPiece = 2000;

export function reportOperations({ db, clock, audit, permits, keys, drives, source, queue }: ReportParts): ReportsDesk {
  /** @throws AppError staff_not_allowed, range_reversed, range_too_long */
  function judgedFile(file: ReportFile, actor: Actor): ReportRange {
    if (file.kind === 'csv' && file.whole) permits(actor, 'phones');
    return judged(file);
  }

  /** @throws AppError range_reversed, range_too_long */
  function judged({ from, to }: ReportRange, mostDays = mostReportDays): ReportRange {
    const fault = rangeFault(from, to, mostDays);
    if (fault) throw new AppError(fault, 'this range of days cannot be reported', { from, to, mostDays });
    return withoutFuture(from, to, workDayOf(clock.trustedMs()));
  }

  /** Without its keys the station still counts; only the digits stay sealed. */
  const openedPhone = (sealed: Uint8Array): string =>
    keys.kind === 'ready' ? Buffer.from(keys.keys.open(sealed, 'phone')).toString() : '';
  const masked = (sealed: Uint8Array): string => {
    const phone = openedPhone(sealed);
    return phone && maskPhone(phone);
  };
  const opened = ({ phone, ...worker }: ReportWorker<Uint8Array>): ReportWorker<string> => ({ ...worker, phone: phone && masked(phone) });
  const shown = (row: SealedRow): ReportRow =>
    row.kind === 'visit' || row.kind === 'posting' ? row : { ...row, worker: opened(row.worker) };

  const nameOf = (file: ReportFile, { from, to }: ReportRange) => {
    const what = file.kind === 'xlsx' ? '报表' : figureWords[file.figure].zh.name;
    return `驿站${what} ${from === to ? from : `${from} 至 ${to}`}.${file.kind}`;
  };

  interface Piece {
    readonly content: string | Uint8Array;
    readonly rows: number;
    readonly next: RowPlace | null;
  }

  async function piece(file: ReportFile, range: ReportRange, after: RowPlace | null): Promise<Piece> {
    if (file.kind === 'xlsx') {
      const book = await source.book(range.from, range.to);
      return { content: book, rows: 0, next: null };
    }
    const { figure, filter, whole } = file;
    const { text, rows, next } = await source.lines({ figure, filter, ...range, after, limit: rowsOfPiece }, whole ? 'whole' : 'masked');
    const cell = (sealed: Uint8Array) => csvLine([whole ? { digits: openedPhone(sealed) } : masked(sealed)]).slice(0, -2);
    return { content: openCells(text, cell), rows, next };
  }

  const log = (staffId: string, file: ReportFile, range: ReportRange, where: 'drive' | 'browser') =>
    inTransaction(db, () =>
      audit({
        actor: staffId,
        action: 'report.export',
        details: {
          kind: file.kind,
          ...(file.kind === 'csv' && { figure: file.figure, whole: file.whole }),
          from: range.from,
          to: range.to,
          where,
        },
      }),
    );

  return {
    'report.read': async (input) => {
      const { from, to } = judged(input);
      return source.read(from, to);
    },

    'report.rows': async ({ figure, filter, after, limit, ...input }) => {
      const { rows, next } = await source.rows({ figure, filter, after, limit, ...judged(input) });
      return { rows: rows.map(shown), next };
    },

    'report.funnel': async ({ offset, limit, ...input }) => {
      const { from, to } = judged(input, mostFunnelDays);
      return source.funnel(from, to, { offset, limit });
    },

    'report.export': async ({ driveId, file }, actor) => {
      const range = judgedFile(file, actor);
      const written = await drives.create(driveId, nameOf(file, range));
      try {
        let rows = 0;
        let place: RowPlace | null = null;
        do {
          const part: Piece = await piece(file, range, place);
          await written.write(part.content);
          rows += part.rows;
          place = part.next;
        } while (place !== null);
        const done = await written.finish();
        log(actor.staffId, file, range, 'drive');
        return { ...done, rows };
      } catch (error) {
        await written.abandon();
        throw error;
      }
    },

    'report.piece': async ({ file, after }, actor) => {
      const range = judgedFile(file, actor);
      const { content, next } = await piece(file, range, after);
      if (next === null) log(actor.staffId, file, range, 'browser');
      return { name: nameOf(file, range), bytes: Buffer.from(content).toString('base64'), next };
    },

    'report.print': async ({ jobId, picture, ...input }, actor) => {
      const { from, to } = judged(input);
      const outcome = await queue.print({ id: jobId, sessionId: actor.staffId, picture: pictureOf(picture) });
      inTransaction(db, () => audit({ actor: actor.staffId, action: 'report.print', details: { from, to, outcome: outcome.outcome } }));
      return outcome;
    },
  };
}
