import { afterEach, describe, expect, it } from 'vitest';
import { createEscposPrinter } from '../../../electron/printing/escpos.ts';
import { createNoPrinter } from '../../../electron/printing/none.ts';
import type { Printer, PrintJob } from '../../../electron/printing/printer.ts';
import { createPrintQueue } from '../../../electron/printing/queue.ts';
import { openTcpLine } from '../../../electron/printing/tcp-line.ts';
import type { PrintOutcome } from '../../../shared/api/kiosk-api.ts';
import { type EscposFaults, type EscposPeer, startEscposPeer } from '../../support/escpos-printer.ts';

const peers: EscposPeer[] = [];
afterEach(async () => {
  await Promise.all(peers.splice(0).map((peer) => peer.stop()));
});

/** A queue before a peer; `pass` lets the clock of its limit run. */
async function station(faults: Partial<EscposFaults> = {}) {
  const peer = await startEscposPeer(faults);
  peers.push(peer);
  const waits = { answerMs: 1_000, bandMs: 100, firstBandMs: 500, stallMs: 60_000, endMs: 200 };
  const { after, pass } = timers();
  const queue = createPrintQueue(createEscposPrinter({ open: openTcpLine('127.0.0.1', peer.port), widthDots: 576, waits }), { after });
  return { peer, queue, pass };
}

function timers() {
  let nowMs = 0;
  const due = new Set<{ atMs: number; done: () => void }>();
  return {
    after(ms: number, done: () => void) {
      const entry = { atMs: nowMs + ms, done };
      due.add(entry);
      return () => void due.delete(entry);
    },
    pass(ms: number) {
      nowMs += ms;
      for (const entry of [...due].filter(({ atMs }) => atMs <= nowMs)) {
        due.delete(entry);
        entry.done();
      }
    },
  };
}

const picture = (fill: number, heightDots = 300) => ({ widthDots: 576, heightDots, bits: new Uint8Array(72 * heightDots).fill(fill) });
const job = (id: string, sessionId = 'first', fill = 0xaa) => ({ id, sessionId, picture: picture(fill) });
const cancelled: PrintOutcome = { outcome: 'failed', reason: 'cancelled' };
/** The first byte of each paper and how long it is. */
const papersOf = (peer: EscposPeer) => peer.papers.map(({ bits, heightDots }) => [bits[0], heightDots]);

