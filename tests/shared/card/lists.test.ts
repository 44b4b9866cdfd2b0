import * as cborg from 'cborg';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CardFormatError } from '../../../shared/card/card-error.ts';
import { encodeCbor } from '../../../shared/card/cbor.ts';
import { type CardKey, findKey, type KeyList, openKeyList, signKeyList } from '../../../shared/card/key-list.ts';
import { compareKids, type KeyId, kidBytes } from '../../../shared/card/kid.ts';
import { isRevoked, openRevocationList, type RevocationList, signRevocationList } from '../../../shared/card/revocation-list.ts';
import { decodeSign1, keyListAad, revocationListAad, sign1 } from '../../../shared/card/sign1.ts';
import {
  cardKey,
  kidOne,
  kidTwo,
  listKey,
  listKid,
  rootKey,
  stationOne,
  testKeyList,
  testRevocations,
  verify,
} from '../../support/card-keys.ts';

const roots = [rootKey.publicKey];
const day = fc.nat({ max: 65_535 });
const head = fc.record({ listNo: fc.nat({ max: 0xffff_ffff }), issuedDay: day, nextDay: day });
const stationKid: fc.Arbitrary<KeyId> = fc.record({
  station: fc.integer({ min: 1, max: 999_999 }),
  generation: fc.integer({ min: 1, max: 99 }),
});
const byKid = <T extends { kid: KeyId }>(some: T[]) => some.sort((a, b) => compareKids(a.kid, b.kid));
const nameOf = ({ station, generation }: KeyId) => `${station}-${generation}`;
const keyList: fc.Arbitrary<KeyList> = fc
  .tuple(
    head,
    fc.uniqueArray(
      fc.record<CardKey>({
        kid: stationKid,
        publicKey: fc.uint8Array({ minLength: 32, maxLength: 32 }),
        role: fc.constant('station'),
        fromDay: day,
        toDay: day,
        status: fc.constantFrom('active', 'retired', 'compromised'),
        safeBeforeDay: day,
        name: fc.string({ unit: 'binary', maxLength: 40 }),
        phone: fc.string({ maxLength: 20 }),
      }),
      { minLength: 1, maxLength: 12, selector: ({ kid }) => nameOf(kid) },
    ),
  )
  .map(([frame, keys]) => ({ ...frame, keys: byKid(keys) }));
const serials = fc
  .uniqueArray(fc.oneof(fc.nat({ max: 16_777_215 }), fc.nat({ max: 300 })), { minLength: 1, maxLength: 60 })
  .map((some) => some.sort((a, b) => a - b));
const revocationList: fc.Arbitrary<RevocationList> = fc
  .tuple(
    head.map((frame) => ({ ...frame, issuedDay: 2517 })),
    fc.uniqueArray(fc.record({ kid: stationKid, serials }), { maxLength: 8, selector: ({ kid }) => nameOf(kid) }),
  )
  .map(([frame, revoked]) => ({ ...frame, revoked: byKid(revoked) }));

/** Section 4 and 5 written down a second time, for another CBOR. */
const theirKid = ({ station, generation }: KeyId) => Uint8Array.from([station >> 16, (station >> 8) % 256, station % 256, generation]);
const theirHead = ({ listNo, issuedDay, nextDay }: Pick<KeyList, 'listNo' | 'issuedDay' | 'nextDay'>, entries: unknown) =>
  new Map<number, unknown>([
    [5, entries],
    [4, nextDay],
    [3, issuedDay],
    [2, listNo],
    [1, 1],
  ]);
const theirKeys = (list: KeyList) =>
  list.keys.map((key) => [
    theirKid(key.kid),
    key.publicKey,
    { station: 1, list: 2 }[key.role],
    key.fromDay,
    key.toDay,
    { active: 0, retired: 1, compromised: 2 }[key.status],
    key.safeBeforeDay,
    key.name,
    key.phone,
  ]);
