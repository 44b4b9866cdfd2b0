/**
 * The few ESC/POS commands that a picture needs, and what the printer's bytes say. Built-in text and QR commands garble Chinese on
 * cheap printers and lack mixed QR segments: the card is raster only. Source: Epson's ESC/POS reference, DLE EOT, DLE DC4 (fn 8),
 * GS v 0, GS r, GS a, GS V.
 */
import type { Picture } from './printer.ts';

/** Rows in one raster command: what the buffers of cheap printers hold. */
export const bandRows = 128;

/** ESC @: everything as after switching on; GS a 0: speak when asked only. */
export const initialise = Uint8Array.of(0x1b, 0x40, 0x1d, 0x61, 0);
/** GS V 66 0: feed to the knife and cut. */
export const cut = Uint8Array.of(0x1d, 0x56, 66, 0);
/** GS r 1: answered in its turn, so after everything before it has been worked off. */
export const marker = Uint8Array.of(0x1d, 0x72, 1);
/** DLE DC4 8: throws away what is in the printer's buffers, at once. Printers that do not know it pass over it. */
export const clearBuffers = Uint8Array.of(0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8);
/** DLE EOT n, answered at once. Only ever sent between commands: within a picture some printers would print it. */
export const ask = (n: 1 | 2 | 4) => Uint8Array.of(0x10, 0x04, n);

/** White dots for a band that was left unfinished; between commands a NUL means nothing. */
export const fillUp = (widthDots: number) => new Uint8Array(Math.ceil(widthDots / 8) * bandRows + 8);

export const isAnswer = (byte: number) => (byte & 0x93) === 0x12;
export const isMarker = (byte: number) => (byte & 0xf0) === 0;
/** The first of 37 25 00. */
export const isCleared = (byte: number) => byte === 0x37;

export function* bands({ widthDots, heightDots, bits }: Picture): Generator<Uint8Array> {
  const stride = Math.ceil(widthDots / 8);
  for (let top = 0; top < heightDots; top += bandRows) {
    const rows = Math.min(bandRows, heightDots - top);
    const head = [0x1d, 0x76, 0x30, 0, stride & 0xff, stride >> 8, rows & 0xff, rows >> 8];
    const band = new Uint8Array(head.length + stride * rows);
    band.set(head);
    band.set(bits.subarray(top * stride, (top + rows) * stride), head.length);
    yield band;
  }
}

export type Fault = 'paper_out' | 'cover_open' | 'offline';

/** How a printer says that it stands. */
export interface Standing {
  readonly fault: Fault | null;
  readonly paper: 'ok' | 'low' | 'unknown';
}

/** From the answers to DLE EOT 1, 2 and 4; null where none came. Null if there is no answer at all: a mute printer. */
export function standingOf(printer: number | null, offline: number | null, paper: number | null): Standing | null {
  if (printer === null && offline === null && paper === null) return null;
  const says = (answer: number | null, bits: number) => answer !== null && (answer & bits) !== 0;
  // The cause before the effect: a printer with an open cover or without paper is offline as well.
  if (says(offline, 0x04)) return { fault: 'cover_open', paper: 'unknown' };
  if (says(offline, 0x20) || says(paper, 0x60)) return { fault: 'paper_out', paper: 'unknown' };
  if (says(offline, 0x40) || says(printer, 0x08)) return { fault: 'offline', paper: 'unknown' };
  if (printer === null || offline === null || paper === null) return { fault: null, paper: 'unknown' };
  return { fault: null, paper: says(paper, 0x0c) ? 'low' : 'ok' };
}
