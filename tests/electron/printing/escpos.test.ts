import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createEscposPrinter } from '../../../electron/printing/escpos.ts';
import type { Picture } from '../../../electron/printing/printer.ts';
import { openTcpLine } from '../../../electron/printing/tcp-line.ts';
import { cardDigits, cardPicture, cardPrefix, pbm } from '../../support/card-picture.ts';
import { has } from '../../support/cups.ts';
import { type EscposFaults, type EscposPeer, startEscposPeer } from '../../support/escpos-printer.ts';

/** Patient with a busy machine; `quick` where silence is what is waited for. */
const patient = { answerMs: 1_000, bandMs: 100, firstBandMs: 500, stallMs: 1_000, endMs: 300, tailMs: 1_000 };
const quick = { ...patient, answerMs: 100 };
const peers: EscposPeer[] = [];
const never = new AbortController().signal;

afterEach(async () => {
  await Promise.all(peers.splice(0).map((peer) => peer.stop()));
});

async function printerWith(faults: Partial<EscposFaults> = {}, options: { answers?: boolean } = {}) {
  const peer = await startEscposPeer(faults);
  peers.push(peer);
  const waits = faults.mute ? quick : patient;
  return { peer, printer: createEscposPrinter({ open: openTcpLine('127.0.0.1', peer.port), widthDots: 576, waits, ...options }) };
}

function picture(widthDots: number, heightDots: number, byteAt: (index: number) => number = (index) => (index * 37 + 11) & 0xff): Picture {
  const bits = Uint8Array.from({ length: Math.ceil(widthDots / 8) * heightDots }, (_, index) => byteAt(index));
  return { widthDots, heightDots, bits };
}

/** Dots without any order, the same for the same seed. */
function noise(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  };
}

const card = picture(576, 700);
const job = (of: Picture, id = 'job-1') => ({ id, picture: of });
const shape = ({ heightDots, bits }: Picture) => ({ heightDots, bits: Buffer.from(bits).toString('base64') });