function theirSerials(some: readonly number[]): Uint8Array {
  const differences = some.map((serial, at) => serial - (some[at - 1] ?? 0));
  return Uint8Array.from(
    differences.flatMap((difference) => {
      const groups = (difference.toString(2).padStart(28, '0').match(/.{7}/g) ?? []).map((bits) => Number.parseInt(bits, 2)).reverse();
      while (groups.length > 1 && groups.at(-1) === 0) groups.pop();
      return groups.map((group, at) => (at < groups.length - 1 ? group + 128 : group));
    }),
  );
}
const theirs = (item: unknown) => new Uint8Array(cborg.encode(item, cborg.rfc8949EncodeOptions));

/** A list signed with whatever content. */
const signedKeys = (content: unknown) => sign1(keyListAad, null, theirs(content), rootKey.sign);
const signedRevocations = (content: unknown) => sign1(revocationListAad, listKid, theirs(content), listKey.sign);
const openKeys = (bytes: Uint8Array) => openKeyList(bytes, roots, verify);
const openRevoked = (bytes: Uint8Array) => openRevocationList(bytes, testKeyList(), verify);

describe('the key list', () => {
  it('is written as an independent CBOR writes it, and read as it was signed', async () => {
    await fc.assert(
      fc.asyncProperty(keyList, async (list) => {
        const signed = signKeyList({ ...list, keys: list.keys.toReversed() }, rootKey.sign);
        expect(decodeSign1(signed).payload).toEqual(theirs(theirHead(list, theirKeys(list))));
        expect(await openKeys(signed)).toEqual(list);
      }),
      { numRuns: 50 },
    );
  });

  it('is taken from either of two pinned roots, and from no other key', async () => {
    const signed = signKeyList(testKeyList(), rootKey.sign);
    expect(await openKeyList(signed, [stationOne.publicKey, rootKey.publicKey], verify)).toEqual(testKeyList());
    await expect(openKeyList(signed, [stationOne.publicKey], verify)).rejects.toThrow(CardFormatError);
    await expect(openKeyList(signed, [], verify)).rejects.toThrow(CardFormatError);
    await expect(openKeyList(signed.with(100, (signed[100] ?? 0) ^ 1), roots, verify)).rejects.toThrow(CardFormatError);
  });

  it('is not taken with the purpose or the header of something else', async () => {
    const { payload } = decodeSign1(signKeyList(testKeyList(), rootKey.sign));
    for (const signed of [sign1(revocationListAad, null, payload, rootKey.sign), sign1(keyListAad, kidOne, payload, rootKey.sign)]) {
      await expect(openKeys(signed)).rejects.toThrow(CardFormatError);
    }
  });

  it('finds a key by station and generation', () => {
    expect([findKey(testKeyList(), kidOne), findKey(testKeyList(), { station: 1841, generation: 2 })]).toEqual([cardKey(), undefined]);
  });

  it('of a later version says so', async () => {
    const later = signedKeys(new Map<number, unknown>([...theirHead(testKeyList(), []), [1, 2], [6, 'new']]));
    await expect(openKeys(later)).rejects.toMatchObject({ name: 'CardFormatError', code: 'newer' });
  });

  const good = theirKeys(testKeyList())[2] ?? [];
  const withKey = (change: Record<number, unknown>) =>
    theirHead(testKeyList(), [good.map((part, at) => (at in change ? change[at] : part))]);
  it.each<[string, unknown]>([
    ['no keys', theirHead(testKeyList(), [])],
    ['keys that fall', theirHead(testKeyList(), theirKeys(testKeyList()).reverse())],
    ['a key twice', theirHead(testKeyList(), [good, good])],
    ['version 0', new Map([...theirHead(testKeyList(), [good]), [1, 0]])],
    ['a field more', new Map([...theirHead(testKeyList(), [good]), [6, 0]])],
    ['no number', new Map([...theirHead(testKeyList(), [good])].filter(([key]) => key !== 2))],
    ['a part more', theirHead(testKeyList(), [[...good, 0]])],
    ['a key id of three bytes', withKey({ 0: new Uint8Array(3) })],
    ['generation 0', withKey({ 0: Uint8Array.of(0, 7, 49, 0) })],
    ['generation 100', withKey({ 0: Uint8Array.of(0, 7, 49, 100) })],
    ['station 1,000,000', withKey({ 0: Uint8Array.of(0x0f, 0x42, 0x40, 1) })],
    ['a public key of 31 bytes', withKey({ 1: new Uint8Array(31) })],
    ['role 0', withKey({ 2: 0 })],
    ['role 3', withKey({ 2: 3 })],
    ['a station as a list key', withKey({ 2: 2 })],
    ['a list key as a station', withKey({ 0: Uint8Array.of(0, 0, 0, 1) })],
    ['status 3', withKey({ 5: 3 })],
    ['a day before 2020', withKey({ 3: -1 })],
    ['a day past 2199', withKey({ 4: 65_536 })],
    ['a name that is a number', withKey({ 7: 7 })],
    ['no list at all', 7],
  ])('with %s is refused, also when a root signed it', async (_name, content) => {
    await expect(openKeys(signedKeys(content))).rejects.toMatchObject({ name: 'CardFormatError', code: 'malformed' });
  });

  it.each<[string, Partial<KeyList>]>([
    ['no keys', { keys: [] }],
    ['a key twice', { keys: [cardKey(), cardKey()] }],
    ['a key id out of range', { keys: [cardKey({ kid: { station: 1841, generation: 100 } })] }],
    ['a station as a list key', { keys: [cardKey({ role: 'list' })] }],
    ['a key of another length', { keys: [cardKey({ publicKey: new Uint8Array(33) })] }],
    ['a day before 2020', { keys: [cardKey({ status: 'compromised', safeBeforeDay: -30 })] }],
    ['half a day', { issuedDay: 2517.5 }],
    ['a number below zero', { listNo: -1 }],
  ])('is not signed with %s', (_name, change) => {
    expect(() => signKeyList(testKeyList(change), rootKey.sign)).toThrow(CardFormatError);
  });
});