describe('the print queue', () => {
  it('prints one after the other', async () => {
    const { peer, queue } = await station();
    const outcomes = await Promise.all([queue.print(job('a', 'first', 0x11)), queue.print(job('b', 'first', 0x22))]);
    expect(outcomes).toEqual([{ outcome: 'printed' }, { outcome: 'printed' }]);
    expect(papersOf(peer)).toEqual([
      [0x11, 300],
      [0x22, 300],
    ]);
  });

  it('prints an id once, asked twice at the same time and again later', async () => {
    const { peer, queue } = await station();
    const both = await Promise.all([queue.print(job('a')), queue.print(job('a'))]);
    expect([...both, await queue.print(job('a'))]).toEqual([{ outcome: 'printed' }, { outcome: 'printed' }, { outcome: 'printed' }]);
    expect(peer.papers).toHaveLength(1);
  });

  it('answers the first outcome again, also when it was a failure that has passed', async () => {
    const { peer, queue } = await station({ paper: 'out' });
    const first = await queue.print(job('a'));
    peer.faults.paper = 'ok';
    expect([first, await queue.print(job('a')), await queue.print(job('b'))]).toEqual([
      { outcome: 'failed', reason: 'paper_out' },
      { outcome: 'failed', reason: 'paper_out' },
      { outcome: 'printed' },
    ]);
  });

  it('cancels what a session has in the printer and in line; the next person gets clean paper', async () => {
    const { peer, queue } = await station({ rowsATurn: 2 });
    const outcomes = [
      queue.print(job('a', 'leaving', 0x11)),
      queue.print(job('b', 'leaving', 0x22)),
      queue.print(job('c', 'coming', 0x33)),
    ];
    await peer.printed(20);
    await queue.cancelSession('leaving');
    peer.faults.rowsATurn = 1_000;
    expect(await Promise.all(outcomes)).toEqual([cancelled, cancelled, { outcome: 'printed' }]);
    expect(papersOf(peer).at(-1)).toEqual([0x33, 300]);
    expect(peer.papers.slice(0, -1).every(({ bits, heightDots }) => bits[0] === 0x11 && heightDots < 300)).toBe(true);
    expect(peer.rejected).toEqual([]);
  });

  it('prints nothing that comes late for a session that has ended', async () => {
    const { peer, queue } = await station();
    await queue.cancelSession('gone');
    expect(await queue.print(job('a', 'gone'))).toEqual(cancelled);
    expect(peer.papers).toEqual([]);
  });

  it('gives up after 20 s on a printer that stands still, and prints the next one clean', async () => {
    const { peer, queue, pass } = await station({ rowsATurn: 2 });
    const stuck = queue.print(job('a', 'first', 0x11));
    const waiting = queue.print(job('b', 'first', 0x22));
    await peer.printed(20);
    peer.faults.rowsATurn = 0;
    pass(19_999);
    pass(1);
    expect(await Promise.all([stuck, waiting])).toEqual([
      { outcome: 'failed', reason: 'cut_off' },
      { outcome: 'failed', reason: 'unreachable' },
    ]);
    peer.faults.rowsATurn = 1_000;
    expect(await queue.print(job('c', 'first', 0x33))).toEqual({ outcome: 'printed' });
    expect(papersOf(peer).at(-1)).toEqual([0x33, 300]);
    expect(peer.papers.every(({ bits }) => bits[0] !== 0x22)).toBe(true);
  });

  it('looks once for several that ask at once, and not while it prints', async () => {
    const { peer, queue } = await station({ rowsATurn: 10 });
    const ready = { kind: 'escpos', widthDots: 576, state: 'ready' };
    expect(await Promise.all([queue.status(), queue.status()])).toEqual([ready, ready]);
    expect(peer.connections()).toBe(1);
    const printing = queue.print(job('a'));
    await peer.printed(20);
    peer.faults.paper = 'low';
    expect(await queue.status()).toEqual(ready);
    expect(peer.connections()).toBe(2);
    await printing;
    expect(await queue.status()).toEqual({ ...ready, state: 'low' });
  });

  it('cancels everything when it closes', async () => {
    const { queue, peer } = await station({ rowsATurn: 2 });
    const outcomes = [queue.print(job('a')), queue.print(job('b'))];
    await peer.printed(20);
    await queue.close();
    expect(await Promise.all([...outcomes, queue.print(job('c'))])).toEqual([cancelled, cancelled, cancelled]);
  });

  it('says so where there is no printer', async () => {
    const queue = createPrintQueue(createNoPrinter());
    expect(await queue.print(job('a'))).toEqual({ outcome: 'failed', reason: 'no_printer' });
    expect(await queue.status()).toEqual({ kind: 'none', widthDots: 576, state: 'offline' });
  });
});

/** A spooler in words: keeps what it was handed until it is taken back. */
function spoolerDouble() {
  const held = new Set<string>();
  const printer: Printer = {
    kind: 'spooler',
    widthDots: 576,
    status: async () => ({ kind: 'spooler', widthDots: 576, state: 'unknown' }),
    print: async ({ id }: PrintJob) => {
      held.add(id);
      return { outcome: 'sent' };
    },
    takeBack: async (id) => void held.delete(id),
  };
  return { held, queue: createPrintQueue(printer) };
}

describe('a job that was sent to a spooler', () => {
  it('is taken back when its session ends, and only that', async () => {
    const { held, queue } = spoolerDouble();
    await Promise.all([queue.print(job('a', 'leaving')), queue.print(job('b', 'staying'))]);
    await queue.cancelSession('leaving');
    expect([...held]).toEqual(['b']);
    expect(await queue.print(job('a', 'leaving'))).toEqual({ outcome: 'sent' });
  });

  it('is taken back when the session ends while it is being handed over', async () => {
    const { held, queue } = spoolerDouble();
    const outcome = queue.print(job('a', 'leaving'));
    await queue.cancelSession('leaving');
    expect([await outcome, [...held]]).toEqual([cancelled, []]);
  });
});
