/**
 * A receipt printer that speaks ESC/POS. It is asked before and after, and `printed` is only said when it has worked off the
 * whole picture and then stands without a fault:
 * - no answer beforehand: `mute`, nothing is sent (unless the operator said that this one never answers: then `sent`);
 * - it answers beforehand, but not to the end: `sent`.
 * The picture goes out at most two bands (32 mm) ahead of the paper where the printer answers GS r, so that a job that is
 * called off, or that ran out of paper, has little left to come out later.
 */

import { setTimeout as pause } from 'node:timers/promises';
import type { PrinterView, PrintOutcome } from '../../shared/api/kiosk-api.ts';
import * as say from './escpos-bytes.ts';
import { type Line, LineCut, type OpenLine } from './line.ts';
import { pictureFits } from './picture-fits.ts';
import type { Picture, Printer } from './printer.ts';
import { type OrStop, type Reason, Stopped, stoppable } from './stoppable.ts';

export interface EscposOptions {
  readonly open: OpenLine;
  readonly widthDots: number;
  /** False for a printer, or a cable, that has no way back. */
  readonly answers?: boolean;
  readonly waits?: Partial<Waits>;
}

interface Waits {
  /** For the answer to a question. */
  readonly answerMs: number;
  /** For word that a band is done, before asking what is wrong. */
  readonly bandMs: number;
  /** For the first such word, before taking it that this printer never gives it. */
  readonly firstBandMs: number;
  /** Without any progress, before giving up. */
  readonly stallMs: number;
  /** For what is on its way when the line is closed. */
  readonly endMs: number;
  readonly tailMs: number;
}

const defaultWaits: Waits = { answerMs: 1_000, bandMs: 400, firstBandMs: 2_000, stallMs: 5_000, endMs: 1_000, tailMs: 6_000 };
const bandsAhead = 2;

const failed = (reason: Reason): PrintOutcome => ({ outcome: 'failed', reason });

