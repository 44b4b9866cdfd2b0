import { Sign1 } from '@auth0/cose';
import * as noble from '@noble/ed25519';
import * as cborg from 'cborg';
import fc from 'fast-check';
import { create } from 'qrcode';
import { describe, expect, it } from 'vitest';
import { CardFormatError } from '../../../shared/card/card-error.ts';
import { cardNameFault } from '../../../shared/card/card-name.ts';
import { readCardText } from '../../../shared/card/card-url.ts';
import { encodeCbor } from '../../../shared/card/cbor.ts';
import { bytesOf, digitsOf } from '../../../shared/card/digits.ts';
import { decodeCard, encodeCard, type JobCard } from '../../../shared/card/job-card.ts';
import { kidBytes, readKid } from '../../../shared/card/kid.ts';
import { cardAad, decodeSign1, encodeSign1, sign1, signatureInput } from '../../../shared/card/sign1.ts';
import { openSignedCard, signCard } from '../../../shared/card/signed-card.ts';
import { verifyCard } from '../../../shared/card/verify-card.ts';
import { kidOne, stationOne, testKeyList, testRevocations, vectorOne, verify } from '../../support/card-keys.ts';

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
    optional('languages', fc.integer({ min: 1, max: 65_535 })),
    optional('flags', fc.integer({ min: 1, max: 65_535 })),
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

