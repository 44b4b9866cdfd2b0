/** The names of the pack's stations, row by row, and which letters their characters' pinyin may begin with: read when somebody searches. */
import { ByteReader, ByteWriter } from './bytes.ts';
import { damaged } from './map-data-error.ts';

export interface PackNames {
  readonly count: number;
  /** All names, a line feed after each. */
  readonly text: string;
  /** Where each begins in `text`; one more at the end. */
  readonly starts: Uint32Array;
  /** Character → bits a-z (bit 0 is a): 重 is c and z. */
  readonly initials: ReadonlyMap<string, number>;
}

/** Names have no line feeds (they are clean text). Characters of `initials` are single ones of the basic plane or pairs. */
export function encodeNames(names: readonly string[], initials: ReadonlyMap<string, number>): Uint8Array {
  const out = new ByteWriter('names');
  // By letters, then by character: runs that brotli finds.
  const sorted = [...initials].sort(([a, letters], [b, others]) => letters - others || (a < b ? -1 : 1));
  out.text(sorted.map(([character]) => character).join(''));
  for (const [, letters] of sorted) out.varint(letters);
  out.varint(names.length);
  out.text(names.map((name) => `${name}\n`).join(''));
  return out.finish();
}

/** @throws MapDataError */
export function decodeNames(bytes: Uint8Array): PackNames {
  const from = new ByteReader(bytes, 'names');
  const initials = new Map<string, number>();
  for (const character of from.text()) initials.set(character, from.atMost(2 ** 26 - 1));
  const count = from.count(1);
  const text = from.text();
  from.end();
  const starts = new Uint32Array(count + 1);
  for (let row = 0, at = 0; row < count; row += 1) {
    at = text.indexOf('\n', at) + 1;
    if (at === 0) damaged('fewer names than stations');
    starts[row + 1] = at;
  }
  if (starts[count] !== text.length) damaged('more names than stations');
  return { count, text, starts, initials };
}

export function nameAt({ text, starts }: PackNames, row: number): string {
  return text.slice(starts[row] as number, (starts[row + 1] as number) - 1);
}
