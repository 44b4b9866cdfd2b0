/**
 * The system's spooler (CUPS): the picture as a PDF of the exact size, handed over through lp. A queue that took a job is not
 * paper, so `sent` is all it can promise, and how it stands is `unknown` unless it names a fault. The picture goes through a
 * pipe: no file with a person's name lies about.
 */
import { execFile } from 'node:child_process';
import type { PrinterView, PrintOutcome } from '../../shared/api/kiosk-api.ts';
import { mmOfDots, type Page, pdfOf } from './pdf.ts';
import { pictureFits } from './picture-fits.ts';
import type { Picture, Printer } from './printer.ts';
import type { Reason } from './stoppable.ts';

export interface SpoolerOptions {
  readonly queue: string;
  readonly widthDots: number;
  /** `roll`: the page is as long as the picture. */
  readonly paper?: 'roll' | 'a6' | 'a4';
  /** Another environment for the commands, such as CUPS_SERVER. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** What CUPS takes for a queue's name, and nothing that a command line could take for an option. */
export const queueName = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}$/;

const sheets = { a6: { widthMm: 105, heightMm: 148, media: 'A6' }, a4: { widthMm: 210, heightMm: 297, media: 'A4' } } as const;
/** Printers of sheets leave about so much white at the edge. */
const edgeMm = 5;
const commandMs = 5_000;

interface Answer {
  readonly ok: boolean;
  readonly text: string;
  /** The command itself is not there. */
  readonly missing: boolean;
}

export function createSpooler({ queue, widthDots, paper = 'roll', env = process.env }: SpoolerOptions): Printer {
  if (!queueName.test(queue)) throw new Error('not a queue name');
  /** Our job ids to the spooler's, for what may still be in the queue. */
  const handedOver = new Map<string, string>();

  function run(command: 'lp' | 'lpstat' | 'cancel', args: readonly string[], input?: Uint8Array): Promise<Answer> {
    return new Promise((resolve) => {
      // English answers: they are read here.
      const options = { env: { ...env, LC_ALL: 'C', LANG: 'C', LANGUAGE: 'C' }, timeout: commandMs, killSignal: 'SIGKILL' as const };
      const child = execFile(command, [...args], options, (error, stdout, stderr) => {
        resolve({ ok: error === null, text: `${stdout}\n${stderr}`, missing: (error as NodeJS.ErrnoException | null)?.code === 'ENOENT' });
      });
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input ?? '');
    });
  }

  async function state(): Promise<PrinterView['state']> {
    const [standing, accepting] = await Promise.all([run('lpstat', ['-l', '-p', queue]), run('lpstat', ['-a', queue])]);
    return standing.ok && accepting.ok ? stateOf(standing.text, accepting.text) : 'offline';
  }

  const cancel = (spoolId: string) => run('cancel', [spoolId]);

  return {
    kind: 'spooler',
    widthDots,
    status: async () => ({ kind: 'spooler', widthDots, ...(paper !== 'roll' && { sheet: paper }), state: await state() }),

    async print({ id, picture }, signal): Promise<PrintOutcome> {
      const failed = (reason: Reason): PrintOutcome => ({ outcome: 'failed', reason });
      const page = pageFor(picture, widthDots, paper);
      if (!page) return failed('refused');
      const now = await state();
      if (now === 'paper_out' || now === 'cover_open' || now === 'offline') return failed(now);
      if (signal.aborted) return failed('cancelled');
      const args = ['-d', queue, '-t', 'card', '-n', '1', '-o', `media=${page.media}`, '-o', 'print-scaling=none', '-o', 'job-sheets=none'];
      const answer = await run('lp', args, pdfOf(picture, page, page.topMm));
      // lp that was stopped half-way may have handed over all the same; then its id is not known and nothing is promised.
      if (!answer.ok) return failed(answer.missing ? 'unreachable' : 'refused');
      const spoolId = spoolIdOf(answer.text, queue);
      if (spoolId) {
        handedOver.set(id, spoolId);
        if (handedOver.size > 100) handedOver.delete(handedOver.keys().next().value ?? '');
      }
      if (!signal.aborted) return { outcome: 'sent' };
      if (spoolId) await cancel(spoolId);
      return failed('cancelled');
    },

    async takeBack(jobId) {
      const spoolId = handedOver.get(jobId);
      handedOver.delete(jobId);
      // Refused when the job is done: then there is nothing to take back.
      if (spoolId) await cancel(spoolId);
    },
  };
}

/** From `lpstat -l -p` and `lpstat -a`. */
export function stateOf(standing: string, accepting: string): PrinterView['state'] {
  const alerts = /^\s*Alerts:(.*)$/m.exec(standing)?.[1] ?? '';
  if (/cover-open|door-open/.test(alerts)) return 'cover_open';
  if (/media-empty|media-needed/.test(alerts)) return 'paper_out';
  if (/\bdisabled since\b/.test(standing) || /\bnot accepting requests\b/.test(accepting)) return 'offline';
  if (/offline|shutdown|connecting-to-device|timed-out/.test(alerts)) return 'offline';
  return /media-low/.test(alerts) ? 'low' : 'unknown';
}

/** `request id is KioskPDF-12 (0 file(s))` */
export function spoolIdOf(text: string, queue: string): string | null {
  const found = /request id is (\S+)-(\d{1,10})\b/.exec(text);
  return found?.[1] === queue ? `${queue}-${found[2]}` : null;
}

/** Where the picture goes; null if it does not fit: it is never scaled, because the QR's modules would become too small. */
export function pageFor(
  picture: Picture,
  widthDots: number,
  paper: 'roll' | 'a6' | 'a4',
): (Page & { media: string; topMm: number }) | null {
  const [widthMm, heightMm] = [mmOfDots(picture.widthDots), mmOfDots(picture.heightDots)];
  if (!pictureFits(picture, paper === 'roll' ? widthDots : picture.widthDots)) return null;
  if (paper === 'roll') return { widthMm, heightMm, topMm: 0, media: `Custom.${widthMm.toFixed(2)}x${heightMm.toFixed(2)}mm` };
  const sheet = sheets[paper];
  // A form drawn for the whole sheet has its white edge in itself; 203 dpi is a hair less than the 8 dots a millimetre it is drawn with.
  const isWholeSheet = Math.abs(widthMm - sheet.widthMm) < 0.5 && Math.abs(heightMm - sheet.heightMm) < 0.5;
  if (isWholeSheet) return { ...sheet, topMm: 0 };
  if (widthMm > sheet.widthMm - 2 * edgeMm || heightMm > sheet.heightMm - 2 * edgeMm) return null;
  return { ...sheet, topMm: edgeMm };
}
