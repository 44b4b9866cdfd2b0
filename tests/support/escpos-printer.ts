/**
 * A receipt printer as a peer on the network. It takes the byte stream apart as a printer does, across connections: framing and
 * real-time commands as the bytes arrive, everything else in its turn, row by row, as long as there is paper. What it does not
 * know it writes down in `rejected`.
 */
import { createServer, type Server, type Socket } from 'node:net';
import type { Picture } from '../../electron/printing/printer.ts';

export interface EscposFaults {
  paper: 'ok' | 'low' | 'out';
  coverOpen: boolean;
  offline: boolean;
  broken: boolean;
  /** Says nothing at all. */
  mute: boolean;
  /** Goes mute after so many markers. */
  muteAfterMarkers: number;
  /** Paper for so many rows. */
  rowsLeft: number;
  /** Hangs up after so many bytes of all connections. */
  hangUpAfterBytes: number;
  /** Rows a turn of 1 ms; small is slow. */
  rowsATurn: number;
  /** Bytes it holds before it stops reading. */
  bufferBytes: number;
  knowsMarkers: boolean;
  knowsClear: boolean;
  /** Answers questions that are dots of a picture, as Epson's do. */
  answersInPictures: boolean;
}

type Work =
  | { readonly kind: 'row'; readonly row: Uint8Array; readonly stride: number }
  | { readonly kind: 'initialise' | 'cut' | 'marker' };

const sound: EscposFaults = {
  paper: 'ok',
  coverOpen: false,
  offline: false,
  broken: false,
  mute: false,
  muteAfterMarkers: Number.POSITIVE_INFINITY,
  rowsLeft: Number.POSITIVE_INFINITY,
  hangUpAfterBytes: Number.POSITIVE_INFINITY,
  rowsATurn: 1_000,
  bufferBytes: 4_096,
  knowsMarkers: true,
  knowsClear: true,
  answersInPictures: false,
};

export interface EscposPeer {
  readonly port: number;
  /** May be changed at any time. */
  readonly faults: EscposFaults;
  /** Pieces that were cut off, as pictures of whole bytes a row. Pieces without a row are not kept. */
  readonly papers: Picture[];
  /** Rows that hang out of the printer, not cut. */
  uncutRows(): number;
  readonly rejected: string[];
  connections(): number;
  /** Resolves when `rows` rows came out in all. */
  printed(rows: number): Promise<void>;
  /** Resolves when everything that it holds is worked off. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export async function startEscposPeer(given: Partial<EscposFaults> = {}): Promise<EscposPeer> {
  const faults: EscposFaults = { ...sound, ...given };
  const papers: Picture[] = [];
  const rejected: string[] = [];
  const sockets = new Set<Socket>();
  const waiting: { until: () => boolean; resolve: () => void }[] = [];
  let work: Work[] = [];
  let held = 0;
  let paper: { row: Uint8Array; stride: number }[] = [];
  let rowsInAll = 0;
  let markers = 0;
  let connections = 0;
  let received = 0;
  let running = false;
  let talkingTo: Socket | null = null;
  const parser = createParser();

  const fault = () => faults.paper === 'out' || faults.coverOpen || faults.offline || faults.broken;
  const say = (...bytes: number[]) => {
    if (!faults.mute && markers < faults.muteAfterMarkers && talkingTo?.writable) talkingTo.write(Uint8Array.from(bytes));
  };
  const tell = () => {
    for (const entry of waiting.filter(({ until }) => until())) {
      waiting.splice(waiting.indexOf(entry), 1);
      entry.resolve();
    }
  };
  const when = (until: () => boolean) => new Promise<void>((resolve) => (until() ? resolve() : waiting.push({ until, resolve })));

  function answer(n: number): void {
    const out = faults.paper === 'out';
    if (n === 1) say(0x12 | (fault() ? 0x08 : 0));
    else if (n === 2) say(0x12 | (faults.coverOpen ? 0x04 : 0) | (out ? 0x20 : 0) | (faults.broken ? 0x40 : 0));
    else if (n === 3) say(0x12);
    else if (n === 4) say(0x12 | (faults.paper === 'low' || out ? 0x0c : 0) | (out ? 0x60 : 0));
    else rejected.push(`DLE EOT ${n}`);
  }

  function step(): void {
    running = false;
    for (let rows = 0; rows < faults.rowsATurn && work.length > 0 && !fault(); ) {
      const next = work.shift();
      if (next?.kind === 'row') {
        rows++;
        held -= next.stride;
        paper.push(next);
        rowsInAll++;
        if (--faults.rowsLeft <= 0) faults.paper = 'out';
      } else if (next?.kind === 'cut') {
        const [first] = paper;
        if (first) papers.push({ widthDots: first.stride * 8, heightDots: paper.length, bits: Buffer.concat(paper.map(({ row }) => row)) });
        paper = [];
      } else if (next?.kind === 'marker') {
        if (faults.knowsMarkers) say(0x00);
        markers++;
      }
    }
    if (held < faults.bufferBytes) for (const socket of sockets) socket.resume();
    tell();
    turn();
  }
  function turn(): void {
    if (running || work.length === 0 || fault()) return;
    running = true;
    setTimeout(step, 1);
  }

  function createParser(): (byte: number) => void {
    let command: number[] = [];
    let raster: { left: number; stride: number; row: number[] } | null = null;
    /** Real-time commands are seen whatever else goes on. */
    const recent: number[] = [];
    const clear = [0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8];

