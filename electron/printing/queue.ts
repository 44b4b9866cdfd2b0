/**
 * The station's one way to its printer. Two jobs never share the paper, a job id is printed at most once, a person waits no
 * longer than 20 s for an answer, and what belongs to a person who has gone does not come out for the next one.
 */

import type { PrinterView, PrintOutcome } from '../../shared/api/kiosk-api.ts';
import type { Printer, PrintJob, PrintQueue } from './printer.ts';

const limitMs = 20_000;
/** How many jobs and ended sessions are remembered: weeks of a busy station, a few dozen kilobytes. */
const remembered = 2_000;

export interface PrintQueueOptions {
  /** Calls `done` after `ms` by a clock that nobody sets; answers how to call it off. */
  readonly after?: (ms: number, done: () => void) => () => void;
}

interface Entry {
  readonly id: string;
  readonly sessionId: string;
  readonly abort: AbortController;
  readonly answer: (outcome: PrintOutcome) => void;
  readonly answered: Promise<PrintOutcome>;
  /** The printer has let go of it, or never had it. */
  released: Promise<void>;
}

const cancelled: PrintOutcome = { outcome: 'failed', reason: 'cancelled' };

export function createPrintQueue(printer: Printer, { after = systemTimer }: PrintQueueOptions = {}): PrintQueue {
  const outcomes = new Map<string, Promise<PrintOutcome>>();
  /** What is in line, in the printer, or still in the system's queue: pictures are not kept longer than that. */
  const live = new Set<Entry>();
  const endedSessions = new Set<string>();
  /** Everything that touches the printer, one after the other. Never rejects. */
  let turn: Promise<void> = Promise.resolve();
  let running = 0;
  let lastView: PrinterView = { kind: printer.kind, widthDots: printer.widthDots, state: 'unknown' };
  let looking: Promise<PrinterView> | null = null;
  let closed = false;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  async function run(entry: Entry, job: PrintJob): Promise<void> {
    if (entry.abort.signal.aborted) return;
    running++;
    try {
      // A cancelled or overdue job has had its answer: that one stands, wherever the paper is.
      const outcome = await printer.print(job, entry.abort.signal);
      entry.answer(outcome);
      if (outcome.outcome === 'sent' && entry.abort.signal.aborted) await takeBack(entry);
    } catch {
      entry.answer({ outcome: 'failed', reason: 'refused' });
    } finally {
      running--;
    }
  }

  const takeBack = async (entry: Entry) => printer.takeBack?.(entry.id).catch(() => undefined);

  function begin(job: PrintJob, sessionId: string): Entry {
    let answer: (outcome: PrintOutcome) => void = () => undefined;
    const answered = new Promise<PrintOutcome>((resolve) => {
      answer = resolve;
    });
    const entry: Entry = { id: job.id, sessionId, abort: new AbortController(), answer, answered, released: Promise.resolve() };
    let inPrinter = false;
    const callOff = after(limitMs, () => {
      // Still in line means that the printer is stuck on another job; in the printer, that it stopped taking this one.
      answer({ outcome: 'failed', reason: inPrinter ? 'cut_off' : 'unreachable' });
      entry.abort.abort();
    });
    entry.released = inTurn(() => {
      inPrinter = true;
      return run(entry, job);
    }).then(async () => {
      callOff();
      if ((await answered).outcome !== 'sent') live.delete(entry);
    });
    return entry;
  }

  async function cancel(which: readonly Entry[]): Promise<void> {
    for (const entry of which) {
      live.delete(entry);
      entry.answer(cancelled);
      entry.abort.abort();
    }
    await Promise.all(
      which.map(async (entry) => {
        await entry.released;
        if ((await entry.answered).outcome === 'sent') await takeBack(entry);
      }),
    );
  }

  return {
    print({ id, picture, sessionId }) {
      const known = outcomes.get(id);
      if (known) return known;
      if (closed || endedSessions.has(sessionId)) return Promise.resolve(cancelled);
      const entry = begin({ id, picture }, sessionId);
      live.add(entry);
      outcomes.set(id, entry.answered);
      forgetOldest(outcomes);
      return entry.answered;
    },
    cancelSession(sessionId) {
      endedSessions.add(sessionId);
      forgetOldest(endedSessions);
      return cancel([...live].filter((entry) => entry.sessionId === sessionId));
    },
    status() {
      if (running > 0) return Promise.resolve(lastView);
      // Several screens asking at once get one look: a printer bears one caller at a time.
      looking ??= inTurn(() => printer.status())
        .then((view) => {
          lastView = view;
          return view;
        })
        .finally(() => {
          looking = null;
        });
      return looking;
    },
    async close() {
      closed = true;
      await cancel([...live]);
      await turn;
    },
  };
}

function forgetOldest(known: Map<string, unknown> | Set<string>): void {
  for (const key of known.keys()) {
    if (known.size <= remembered) return;
    known.delete(key);
  }
}

function systemTimer(ms: number, done: () => void): () => void {
  const timer = setTimeout(done, ms);
  return () => clearTimeout(timer);
}