export function createEscposPrinter({ open, widthDots, answers = true, waits: given }: EscposOptions): Printer {
  const waits = { ...defaultWaits, ...given };
  /** Whether the last job left nothing behind; open at start: the station may have gone down in the middle of one. */
  let clean = false;

  async function standing(line: Line): Promise<(say.Standing & { readonly noisy: boolean }) | null> {
    const heard: (number | null)[] = [];
    let noisy = false;
    for (const n of [1, 2, 4] as const) {
      noisy = line.inbox.forget(say.isAnswer) > 0 || noisy;
      await line.write(say.ask(n));
      const answer = await line.inbox.next(say.isAnswer, waits.answerMs);
      if (n === 1 && answer === null) return null;
      heard.push(answer);
    }
    const said = say.standingOf(heard[0] ?? null, heard[1] ?? null, heard[2] ?? null);
    return said && { ...said, noisy };
  }

  /** Sends a picture and follows it. @throws Stopped, LineCut */
  async function run(line: Line, picture: Picture, orStop: OrStop): Promise<PrintOutcome> {
    let outstanding = 0;
    /** Whether the printer gives word of what it has done; null as long as that is open. */
    let paced = (answers ? null : false) as boolean | null;

    /** Waits until no more than `most` bands are ahead of the paper. With 0 everything is handed over: then silence is borne. */
    async function settle(most: number): Promise<void> {
      let sinceMs = performance.now();
      let suspected: say.Fault | null = null;
      while (paced !== false && outstanding > most) {
        if ((await orStop(() => line.inbox.next(say.isMarker, waits.bandMs))) !== null) {
          outstanding--;
          paced = true;
          sinceMs = performance.now();
          continue;
        }
        const now = await orStop(() => standing(line));
        // Some printers answer dots that look like a question: a fault counts when it is said twice, by one answer a question.
        const fault = now && !now.noisy ? now.fault : null;
        if (fault !== null && fault === suspected) throw new Stopped(fault);
        suspected = fault;
        const waitedMs = performance.now() - sinceMs;
        if (paced === null && fault === null && waitedMs > waits.firstBandMs) paced = false;
        else if (waitedMs > waits.stallMs) {
          if (most > 0) throw new Stopped('stalled');
          return;
        }
      }
    }

    await orStop(() => line.write(say.initialise));
    for (const band of say.bands(picture)) {
      await settle(bandsAhead - 1);
      await orStop(() => line.write(joined(band, say.marker)), waits.stallMs);
      outstanding++;
    }
    await orStop(() => line.write(joined(say.cut, say.marker)), waits.stallMs);
    outstanding++;
    await settle(0);
    if (!answers) return { outcome: 'sent' };
    let after = await orStop(() => standing(line));
    for (let again = 0; again < 2 && after && (after.fault || after.noisy); again++) {
      // Behind the answer to this one there is no late answer to anything asked before.
      await orStop(() => line.write(say.marker));
      await orStop(() => line.inbox.next(say.isMarker, waits.answerMs));
      after = await orStop(() => standing(line));
    }
    if (after?.fault) throw new Stopped(after.fault);
    return outstanding === 0 && after !== null && after.paper !== 'unknown' ? { outcome: 'printed' } : { outcome: 'sent' };
  }

  /** What is still in the printer must not come out for the next person; what has come out is cut off. */
  async function sweep(line: Line): Promise<void> {
    line.inbox.forget(say.isCleared);
    await line.write(say.clearBuffers);
    // Printers that know the command want nothing before they have answered it, by three bytes.
    if ((await line.inbox.next(say.isCleared, Math.min(300, waits.answerMs))) !== null) await line.inbox.next(say.isMarker, waits.answerMs);
    await line.write(joined(say.initialise, say.cut));
  }

  async function abandon(line: Line): Promise<void> {
    // Behind a write that hangs this hangs as well; the next job then sweeps.
    await Promise.race([sweep(line).catch(() => undefined), pause(waits.endMs)]);
    await line.end(waits.endMs, 'discard');
  }

  /** After a line that broke or stalled: what the printer says on a new one, or else `reason`. */
  async function afterwards(reason: Reason): Promise<Reason> {
    try {
      const line = await open();
      const fault = (await standing(line).catch(() => null))?.fault;
      await line.end(waits.endMs, 'discard');
      return fault ?? reason;
    } catch {
      return reason;
    }
  }

  return {
    kind: 'escpos',
    widthDots,
    async status(): Promise<PrinterView> {
      const view = (state: PrinterView['state']): PrinterView => ({ kind: 'escpos', widthDots, state });
      try {
        const line = await open();
        const now = answers ? await standing(line).catch(() => null) : null;
        await line.end(waits.endMs, 'discard');
        if (now === null) return view('unknown');
        if (now.fault) return view(now.fault);
        return view(now.paper === 'ok' ? 'ready' : now.paper);
      } catch {
        return view('offline');
      }
    },

    async print({ picture }, signal) {
      if (!pictureFits(picture, widthDots)) return failed('refused');
      if (signal.aborted) return failed('cancelled');
      let begun = false;
      let line: Line;
      try {
        line = await open();
      } catch {
        return failed(signal.aborted ? 'cancelled' : 'unreachable');
      }
      const { orStop, release } = stoppable(signal);
      try {
        if (signal.aborted) throw new Stopped('cancelled');
        let before = answers ? await orStop(() => standing(line)) : null;
        if (!clean && answers && before === null) {
          // In the middle of a band a question is a few more dots: finish that band, then ask again.
          await orStop(() => line.write(say.fillUp(widthDots)), waits.stallMs);
          before = await orStop(() => standing(line));
        }
        if (answers && before === null) throw new Stopped('mute');
        if (before?.fault) throw new Stopped(before.fault);
        if (!clean) {
          await orStop(() => line.write(say.fillUp(widthDots)), waits.stallMs);
          await orStop(() => sweep(line), waits.stallMs);
        }
        begun = true;
        clean = false;
        const outcome = await run(line, picture, orStop);
        // Of a job that is only `sent` the tail may still be on its way to a slow printer.
        await orStop(() => line.end(outcome.outcome === 'sent' ? waits.tailMs : waits.endMs, 'deliver'));
        clean = true;
        return outcome;
      } catch (error) {
        if (error instanceof Stopped) {
          await (begun ? abandon(line) : line.end(waits.endMs, 'discard'));
          if (error.reason === 'stalled') return failed(await afterwards('cut_off'));
          // With full buffers a printer may say that it stopped, but not why.
          return failed(begun && error.reason === 'offline' ? await afterwards('offline') : error.reason);
        }
        line.discard();
        if (!(error instanceof LineCut)) throw error;
        return failed(signal.aborted ? 'cancelled' : await afterwards(begun ? 'cut_off' : 'unreachable'));
      } finally {
        release();
      }
    },
  };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
