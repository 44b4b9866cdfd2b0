import * as cborg from 'cborg';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CardFormatError } from '../../../shared/card/card-error.ts';
import { type Cbor, decodeCbor, encodeCbor } from '../../../shared/card/cbor.ts';
import { utf8Bytes, utf8Text } from '../../../shared/card/utf8.ts';

const bytesOfHex = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const theirs = (item: unknown) => new Uint8Array(cborg.encode(item, cborg.rfc8949EncodeOptions));

/** What it answers, or null if it refused in the format's own way; anything else goes through. */
function tried<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof CardFormatError) return null;
    throw error;
  }
}

const whole = fc.oneof(fc.nat({ max: 0xffff_ffff }), fc.constantFrom(0, 23, 24, 255, 256, 65_535, 65_536, 0xffff_ffff));
/** No byte-order mark first: the other CBOR drops it, as text decoders do. Ours keeps it. */
const text = fc.string({ unit: 'binary' }).filter((one) => !one.startsWith('\ufeff'));
const leaf: fc.Arbitrary<Cbor> = fc.oneof(whole, fc.constant(-19), text, fc.uint8Array({ maxLength: 300 }));
const { item } = fc.letrec<{ item: Cbor }>((tie) => ({
  item: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    leaf,
    fc.array(tie('item'), { maxLength: 30 }),
    fc.array(fc.tuple(whole, tie('item')), { maxLength: 30 }).map((entries) => new Map(entries)),
  ),
}));

describe('the CBOR of cards', () => {
  it('is written as an independent CBOR writes it, and read back', () => {
    fc.assert(
      fc.property(item, (one) => {
        const bytes = encodeCbor(one);
        expect(bytes).toEqual(theirs(one));
        const read = decodeCbor(bytes);
        expect(read).toEqual(one);
        expect(encodeCbor(read)).toEqual(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('that it reads has one form, and the independent CBOR reads the same, whatever the bytes', () => {
    const damaged = fc.tuple(item, fc.nat(), fc.integer({ min: 1, max: 255 })).map(([one, place, change]) => {
      const bytes = encodeCbor(one);
      const at = place % bytes.length;
      return bytes.with(at, (bytes[at] ?? 0) ^ change);
    });
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 12 })), (bytes) => {
        const read = tried(() => decodeCbor(bytes));
        if (read === null) return;
        accepted += 1;
        expect(encodeCbor(read)).toEqual(bytes);
        if (Buffer.from(bytes).includes('\ufeff')) return;
        expect(cborg.decode(bytes, { useMaps: true, strict: true, rejectDuplicateMapKeys: true })).toEqual(read);
      }),
      { numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(300);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['a number below 24 in two bytes', '1817'],
    ['a number below 256 in three', '1900ff'],
    ['a number below 65,536 in five', '1a0000ffff'],
    ['a number of eight bytes', '1b0000000000000001'],
    ['a length in a longer form', '580100'],
    ['a reserved form', '1c'],
    ['bytes of no definite length', '5f4100ff'],
    ['text of no definite length', '7f6161ff'],
    ['a list of no definite length', '9fff'],
    ['a map of no definite length', 'bfff'],
    ['a break alone', 'ff'],
    ['keys that fall', 'a202010101'],
    ['a key twice', 'a201010101'],
    ['a key that is text', 'a1616101'],
    ['a key below zero', 'a12001'],
    ['a float', 'f90000'],
    ['true', 'f5'],
    ['null', 'f6'],
    ['undefined', 'f7'],
    ['a tag', 'c101'],
    ['something after the end', '0101'],
    ['bytes cut short', '4201'],
    ['a list cut short', '8201'],
    ['a list of four thousand million', '9affffffff'],
    ['a map of four thousand million', 'baffffffff'],
    ['five levels', '818181818100'],
    ['overlong UTF-8', '62c080'],
    ['a surrogate', '63eda080'],
    ['a character past the last', '64f4908080'],
    ['half a character', '61e7'],
  ])('with %s is refused', (_name, hex) => {
    expect(() => decodeCbor(bytesOfHex(hex))).toThrow(CardFormatError);
  });

  it.each<[string, Cbor]>([
    ['a fraction', 1.5],
    ['a number past 2^32', 2 ** 32],
    ['no number', Number.NaN],
    ['half a character', '\ud800'],
  ])('is not written of %s', (_name, one) => {
    expect(() => encodeCbor(one)).toThrow(CardFormatError);
  });

  it('is copied out of what it was read from', () => {
    const source = Buffer.from([0x42, 1, 2]);
    const read = decodeCbor(source);
    source.fill(0);
    expect(read).toEqual(Uint8Array.of(1, 2));
  });
});

describe('UTF-8', () => {
  it('is the platform’s, both ways, and refuses what the platform refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 8 }), (text, bytes) => {
        expect(utf8Bytes(text)).toEqual(new TextEncoder().encode(text));
        expect(utf8Text(utf8Bytes(text))).toBe(text);
        let expected: string | null = null;
        try {
          expected = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        } catch {}
        expect(tried(() => utf8Text(bytes))).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });
});
