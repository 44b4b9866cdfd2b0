import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dotsPerInch, pdfOf } from '../../../electron/printing/pdf.ts';
import type { Picture } from '../../../electron/printing/printer.ts';
import { createPrintQueue } from '../../../electron/printing/queue.ts';
import { createSpooler, pageFor, spoolIdOf, stateOf } from '../../../electron/printing/spooler.ts';
import { cardDigits, cardPicture, cardPrefix, pbm } from '../../support/card-picture.ts';
import { type Cups, cupsMissing, has, startCups } from '../../support/cups.ts';

const never = new AbortController().signal;
const url = cardPrefix + cardDigits;
const folder = mkdtempSync(join(tmpdir(), 'yizhan-paper-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What zbarimg, a reader of other people's making, finds on it. */
function scanned(file: string): string {
  return execFileSync('zbarimg', ['--quiet', '--nodbus', '--raw', '-S*.enable=0', '-Sqrcode.enable=1', file], { encoding: 'utf8' }).trim();
}

/** The first page at 203 dots to the inch, as a one-bit picture. */
function drawn(pdf: Uint8Array): { file: string; widthDots: number; heightDots: number; bits: Uint8Array } {
  writeFileSync(join(folder, 'page.pdf'), pdf);
  execFileSync('pdftoppm', ['-r', String(dotsPerInch), '-mono', '-singlefile', join(folder, 'page.pdf'), join(folder, 'page')]);
  const file = join(folder, 'page.pbm');
  const bytes = readFileSync(file);
  const [, head = '', width = '0', height = '0'] = /^(P4\s+(\d+)\s+(\d+)\s)/.exec(bytes.subarray(0, 40).toString('latin1')) ?? [];
  return { file, widthDots: Number(width), heightDots: Number(height), bits: bytes.subarray(head.length) };
}

const noTools = ['pdftoppm', 'zbarimg'].every(has) ? null : 'pdftoppm and zbarimg (poppler-utils, zbar-tools) are not installed';
const noCups = cupsMissing();
if (noTools) console.warn(`skipped: ${noTools}`);
if (noCups) console.warn(`skipped: printing on a real CUPS: ${noCups}`);

describe('the PDF of a picture', () => {
  it.skipIf(noTools !== null)('has the size of the paper and, drawn at 203 dpi, every dot of the picture', () => {
    for (const picture of [cardPicture(), cardPicture({ widthDots: 384, heightDots: 900 })]) {
      const page = pageFor(picture, 576, 'roll');
      if (!page) throw new Error('does not fit');
      const { widthDots, heightDots, bits } = drawn(pdfOf(picture, page));
      expect({ widthDots, heightDots, same: Buffer.from(bits).equals(Buffer.from(picture.bits)) }).toEqual({
        widthDots: picture.widthDots,
        heightDots: picture.heightDots,
        same: true,
      });
    }
  });

  it.skipIf(noTools !== null)('is read by another reader, on the roll and in the middle of a sheet', () => {
    for (const [picture, paper] of [
      [cardPicture(), 'roll'],
      [cardPicture({ heightDots: 1_000 }), 'a6'],
      [cardPicture(), 'a4'],
    ] as const) {
      const page = pageFor(picture, 576, paper);
      if (!page) throw new Error('does not fit');
      expect(scanned(drawn(pdfOf(picture, page, page.topMm)).file)).toBe(url);
    }
  });

  it.skipIf(noTools !== null)('shows what the picture itself shows to that reader', () => {
    const file = join(folder, 'picture.pbm');
    writeFileSync(file, pbm(cardPicture()));
    expect(scanned(file)).toBe(url);
  });
});

describe('the page of a picture', () => {
  const size = (widthDots: number, heightDots: number): Picture => ({
    widthDots,
    heightDots,
    bits: new Uint8Array(Math.ceil(widthDots / 8) * heightDots),
  });

  it('is as long as the picture on a roll', () => {
    expect(pageFor(size(576, 1_400), 576, 'roll')?.media).toBe('Custom.72.07x175.17mm');
  });

  it('is never scaled: what does not fit on the sheet is refused', () => {
    const over = [pageFor(size(576, 1_103), 576, 'a6'), pageFor(size(1_700, 10), 576, 'a4'), pageFor(size(577, 10), 576, 'roll')];
    expect([pageFor(size(576, 1_102), 576, 'a6')?.media, ...over]).toEqual(['A6', null, null, null]);
  });

  it('takes a form of the whole sheet to its edges, and an A6 form at the top of A4', () => {
    const tops = [pageFor(size(840, 1_184), 576, 'a6'), pageFor(size(1_680, 2_376), 576, 'a4'), pageFor(size(840, 1_184), 576, 'a4')];
    expect(tops.map((page) => page?.topMm)).toEqual([0, 0, 5]);
  });

  it('is refused for bits that are not of its size', () => {
    expect(pageFor({ ...size(576, 10), bits: new Uint8Array(719) }, 576, 'roll')).toBeNull();
  });
});

describe('what the spooler says', () => {
  it.each([
    ['unknown', 'printer K is idle.  enabled since Mon\n\tAlerts: none\n', 'K accepting requests since Mon'],
    ['unknown', 'printer K now printing K-1.  enabled since Mon\n', 'K accepting requests since Mon'],
    ['offline', 'printer K disabled since Mon -\n\tPaused\n\tAlerts: paused\n', 'K accepting requests since Mon'],
    ['offline', 'printer K is idle.  enabled since Mon\n', 'K not accepting requests since Mon -\n\tRejecting Jobs'],
    ['offline', 'printer K is idle.  enabled since Mon\n\tAlerts: offline-report\n', 'K accepting'],
    ['paper_out', 'printer K is idle.  enabled since Mon\n\tAlerts: media-empty-error\n', 'K accepting'],
    ['cover_open', 'printer K is idle.  enabled since Mon\n\tAlerts: cover-open-report media-low\n', 'K accepting'],
    ['low', 'printer K is idle.  enabled since Mon\n\tAlerts: media-low-warning\n', 'K accepting'],
  ] as const)('is %s for %j', (state, standing, accepting) => {
    expect(stateOf(standing, accepting)).toBe(state);
  });

  it('names the job', () => {
    expect(spoolIdOf('request id is KioskPDF-12 (0 file(s))\n', 'KioskPDF')).toBe('KioskPDF-12');
    expect(spoolIdOf('request id is Card-Room-2-7 (1 file(s))', 'Card-Room-2')).toBe('Card-Room-2-7');
    expect([spoolIdOf('request id is Other-12 (0 file(s))', 'KioskPDF'), spoolIdOf('', 'KioskPDF')]).toEqual([null, null]);
  });

  it.each(['', '-d', 'a b', 'a;b', '../x', 'q/x', 'q\nx'])('takes %j for no queue', (queue) => {
    expect(() => createSpooler({ queue, widthDots: 576 })).toThrow('not a queue name');
  });

  it('is unreachable where there is no spooler', async () => {
    const printer = createSpooler({ queue: 'KioskPDF', widthDots: 576, env: { PATH: folder } });
    expect(await printer.status()).toEqual({ kind: 'spooler', widthDots: 576, state: 'offline' });
    expect(await printer.print({ id: 'a', picture: cardPicture() }, never)).toEqual({ outcome: 'failed', reason: 'offline' });
  });
});

describe.skipIf(noCups !== null)('a real CUPS', () => {
  let cups: Cups;
  beforeAll(async () => {
    cups = await startCups();
  });
  afterAll(() => cups?.stop());

  const printer = (queue = cups.queue) => createSpooler({ queue, widthDots: 576, env: cups.env });

  it('takes a card, and what comes out has its exact size and is read by another reader', async () => {
    expect(await printer().status()).toEqual({ kind: 'spooler', widthDots: 576, state: 'unknown' });
    expect(await printer().print({ id: 'a', picture: cardPicture() }, never)).toEqual({ outcome: 'sent' });
    const { file, widthDots, heightDots } = drawn(await cups.nextPaper());
    // The driver rounds the page to whole points: a third of a millimetre.
    expect([Math.abs(widthDots - 576) <= 3, Math.abs(heightDots - 1_400) <= 3, scanned(file)]).toEqual([true, true, url]);
  });

  it('is offline when the queue is paused or not there', async () => {
    await cups.command('cupsdisable', cups.queue);
    expect(await printer().print({ id: 'b', picture: cardPicture() }, never)).toEqual({ outcome: 'failed', reason: 'offline' });
    await cups.command('cupsenable', cups.queue);
    expect(await printer('Nowhere').status()).toEqual({ kind: 'spooler', widthDots: 576, state: 'offline' });
  });

  it('gives back what a session left in the queue', async () => {
    const queue = createPrintQueue(printer());
    // Held by the spooler, as behind another job: handed over, not printed.
    await cups.command('lpadmin', '-p', cups.queue, '-o', 'job-hold-until-default=indefinite');
    expect(await queue.print({ id: 'c', sessionId: 'leaving', picture: cardPicture() })).toEqual({ outcome: 'sent' });
    expect(await cups.command('lpstat', '-W', 'not-completed', '-o')).toContain(`${cups.queue}-`);
    await queue.cancelSession('leaving');
    expect(await cups.command('lpstat', '-W', 'not-completed', '-o')).toBe('');
  });
});
