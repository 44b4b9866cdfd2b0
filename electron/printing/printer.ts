/**
 * What every printer of the station can do, whatever it is: tell how it stands and put one picture on paper. A printer never
 * throws for a fault of paper, cable or cover: that is an outcome. Nothing in here knows whose card it is.
 */

import type { PrinterView, PrintOutcome } from '../../shared/api/kiosk-api.ts';

/** A one-bit picture: rows of ceil(widthDots / 8) bytes, most significant bit first, 1 = black. */
export interface Picture {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly bits: Uint8Array;
}

export interface PrintJob {
  /** Idempotent: a queue prints an id at most once. */
  readonly id: string;
  readonly picture: Picture;
}

export interface Printer {
  readonly kind: PrinterView['kind'];
  /** Dots across the paper. */
  readonly widthDots: number;
  /** A printer that does not say how it stands is `unknown`, never `ready`. */
  status(): Promise<PrinterView>;
  /**
   * Puts the picture on paper, once. After `signal` aborts it sends no more of the picture, throws away what it can reach and
   * answers `cancelled`. Settles soon after the abort, whatever the printer does.
   */
  print(job: PrintJob, signal: AbortSignal): Promise<PrintOutcome>;
  /** Takes a job that was `sent` out of the system's queue, if it still is in it. */
  takeBack?(jobId: string): Promise<void>;
}

/** One printer, one job at a time, for a station where people come and go. */
export interface PrintQueue {
  /**
   * The same id again answers the first outcome, also while the first is under way. A job has 20 s from the asking. A session
   * that was cancelled prints nothing any more: what comes late for it is `cancelled` too.
   */
  print(job: PrintJob & { readonly sessionId: string }): Promise<PrintOutcome>;
  /** What the session has in the printer or in line becomes `cancelled`; resolves when the printer has let go of it. */
  cancelSession(sessionId: string): Promise<void>;
  /** While a job is under way: how the printer stood before it. */
  status(): Promise<PrinterView>;
  /** Cancels everything. */
  close(): Promise<void>;
}

/** Reads the QR of a picture as a phone would: its text, or null if there is none that can be read. */
export type ReadBack = (picture: Picture) => Promise<string | null>;