describe('a receipt printer', () => {
  it('puts the picture on paper bit by bit', async () => {
    const { peer, printer } = await printerWith();
    await fc.assert(
      fc.asyncProperty(
        fc.record({ widthDots: fc.integer({ min: 1, max: 576 }), heightDots: fc.integer({ min: 1, max: 300 }), seed: fc.integer() }),
        async ({ widthDots, heightDots, seed }) => {
          const random = picture(widthDots, heightDots, noise(seed));
          peer.papers.length = 0;
          expect(await printer.print(job(random), never)).toEqual({ outcome: 'printed' });
          expect(peer.papers.map(shape)).toEqual([shape(random)]);
          expect(peer.rejected).toEqual([]);
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
  });

  it.skipIf(!has('zbarimg'))('puts a card on paper that another reader reads', async () => {
    const { peer, printer } = await printerWith();
    expect(await printer.print(job(cardPicture()), never)).toEqual({ outcome: 'printed' });
    const [paper] = peer.papers;
    const folder = mkdtempSync(join(tmpdir(), 'yizhan-paper-'));
    try {
      writeFileSync(join(folder, 'paper.pbm'), paper ? pbm(paper) : '');
      const found = execFileSync('zbarimg', ['--quiet', '--nodbus', '--raw', join(folder, 'paper.pbm')], { encoding: 'utf8' });
      expect(found.trim()).toBe(cardPrefix + cardDigits);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('prints a picture whose dots look like questions, on a printer that answers them', async () => {
    const looks = [0x10, 0x04, 0x01, 0x10, 0x04, 0x02, 0x10, 0x04, 0x04];
    const { peer, printer } = await printerWith({ answersInPictures: true, paper: 'low' });
    const tricky = picture(576, 400, (index) => looks[index % 500] ?? 0xff);
    expect(await printer.print(job(tricky), never)).toEqual({ outcome: 'printed' });
    expect(peer.papers.map(shape)).toEqual([shape(tricky)]);
  });

  it.each([
    ['ready', {}],
    ['low', { paper: 'low' }],
    ['paper_out', { paper: 'out' }],
    ['cover_open', { coverOpen: true }],
    ['offline', { offline: true }],
    ['offline', { broken: true }],
    ['unknown', { mute: true }],
  ] as const)('says %s of a printer that stands at %o', async (state, faults) => {
    const { printer } = await printerWith(faults);
    expect(await printer.status()).toEqual({ kind: 'escpos', widthDots: 576, state });
  });

  it('is offline where nobody answers', async () => {
    const { peer, printer } = await printerWith();
    await peer.stop();
    expect(await printer.status()).toEqual({ kind: 'escpos', widthDots: 576, state: 'offline' });
    expect(await printer.print(job(card), never)).toEqual({ outcome: 'failed', reason: 'unreachable' });
  });

  it.each([
    ['paper_out', { paper: 'out' }],
    ['cover_open', { coverOpen: true }],
    ['offline', { offline: true }],
    ['offline', { broken: true }],
    ['mute', { mute: true }],
  ] as const)('refuses with %s before anything comes out at %o', async (reason, faults) => {
    const { peer, printer } = await printerWith(faults);
    expect(await printer.print(job(card), never)).toEqual({ outcome: 'failed', reason });
    expect([peer.papers, peer.uncutRows(), peer.rejected]).toEqual([[], 0, []]);
  });

  it('prints on paper that is near its end', async () => {
    const { printer } = await printerWith({ paper: 'low' });
    expect(await printer.print(job(card), never)).toEqual({ outcome: 'printed' });
  });

  it('notices paper that ends within the picture, and leaves nothing for the roll that is put in', async () => {
    const { peer, printer } = await printerWith({ rowsLeft: 200 });
    expect(await printer.print(job(card), never)).toEqual({ outcome: 'failed', reason: 'paper_out' });
    Object.assign(peer.faults, { paper: 'ok', rowsLeft: Number.POSITIVE_INFINITY });
    const next = picture(576, 150, () => 0xaa);
    expect(await printer.print(job(next, 'job-2'), never)).toEqual({ outcome: 'printed' });
    expect(peer.papers.map(shape).at(-1)).toEqual(shape(next));
    expect(peer.papers.reduce((rows, paper) => rows + paper.heightDots, 0)).toBeLessThan(200 + 2 * 128 + 150);
    expect(peer.rejected).toEqual([]);
  });

  it('notices a cover that is opened within the picture', async () => {
    const { peer, printer } = await printerWith({ rowsATurn: 20 });
    const outcome = printer.print(job(card), never);
    await peer.printed(200);
    peer.faults.coverOpen = true;
    expect(await outcome).toEqual({ outcome: 'failed', reason: 'cover_open' });
  });

  it('is unreachable when it hangs up before anything was sent', async () => {
    const { peer, printer } = await printerWith({ hangUpAfterBytes: 0 });
    expect(await printer.print(job(card), never)).toEqual({ outcome: 'failed', reason: 'unreachable' });
    expect([peer.papers, peer.uncutRows()]).toEqual([[], 0]);
  });

  it('says cut_off when the line breaks half-way, and prints the next one clean', async () => {
    const { peer, printer } = await printerWith({ hangUpAfterBytes: 30_000 });
    expect(await printer.print(job(card), never)).toEqual({ outcome: 'failed', reason: 'cut_off' });
    await peer.idle();
    expect(await printer.print(job(card, 'job-2'), never)).toEqual({ outcome: 'printed' });
    expect(peer.papers.map(shape).at(-1)).toEqual(shape(card));
    expect(peer.rejected).toEqual([]);
  });

  it('says cut_off of a printer that stops taking, without a word why', async () => {
    const { peer, printer } = await printerWith({ rowsATurn: 4 });
    const outcome = printer.print(job(card), never);
    await peer.printed(200);
    peer.faults.rowsATurn = 0;
    expect(await outcome).toEqual({ outcome: 'failed', reason: 'cut_off' });
  });

  it('says sent, not printed, when the printer falls silent on the way', async () => {
    const { printer, peer } = await printerWith({ muteAfterMarkers: 6 });
    expect(await printer.print(job(card), never)).toEqual({ outcome: 'sent' });
    expect(peer.papers.map(shape)).toEqual([shape(card)]);
  });

  it('says sent of a printer that never gives word of what it has done', async () => {
    const { peer, printer } = await printerWith({ knowsMarkers: false, bufferBytes: 1_000_000 });
    expect(await printer.print(job(card), never)).toEqual({ outcome: 'sent' });
    await peer.idle();
    expect(peer.papers.map(shape)).toEqual([shape(card)]);
  });

  it('says sent of a printer of which the operator said that it never answers', async () => {
    const { peer, printer } = await printerWith({ mute: true }, { answers: false });
    expect(await printer.print(job(card), never)).toEqual({ outcome: 'sent' });
    await peer.idle();
    expect([await printer.status(), peer.papers.map(shape)]).toEqual([{ kind: 'escpos', widthDots: 576, state: 'unknown' }, [shape(card)]]);
  });

  it.each([true, false])(
    'lets little of a job come out that is called off, and the next one clean (clears its buffers: %s)',
    async (knowsClear) => {
      const { peer, printer } = await printerWith({ rowsATurn: 4, knowsClear });
      const leaving = new AbortController();
      const outcome = printer.print(job(card), leaving.signal);
      await peer.printed(60);
      leaving.abort();
      expect(await outcome).toEqual({ outcome: 'failed', reason: 'cancelled' });
      peer.faults.rowsATurn = 1_000;
      await peer.idle();
      const next = picture(384, 150, () => 0x55);
      expect(await printer.print(job(next, 'job-2'), never)).toEqual({ outcome: 'printed' });
      expect(peer.papers.map(shape).at(-1)).toEqual(shape(next));
      expect(peer.papers).toHaveLength(2);
      expect(peer.papers[0]?.heightDots).toBeLessThan(60 + 3 * 128);
      expect(peer.rejected).toEqual([]);
    },
  );

  it('does not begin a job that was called off before', async () => {
    const { peer, printer } = await printerWith();
    expect(await printer.print(job(card), AbortSignal.abort())).toEqual({ outcome: 'failed', reason: 'cancelled' });
    expect(peer.connections()).toBe(0);
  });

  it.each([
    ['wider than the paper', picture(584, 10)],
    ['longer than any card', picture(8, 4_801)],
    ['without a row', picture(576, 0)],
    ['with too few bits', { widthDots: 576, heightDots: 10, bits: new Uint8Array(719) }],
  ])('refuses a picture %s', async (_, odd) => {
    const { peer, printer } = await printerWith();
    expect(await printer.print(job(odd), never)).toEqual({ outcome: 'failed', reason: 'refused' });
    expect(peer.connections()).toBe(0);
  });
});