describe('the revocation list', () => {
  it('is written as an independent CBOR and LEB128 write it, and read as it was signed', async () => {
    await fc.assert(
      fc.asyncProperty(revocationList, async (list) => {
        const shuffled = list.revoked.map((entry) => ({ ...entry, serials: [...entry.serials.toReversed(), ...entry.serials] })).reverse();
        const signed = signRevocationList({ ...list, revoked: shuffled }, listKid, listKey.sign);
        const entries = list.revoked.map((entry) => [theirKid(entry.kid), theirSerials(entry.serials)]);
        expect(decodeSign1(signed).payload).toEqual(theirs(theirHead(list, entries)));
        expect(await openRevoked(signed)).toEqual(list);
      }),
      { numRuns: 50 },
    );
  });

  it('names the cards that are in it and no others', () => {
    const answers = [0, 4, 5, 411, 412].map((serial) => isRevoked(testRevocations, kidOne, serial));
    expect(answers).toEqual([true, false, true, true, false]);
    expect([isRevoked(testRevocations, kidTwo, 5), isRevoked(testRevocations, { station: 7, generation: 1 }, 5)]).toEqual([false, false]);
  });

  it('leaves out keys without a revoked card', async () => {
    const list = { ...testRevocations, revoked: [{ kid: kidOne, serials: [] }] };
    expect(await openRevoked(signRevocationList(list, listKid, listKey.sign))).toEqual({ ...testRevocations, revoked: [] });
  });

  it('takes about two bytes a card at one card in a hundred', () => {
    const some = Array.from({ length: 10_000 }, (_, at) => at * 100 + ((at * 37) % 100));
    const size = (revoked: RevocationList['revoked']) => signRevocationList({ ...testRevocations, revoked }, listKid, listKey.sign).length;
    expect(size([{ kid: kidOne, serials: some }])).toBeLessThan(20_000);
  });

  it.each<[string, Partial<CardKey>]>([
    ['a key that is a station’s', { kid: kidOne, role: 'station' }],
    ['a retired key', { status: 'retired' }],
    ['a stolen key', { status: 'compromised' }],
    ['a key that had ended', { toDay: 2516 }],
    ['a key that had not begun', { fromDay: 2518 }],
    ['another key', { publicKey: stationOne.publicKey }],
  ])('from %s is refused', async (_name, change) => {
    const key = cardKey({ kid: listKid, publicKey: listKey.publicKey, role: 'list', ...change });
    const signed = signRevocationList(testRevocations, key.kid, listKey.sign);
    await expect(openRevocationList(signed, testKeyList({ keys: [key] }), verify)).rejects.toThrow(CardFormatError);
  });

  it('is not taken without a key id, from an unknown key, or with another purpose', async () => {
    const { payload } = decodeSign1(signRevocationList(testRevocations, listKid, listKey.sign));
    for (const signed of [
      sign1(revocationListAad, null, payload, listKey.sign),
      sign1(revocationListAad, { station: 0, generation: 2 }, payload, listKey.sign),
      sign1(keyListAad, listKid, payload, listKey.sign),
      signKeyList(testKeyList(), rootKey.sign),
    ]) {
      await expect(openRevoked(signed)).rejects.toThrow(CardFormatError);
    }
  });

  const entry = (...numbers: number[]) => theirHead(testRevocations, [[kidBytes(kidOne), Uint8Array.from(numbers)]]);
  it.each<[string, unknown]>([
    ['no serial', entry()],
    ['a serial twice', entry(5, 0)],
    ['a serial cut short', entry(0x80)],
    ['a serial in a longer form', entry(0x85, 0x00)],
    ['a serial past the last', entry(0x80, 0x80, 0x80, 0x08)],
    ['a serial of five bytes', entry(0x80, 0x80, 0x80, 0x80, 0x01)],
    ['serials that together pass the last', entry(0xff, 0xff, 0xff, 0x07, 1)],
    ['a list key’s cards', theirHead(testRevocations, [[kidBytes(listKid), Uint8Array.of(1)]])],
    ['a key id out of range', theirHead(testRevocations, [[Uint8Array.of(0, 7, 49, 0), Uint8Array.of(1)]])],
    [
      'a key twice',
      theirHead(
        testRevocations,
        [1, 2].map((serial) => [kidBytes(kidOne), Uint8Array.of(serial)]),
      ),
    ],
    [
      'keys that fall',
      theirHead(
        testRevocations,
        [kidOne, kidTwo].map((kid) => [kidBytes(kid), Uint8Array.of(1)]),
      ),
    ],
    ['serials as numbers', theirHead(testRevocations, [[kidBytes(kidOne), [1, 2]]])],
    ['a part more', theirHead(testRevocations, [[kidBytes(kidOne), Uint8Array.of(1), 0]])],
  ])('with %s is refused, also when a list key signed it', async (_name, content) => {
    await expect(openRevoked(signedRevocations(content))).rejects.toThrow(CardFormatError);
  });

  it.each<[string, RevocationList['revoked']]>([
    ['a serial past the last', [{ kid: kidOne, serials: [16_777_216] }]],
    ['a serial below zero', [{ kid: kidOne, serials: [-1] }]],
    ['a key twice', [1, 2].map((serial) => ({ kid: kidOne, serials: [serial] }))],
    ['a list key’s cards', [{ kid: listKid, serials: [1] }]],
  ])('is not signed with %s', (_name, revoked) => {
    expect(() => signRevocationList({ ...testRevocations, revoked }, listKid, listKey.sign)).toThrow(CardFormatError);
  });
});

describe('a damaged list', () => {
  it('is refused by the format’s own error and nothing else, also with a check of signatures that takes all', async () => {
    const all = () => true;
    const signed = [signKeyList(testKeyList(), rootKey.sign), signRevocationList(testRevocations, listKid, listKey.sign)] as const;
    const damaged = (bytes: Uint8Array) =>
      fc.array(fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 3 }).map((changes) => {
        const other = bytes.slice();
        for (const [at, byte] of changes) other[at] = byte;
        return other;
      });
    const refusal = (error: unknown) => {
      if (!(error instanceof CardFormatError)) throw error;
    };
    await fc.assert(
      fc.asyncProperty(damaged(signed[0]), damaged(signed[1]), fc.uint8Array(), async (keys, revoked, noise) => {
        for (const bytes of [keys, noise, encodeCbor(noise)]) await openKeyList(bytes, roots, all).catch(refusal);
        for (const bytes of [revoked, noise]) await openRevocationList(bytes, testKeyList(), all).catch(refusal);
      }),
      { numRuns: 500 },
    );
  });
});
