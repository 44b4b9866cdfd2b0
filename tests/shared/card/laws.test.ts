import { Sign1 } from '@auth0/cose';
import * as noble from '@noble/ed25519';
import * as cborg from 'cborg';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CardFormatError } from '../../../shared/card/card-error.ts';
import { cardNameFault } from '../../../shared/card/card-name.ts';
import { decodeCbor, encodeCbor } from '../../../shared/card/cbor.ts';
import { bytesOf, digitsOf } from '../../../shared/card/digits.ts';
import { decodeCard, encodeCard, type JobCard } from '../../../shared/card/job-card.ts';
import { openKeyList, signKeyList } from '../../../shared/card/key-list.ts';
import { kidBytes } from '../../../shared/card/kid.ts';
import { isRevoked, openRevocationList, signRevocationList } from '../../../shared/card/revocation-list.ts';
import { cardAad, decodeSign1, encodeSign1, signatureInput } from '../../../shared/card/sign1.ts';
import { openSignedCard, signCard } from '../../../shared/card/signed-card.ts';
import { kidOne, listKey, listKid, rootKey, stationOne, testKeyList, testRevocations, vectorOne, verify } from '../../support/card-keys.ts';

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((text) => text.normalize('NFC'))
  .filter((text) => cardNameFault(text) === null);
const optional = <T>(key: string, value: fc.Arbitrary<T>) => fc.option(value).map((one) => (one === null ? {} : { [key]: one }));
const wage = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 9999 }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
const card: fc.Arbitrary<JobCard> = fc
  .tuple(
    fc.record({
      serial: fc.integer({ min: 0, max: 16_777_215 }),
      issueDay: fc.integer({ min: 0, max: 65_535 }),
      validDays: fc.integer({ min: 1, max: 180 }),
      name,
    }),
    fc.array(fc.tuple(fc.integer({ min: 1, max: 65_535 }), fc.constantFrom(1, 2, 3)), { minLength: 1, maxLength: 4 }),
    fc.boolean(),
    optional('years', fc.integer({ min: 1, max: 60 })),
    optional('phone', fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String)),
    optional('dayWage', wage),
    optional('availability', fc.record({ startOffsetDays: fc.integer({ min: 0, max: 90 }), mask: fc.integer({ min: 0, max: 511 }) })),
    optional('verified', fc.integer({ min: 1, max: 65_535 })),
  )
  .map(
    ([base, trades, withLevels, ...rest]) =>
      Object.assign(
        {},
        base,
        { trades: trades.map(([code]) => code) },
        withLevels && { levels: trades.map(([, level]) => level) },
        ...rest,
      ) as JobCard,
  );

const bytes = fc.uint8Array({ maxLength: 300 });

/** What it answers, or that it refused in the format's own way; anything else goes through. */
function tried<T>(work: () => T): T | 'refused' {
  try {
    return work();
  } catch (error) {
    if (error instanceof CardFormatError) return 'refused';
    throw error;
  }
}

