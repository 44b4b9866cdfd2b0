/**
 * The subset of deterministic CBOR (RFC 8949, 4.2.1) that cards and lists use: unsigned integers, the one negative integer of
 * COSE's algorithm, byte strings, text, arrays, and maps with ascending unsigned keys. The reader refuses everything else, and
 * every form that is not the shortest.
 */
import { malformed } from './card-error.ts';
import { utf8Bytes, utf8Text } from './utf8.ts';

export type Cbor = number | string | Uint8Array | readonly Cbor[] | ReadonlyMap<number, Cbor>;

function head(major: number, value: number): number[] {
  const type = major << 5;
  if (!Number.isSafeInteger(value) || value < 0 || value > 0xffff_ffff) malformed('a number out of range');
  if (value < 24) return [type | value];
  if (value < 0x100) return [type | 24, value];
  if (value < 0x10000) return [type | 25, value >>> 8, value & 255];
  return [type | 26, value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function write(item: Cbor, out: number[]): void {
  if (typeof item === 'number') out.push(...(item < 0 ? head(1, -1 - item) : head(0, item)));
  else if (typeof item === 'string') {
    const bytes = utf8Bytes(item);
    out.push(...head(3, bytes.length));
    for (const byte of bytes) out.push(byte);
  } else if (item instanceof Uint8Array) {
    out.push(...head(2, item.length));
    for (const byte of item) out.push(byte);
  } else if (item instanceof Map) {
    out.push(...head(5, item.size));
    for (const [key, value] of [...item].sort(([a], [b]) => a - b)) {
      write(key, out);
      write(value, out);
    }
  } else {
    const list = item as readonly Cbor[];
    out.push(...head(4, list.length));
    for (const one of list) write(one, out);
  }
}

/** Sorts the keys of maps. @throws CardFormatError for a number out of range or a lone surrogate */
export function encodeCbor(item: Cbor): Uint8Array {
  const out: number[] = [];
  write(item, out);
  return Uint8Array.from(out);
}

const deepest = 4;

/**
 * Bytes in the answer are copies.
 * @throws CardFormatError for anything but one item of the subset in its only form, with nothing after it
 */
export function decodeCbor(bytes: Uint8Array): Cbor {
  let at = 0;

  function take(length: number): Uint8Array {
    if (length > bytes.length - at) malformed('cut short');
    at += length;
    return bytes.subarray(at - length, at);
  }

  function number(info: number): number {
    if (info < 24) return info;
    const length = info === 24 ? 1 : info === 25 ? 2 : info === 26 ? 4 : malformed('a form that is not used');
    let value = 0;
    for (const byte of take(length)) value = value * 256 + byte;
    const least = length === 1 ? 24 : length === 2 ? 0x100 : 0x10000;
    if (value < least) malformed('a number that is not in its shortest form');
    return value;
  }

  function item(depth: number): Cbor {
    const first = take(1)[0] ?? 0;
    const major = first >> 5;
    const value = number(first & 31);
    switch (major) {
      case 0:
        return value;
      case 1:
        return -1 - value;
      case 2:
        return new Uint8Array(take(value));
      case 3:
        return utf8Text(take(value));
      case 4:
      case 5:
        if (depth === deepest || value > bytes.length) malformed('nested too deep or too long');
        return major === 4 ? list(value, depth) : map(value, depth);
      default:
        return malformed('a type that is not used');
    }
  }

  function list(length: number, depth: number): readonly Cbor[] {
    const items: Cbor[] = [];
    while (items.length < length) items.push(item(depth + 1));
    return items;
  }

  function map(size: number, depth: number): ReadonlyMap<number, Cbor> {
    const entries = new Map<number, Cbor>();
    let before = -1;
    while (entries.size < size) {
      const key = item(depth + 1);
      if (typeof key !== 'number' || key <= before) malformed('keys that do not ascend');
      entries.set(key, item(depth + 1));
      before = key;
    }
    return entries;
  }

  const read = item(0);
  if (at !== bytes.length) malformed('something after the end');
  return read;
}