    const put = (next: Work) => {
      work.push(next);
      if (next.kind === 'row') held += next.stride;
    };
    const known: readonly { readonly head: readonly number[]; readonly length: number; readonly act: (bytes: number[]) => void }[] = [
      { head: [0x10, 0x04], length: 3, act: (bytes) => answer(bytes[2] ?? 0) },
      { head: [0x10, 0x14, 8], length: 10, act: () => undefined },
      { head: [0x1b, 0x40], length: 2, act: () => put({ kind: 'initialise' }) },
      { head: [0x1d, 0x61], length: 3, act: () => undefined },
      { head: [0x1d, 0x72, 1], length: 3, act: () => put({ kind: 'marker' }) },
      { head: [0x1d, 0x56, 66], length: 4, act: () => put({ kind: 'cut' }) },
      {
        head: [0x1d, 0x76, 0x30, 0],
        length: 8,
        act: ([, , , , xLow = 0, xHigh = 0, yLow = 0, yHigh = 0]) => {
          const stride = xLow + 256 * xHigh;
          const rows = yLow + 256 * yHigh;
          if (stride === 0 || rows === 0 || stride > 72 || rows > 128) rejected.push(`GS v 0 of ${stride} x ${rows}`);
          else raster = { left: stride * rows, stride, row: [] };
        },
      },
    ];

    return (byte) => {
      recent.push(byte);
      if (recent.length > clear.length) recent.shift();
      if (faults.knowsClear && clear.every((value, index) => recent[index] === value)) {
        work = [];
        held = 0;
        command = [];
        raster = null;
        say(0x37, 0x25, 0x00);
        return;
      }
      if (raster) {
        if (faults.answersInPictures && recent.at(-3) === 0x10 && recent.at(-2) === 0x04 && [1, 2, 3, 4].includes(byte)) answer(byte);
        raster.row.push(byte);
        if (raster.row.length === raster.stride) {
          put({ kind: 'row', row: Uint8Array.from(raster.row), stride: raster.stride });
          raster.row = [];
        }
        if (--raster.left === 0) raster = null;
        return;
      }
      if (command.length === 0 && byte === 0) return;
      command.push(byte);
      const like = known.filter(({ head }) => head.every((value, index) => index >= command.length || command[index] === value));
      if (like.length === 0) {
        rejected.push(Buffer.from(command).toString('hex'));
        command = [];
      }
      const done = like.find(({ head, length }) => command.length === length && head.every((value, index) => command[index] === value));
      if (!done) return;
      const bytes = command;
      command = [];
      done.act(bytes);
    };
  }

  const server: Server = createServer({ noDelay: true }, (socket) => {
    connections++;
    sockets.add(socket);
    talkingTo = socket;
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (bytes) => {
      for (const byte of bytes) {
        if (++received > faults.hangUpAfterBytes) {
          faults.hangUpAfterBytes = Number.POSITIVE_INFINITY;
          socket.resetAndDestroy();
          return;
        }
        parser(byte);
      }
      // Full, it leaves what is still on this line where it is; a question on a new line gets its answer.
      if (held >= faults.bufferBytes && bytes.length > 64) socket.pause();
      turn();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  return {
    port: address.port,
    faults,
    papers,
    rejected,
    uncutRows: () => paper.length,
    connections: () => connections,
    printed: (rows) => when(() => rowsInAll >= rows),
    idle: () => when(() => work.length === 0),
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
