/**
 * The ground of all binary map files (docs/map-data.md): three bytes of head (`Y`, the kind, the version), then little-endian numbers,
 * varints (unsigned LEB128 up to 2^53 - 1) and strings with a varint length. The reader refuses to read past the end, and what is left
 * over at the end.
 */
import { damaged, newer } from './map-data-error.ts';
import { utf8Bytes, utf8Text } from './utf8.ts';

const mark = 0x59;
const version = 1;

/** The second byte: what a file is, so that one is never read as another. */
export const kinds = {
  overview: 0x6f,
  bits: 0x62,
  region: 0x72,
  shard: 0x73,
  live: 0x6c,
  pack: 0x70,
  names: 0x6e,
  whereabouts: 0x61,
} as const;
export type Kind = keyof typeof kinds;

export class ByteWriter {
  #bytes = new Uint8Array(1024);
  #at = 0;

  constructor(kind: Kind) {
    this.byte(mark);
    this.byte(kinds[kind]);
    this.byte(version);
  }

  #room(length: number): void {
    if (this.#at + length <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#at + length));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#at++] = value;
  }

  varint(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a varint: ${value}`);
    this.#room(8);
    let rest = value;
    while (rest > 0x7fffffff) {
      this.#bytes[this.#at++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    for (; rest > 127; rest >>>= 7) this.#bytes[this.#at++] = (rest & 127) | 128;
    this.#bytes[this.#at++] = rest;
  }

  /** Signed: 0, -1, 1, -2, … */
  zigzag(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  bytes(value: Uint8Array): void {
    this.#room(value.length);
    this.#bytes.set(value, this.#at);
    this.#at += value.length;
  }

  text(value: string): void {
    const encoded = utf8Bytes(value);
    this.varint(encoded.length);
    this.bytes(encoded);
  }

  /** 16 hex digits as 8 bytes. */
  hash(hex: string): void {
    if (!/^[0-9a-f]{16}$/.test(hex)) throw new RangeError(`not a hash: ${hex}`);
    for (let at = 0; at < 16; at += 2) this.byte(Number.parseInt(hex.slice(at, at + 2), 16));
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#at);
  }
}

export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  /** @throws MapDataError when these are not the bytes of such a file, or of a newer version */
  constructor(bytes: Uint8Array, kind: Kind) {
    this.#bytes = bytes;
    if (this.byte() !== mark || this.byte() !== kinds[kind]) damaged(`not a file of kind ${kind}`);
    const found = this.byte();
    if (found > version) newer();
    if (found < version) damaged('no such version');
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  byte(): number {
    return this.#bytes[this.#at++] ?? damaged('cut short');
  }

  varint(): number {
    const bytes = this.#bytes;
    let byte = bytes[this.#at++] ?? damaged('cut short');
    if (byte < 128) return byte;
    let value = byte & 127;
    for (let factor = 128; ; factor *= 128) {
      byte = bytes[this.#at++] ?? damaged('cut short');
      value += (byte & 127) * factor;
      if (byte < 128) break;
      if (factor > 2 ** 42) damaged('a number out of range');
    }
    if (value > Number.MAX_SAFE_INTEGER) damaged('a number out of range');
    return value;
  }

  zigzag(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** A varint of at most `most`. */
  atMost(most: number): number {
    const value = this.varint();
    return value > most ? damaged('a number out of range') : value;
  }

  /** How many follow, each of at least `least` bytes: what cannot be in what is left is not made room for. */
  count(least = 1): number {
    return this.atMost(Math.floor(this.left / least));
  }

  /** A view, not a copy. */
  take(length: number): Uint8Array {
    if (length > this.left) damaged('cut short');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  text(): string {
    return utf8Text(this.take(this.varint()));
  }

  hash(): string {
    return Array.from(this.take(8), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  end(): void {
    if (this.left > 0) damaged('something after the end');
  }
}