/** Section 3 written down a second time, for another CBOR, keys in no order. */
function theirMap(one: JobCard): Map<number, unknown> {
  const phone = one.phone && Uint8Array.from(Buffer.from(Number(one.phone).toString(16).padStart(10, '0'), 'hex'));
  const fields: [number, unknown][] = [
    [13, one.levels],
    [12, one.verified],
    [11, one.flags],
    [10, one.languages],
    [9, one.availability && [one.availability.startOffsetDays, one.availability.mask]],
    [8, one.dayWage],
    [7, phone],
    [6, one.years],
    [5, one.trades],
    [4, one.name],
    [3, one.validDays],
    [2, one.issueDay],
    [1, one.serial],
  ];
  return new Map(fields.filter(([, value]) => value !== undefined));
}

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

  it('is written as an independent CBOR writes the same map, and read by it', () => {
    fc.assert(
      fc.property(card, (one) => {
        const encoded = encodeCard(one);
        const map = theirMap(one);
        expect(new Uint8Array(cborg.encode(map, cborg.rfc8949EncodeOptions))).toEqual(encoded);
        expect(cborg.decode(encoded, { useMaps: true, strict: true, rejectDuplicateMapKeys: true })).toEqual(map);
        expect(decodeCard(new Uint8Array(cborg.encode(map, cborg.rfc8949EncodeOptions)))).toEqual(one);
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
        tried(() => readKid(some));
        // closer to a card: the right structure around anything
        tried(() => openSignedCard(encodeSign1({ protectedBytes: some, payload: some, signature: new Uint8Array(64) })));
      }),
      { numRuns: 2000 },
    );
  });

  it('of random digits, or of anything that a key signed, has a verdict and never fails', async () => {
    const options = { keys: testKeyList(), revoked: testRevocations, todayDay: 2518, verify };
    const noise = fc.stringMatching(/^1\d{0,540}$/);
    const signed = fc.oneof(bytes, card.map(encodeCard)).map((payload) => digitsOf(sign1(cardAad, kidOne, payload, stationOne.sign)));
    await fc.assert(
      fc.asyncProperty(noise, signed, async (digits, good) => {
        expect((await verifyCard(digits, options)).code).toBe('MALFORMED');
        const { code } = await verifyCard(`#1${good}`, options);
        expect(['VALID', 'VALID_STALE_LIST', 'EXPIRED', 'KEY_WINDOW', 'NOT_YET', 'REVOKED', 'MALFORMED']).toContain(code);
      }),
      { numRuns: 200 },
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

  const plain: JobCard = { serial: 1, issueDay: 2517, validDays: 90, name: '王师傅', trades: [203, 204] };

  it.each<[string, Partial<JobCard>]>([
    ['five trades', { trades: [1, 2, 3, 4, 5] }],
    ['no trade', { trades: [] }],
    ['trade 0', { trades: [0] }],
    ['trade 65,536', { trades: [65_536] }],
    ['a name with a direction mark', { name: '王\u202e国' }],
    ['a name that is not NFC', { name: 'A\u030a' }],
    ['half a character in its name', { name: '王\ud842' }],
    ['a phone that is no mobile number', { phone: '12800138000' }],
    ['a phone of ten digits', { phone: '1380013800' }],
    ['a wage upside down', { dayWage: [320, 260] }],
    ['a wage of nothing', { dayWage: [0, 260] }],
    ['a wage of five digits', { dayWage: [260, 10_000] }],
    ['no day', { validDays: 0 }],
    ['181 days', { validDays: 181 }],
    ['a serial past the last', { serial: 16_777_216 }],
    ['a serial below zero', { serial: -1 }],
    ['half a serial', { serial: 0.5 }],
    ['a day before 2020', { issueDay: -1 }],
    ['a day past 2199', { issueDay: 65_536 }],
    ['61 years', { years: 61 }],
    ['years that are no number', { years: Number.NaN }],
    ['a start after 91 days', { availability: { startOffsetDays: 91, mask: 1 } }],
    ['a day of the week past the last', { availability: { startOffsetDays: 0, mask: 512 } }],
    ['languages past the last', { languages: 65_536 }],
    ['flags below zero', { flags: -1 }],
    ['levels that do not fit the trades', { levels: [1] }],
    ['a level past the last', { levels: [1, 4 as 3] }],
  ])('is not made with %s', (_name, change) => {
    expect(tried(() => encodeCard(plain))).not.toBe('refused');
    expect(tried(() => encodeCard({ ...plain, ...change }))).toBe('refused');
  });

  it('leaves out zeros, as if they were not there', () => {
    expect(encodeCard({ ...plain, years: 0, languages: 0, flags: 0, verified: 0 })).toEqual(encodeCard(plain));
  });

  it.each<[string, Record<number, unknown>]>([
    ['a zero for years', { 6: 0 }],
    ['a zero for languages', { 10: 0 }],
    ['a zero for flags', { 11: 0 }],
    ['a zero for what was verified', { 12: 0 }],
    ['an unknown field', { 14: 1 }],
    ['field 0', { 0: 1 }],
    ['no serial', { 1: undefined }],
    ['no day', { 2: undefined }],
    ['no validity', { 3: undefined }],
    ['no name', { 4: undefined }],
    ['no trades', { 5: undefined }],
    ['a name in bytes', { 4: Uint8Array.of(65) }],
    ['a name that is not NFC', { 4: 'A\u030a' }],
    ['a trade as text', { 5: ['203'] }],
    ['one trade, not in a list', { 5: 203 }],
    ['a phone of four bytes', { 7: new Uint8Array(4) }],
    ['a phone that is no mobile number', { 7: new Uint8Array(5).fill(255) }],
    ['a phone in digits', { 7: '13800138000' }],
    ['a wage of three numbers', { 8: [1, 2, 3] }],
    ['a wage upside down', { 8: [2, 1] }],
    ['one number of availability', { 9: [1] }],
    ['a level too few', { 13: [1] }],
    ['a level too many', { 13: [1, 2, 3] }],
    ['level 0', { 13: [0, 1] }],
  ])('is not read with %s', (_name, change) => {
    const fields = new Map<number, unknown>(theirMap(plain));
    for (const [key, value] of Object.entries(change)) value === undefined ? fields.delete(Number(key)) : fields.set(Number(key), value);
    expect(tried(() => decodeCard(cborg.encode(fields, cborg.rfc8949EncodeOptions)))).toBe('refused');
  });

  it('is 214 bytes and 521 digits at the most, in a QR of version 11 with the longest prefix', () => {
    const largest: JobCard = {
      serial: 16_777_215,
      issueDay: 65_535,
      validDays: 180,
      name: '王'.repeat(20),
      trades: [65_535, 65_534, 65_533, 65_532],
      years: 60,
      phone: '19999999999',
      dayWage: [9998, 9999],
      availability: { startOffsetDays: 90, mask: 511 },
      languages: 65_535,
      flags: 65_535,
      verified: 65_535,
      levels: [3, 3, 3, 3],
    };
    const signed = signCard(largest, kidOne, stationOne.sign);
    const digits = `1${digitsOf(signed)}`;
    const version = create(
      [
        { data: Buffer.alloc(32, 'a'), mode: 'byte' },
        { data: digits, mode: 'numeric' },
      ],
      { errorCorrectionLevel: 'M' },
    ).version;
    expect([encodeCard(largest).length, signed.length, digits.length, version]).toEqual([134, 214, 521, 11]);
    expect(readCardText(`#${digits}`)).toEqual({ kind: 'signed', bytes: signed });
  });
});

describe('a signed card', () => {
  const { protectedBytes, payload, signature } = decodeSign1(signCard(vectorOne.card, kidOne, stationOne.sign));
  const header = (...entries: [number, unknown][]) => new Uint8Array(cborg.encode(new Map(entries), cborg.rfc8949EncodeOptions));
  const kid = kidBytes(kidOne);

  it.each<[string, readonly unknown[]]>([
    ['three parts', [protectedBytes, new Map(), payload]],
    ['five parts', [protectedBytes, new Map(), payload, signature, 0]],
    ['something unprotected', [protectedBytes, new Map([[4, kid]]), payload, signature]],
    ['a list for the unprotected map', [protectedBytes, [], payload, signature]],
    ['a detached payload', [protectedBytes, new Map(), null, signature]],
    ['a payload that is text', [protectedBytes, new Map(), 'a', signature]],
    ['a signature of 63 bytes', [protectedBytes, new Map(), payload, signature.slice(1)]],
    ['the older number of Ed25519', [header([1, -8], [4, kid]), new Map(), payload, signature]],
    ['no algorithm', [header([4, kid]), new Map(), payload, signature]],
    ['no key id', [header([1, -19]), new Map(), payload, signature]],
    ['a key id of five bytes', [header([1, -19], [4, new Uint8Array(5)]), new Map(), payload, signature]],
    ['one more header', [header([1, -19], [3, 0], [4, kid]), new Map(), payload, signature]],
    ['another header in place of the key id', [header([1, -19], [5, kid]), new Map(), payload, signature]],
    ['no header', [new Uint8Array(), new Map(), payload, signature]],
  ])('with %s is refused', (_name, parts) => {
    expect(tried(() => openSignedCard(new Uint8Array(cborg.encode(parts, cborg.rfc8949EncodeOptions))))).toBe('refused');
  });

  it('with a tag is refused', () => {
    const bytes = encodeSign1({ protectedBytes, payload, signature });
    expect(tried(() => openSignedCard(bytes))).not.toBe('refused');
    expect(tried(() => openSignedCard(Uint8Array.of(0xd2, ...bytes)))).toBe('refused');
  });

  it('is not made with the key id of a list', () => {
    expect(tried(() => signCard(vectorOne.card, { station: 0, generation: 1 }, stationOne.sign))).toBe('refused');
  });

  it('is not made with a signature of another length', () => {
    expect(tried(() => signCard(vectorOne.card, kidOne, () => new Uint8Array(63)))).toBe('refused');
  });
});