describe('digits', () => {
  it('are the bytes again', () => {
    const some = fc.uint8Array({ minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(some, (one) => {
        expect(bytesOf(digitsOf(one))).toEqual(one);
      }),
      { examples: [[new Uint8Array(7).fill(255)]] },
    );
  });

  it('that are no bytes are refused: letters, another length, a block that overflows', () => {
    for (const digits of ['', '1a3', '1', '12', '1234', '256', '9'.repeat(17)]) expect(tried(() => bytesOf(digits))).toBe('refused');
  });
});

describe('a card', () => {
  it('encodes, decodes and encodes to the same', () => {
    fc.assert(
      fc.property(card, (one) => {
        const encoded = encodeCard(one);
        expect(decodeCard(encoded)).toEqual(one);
        expect(encodeCard(decodeCard(encoded))).toEqual(encoded);
      }),
    );
  });

  it('is what an independent CBOR reads and writes', () => {
    fc.assert(
      fc.property(card, (one) => {
        const encoded = encodeCard(one);
        const read = cborg.decode(encoded, { useMaps: true, strict: true });
        expect([read.get(1), read.get(4), read.get(5)]).toEqual([one.serial, one.name, one.trades]);
        expect(new Uint8Array(cborg.encode(read))).toEqual(encoded);
      }),
    );
  });

  it('is verified alike by node:crypto and by @noble/ed25519', async () => {
    await fc.assert(
      fc.asyncProperty(card, fc.nat(63), async (one, at) => {
        const { signature, signed } = openSignedCard(signCard(one, kidOne, stationOne.sign));
        const broken = signature.with(at, (signature[at] ?? 0) ^ 1);
        for (const [sig, good] of [
          [signature, true],
          [broken, false],
        ] as const) {
          expect(verify(sig, signed, stationOne.publicKey)).toBe(good);
          expect(await noble.verifyAsync(sig, signed, stationOne.publicKey, { zip215: false })).toBe(good);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is signed as an independent COSE signs, and read by it', async () => {
    // That implementation knows Ed25519 under the older number -8 only; everything else is our own structure.
    const protectedBytes = encodeCbor(
      new Map<number, number | Uint8Array>([
        [1, -8],
        [4, kidBytes(kidOne)],
      ]),
    );
    const payload = encodeCard(vectorOne.card);
    const externalAAD = new TextEncoder().encode(cardAad);
    const signature = stationOne.sign(signatureInput(cardAad, protectedBytes, payload));
    const key = await crypto.subtle.importKey('raw', new Uint8Array(stationOne.publicKey), 'Ed25519', true, ['verify']);
    const theirs = Sign1.decode(encodeSign1({ protectedBytes, payload, signature }));
    await expect(theirs.verify(key, { externalAAD })).resolves.toBeUndefined();
    await expect(theirs.verify(key, { externalAAD: new Uint8Array(9) })).rejects.toThrow();
    expect(new Uint8Array(theirs.payload)).toEqual(payload);
  });

  it('of random bytes is refused by the format’s own error and nothing else', () => {
    fc.assert(
      fc.property(bytes, fc.string(), (some, text) => {
        tried(() => decodeCard(some));
        tried(() => decodeSign1(some));
        tried(() => openSignedCard(some));
        tried(() => bytesOf(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('with one byte changed never reads as the same content from other bytes', () => {
    fc.assert(
      fc.property(card, fc.nat(), fc.integer({ min: 1, max: 255 }), (one, place, change) => {
        const encoded = encodeCard(one);
        const at = place % encoded.length;
        const other = encoded.with(at, (encoded[at] ?? 0) ^ change);
        const read = tried(() => decodeCard(other));
        // What is read has one form only: the bytes that were read.
        if (read !== 'refused') expect(encodeCard(read)).toEqual(other);
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[string, Partial<JobCard>]>([
    ['five trades', { trades: [1, 2, 3, 4, 5] }],
    ['no trade', { trades: [] }],
    ['a name with a direction mark', { name: '王\u202e国' }],
    ['a name with a zero-width space', { name: '王\u200b国' }],
    ['a name with <>', { name: '<b>' }],
    ['a name of 21 characters', { name: '王'.repeat(21) }],
    ['a name that is not NFC', { name: 'A\u030a' }],
    ['a phone that is no mobile number', { phone: '12800138000' }],
    ['a wage upside down', { dayWage: [320, 260] }],
    ['181 days', { validDays: 181 }],
    ['a serial past the last', { serial: 16_777_216 }],
    ['levels that do not fit the trades', { levels: [1] }],
  ])('is not made with %s', (_name, change) => {
    const good: JobCard = { serial: 1, issueDay: 2517, validDays: 90, name: '王师傅', trades: [203, 204] };
    expect(tried(() => encodeCard(good))).not.toBe('refused');
    expect(tried(() => encodeCard({ ...good, ...change }))).toBe('refused');
  });

  it('takes long minority names', () => {
    expect([cardNameFault('阿卜杜热西提·阿卜杜热合曼'), cardNameFault('王'.repeat(20)), cardNameFault(' ')]).toEqual([null, null, 'empty']);
  });

  it.each<[string, string]>([
    ['a number in a longer form', '1801'],
    ['a number of eight bytes', '1b0000000000000001'],
    ['an indefinite length', '9fff'],
    ['keys that fall', 'a202010101'],
    ['a key twice', 'a201010101'],
    ['a float', 'f90000'],
    ['a tag', 'c101'],
    ['something after the end', '0101'],
    ['overlong UTF-8', '62c080'],
    ['a surrogate', '63eda080'],
  ])('in CBOR with %s is refused', (_name, hex) => {
    expect(tried(() => decodeCbor(Uint8Array.from(Buffer.from(hex, 'hex'))))).toBe('refused');
  });
});

describe('the lists', () => {
  it('are read as they were signed', async () => {
    const keys = await openKeyList(signKeyList(testKeyList(), rootKey.sign), [stationOne.publicKey, rootKey.publicKey], verify);
    expect(keys).toEqual(testKeyList());
    const signed = signRevocationList(testRevocations, listKid, listKey.sign);
    expect(await openRevocationList(signed, keys, verify)).toEqual(testRevocations);
    expect([isRevoked(testRevocations, kidOne, 411), isRevoked(testRevocations, kidOne, 412)]).toEqual([true, false]);
  });

  it('are refused from another key, another role, or another purpose', async () => {
    const keyList = signKeyList(testKeyList(), rootKey.sign);
    await expect(openKeyList(keyList, [stationOne.publicKey], verify)).rejects.toThrow(CardFormatError);
    await expect(openKeyList(keyList, [], verify)).rejects.toThrow(CardFormatError);
    const forged = signRevocationList(testRevocations, kidOne, stationOne.sign);
    await expect(openRevocationList(forged, testKeyList(), verify)).rejects.toThrow(CardFormatError);
    await expect(openRevocationList(keyList, testKeyList(), verify)).rejects.toThrow(CardFormatError);
  });

  it('of any serials are the same again, at about 2 bytes a card', async () => {
    const serials = fc
      .uniqueArray(fc.integer({ min: 0, max: 16_777_215 }), { minLength: 1, maxLength: 200 })
      .map((some) => some.sort((a, b) => a - b));
    await fc.assert(
      fc.asyncProperty(serials, async (some) => {
        const list = { ...testRevocations, revoked: [{ kid: kidOne, serials: some }] };
        expect(await openRevocationList(signRevocationList(list, listKid, listKey.sign), testKeyList(), verify)).toEqual(list);
      }),
      { numRuns: 50 },
    );
  });
});
