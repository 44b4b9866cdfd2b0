import * as noble from '@noble/ed25519';
import { describe, expect, it } from 'vitest';
import { cardDayOfDate } from '../../../shared/card/card-day.ts';
import { cardNumber, readCardNumber } from '../../../shared/card/card-number.ts';
import { cardPrefixFault, cardUrl, readCardText } from '../../../shared/card/card-url.ts';
import { type Cbor, decodeCbor, encodeCbor } from '../../../shared/card/cbor.ts';
import { decodeCard, encodeCard } from '../../../shared/card/job-card.ts';
import { cardAad, cardProtected, encodeSign1, keyListAad, sign1, signatureInput, type Verify } from '../../../shared/card/sign1.ts';
import { openSignedCard, signCard } from '../../../shared/card/signed-card.ts';
import { type Verdict, type VerifyOptions, verifyCard } from '../../../shared/card/verify-card.ts';
import { localDateSchema } from '../../../shared/domain/local-date.ts';
import {
  cardKey,
  kidOne,
  kidTwo,
  stationOne,
  stationTwo,
  testKeyList,
  testRevocations,
  vectorOne,
  vectorTwo,
  verify,
} from '../../support/card-keys.ts';

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const options: VerifyOptions = { keys: testKeyList(), revoked: testRevocations, todayDay: 2518, verify };
const code = async (text: string, change: Partial<VerifyOptions> = {}) => (await verifyCard(text, { ...options, ...change })).code;
const station = { name: '西河·零工之家', phone: '0970-000-0000' };

describe.each([
  ['V1, with phone', vectorOne, kidOne, stationOne],
  ['V2, without', vectorTwo, kidTwo, stationTwo],
] as const)('vector %s', (_name, vector, kid, key) => {
  it('has the payload, the signed bytes, the signature and the address of the specification', () => {
    const bytes = signCard(vector.card, kid, key.sign);
    const opened = openSignedCard(bytes);
    expect({
      payload: hexOf(encodeCard(vector.card)),
      signed: hexOf(opened.signed),
      signature: hexOf(opened.signature),
      url: cardUrl('https://jy.example.cn/c#', bytes),
    }).toEqual({ payload: vector.payload, signed: vector.signed, signature: vector.signature, url: vector.url });
    expect([opened.kid, decodeCard(opened.payload)]).toEqual([kid, vector.card]);
  });

  it('is valid, and refused with any one digit changed', async () => {
    expect(await code(vector.url)).toBe('VALID');
    const digits = vector.url.slice(vector.url.indexOf('#') + 1);
    const counts: Record<string, number> = {};
    for (let at = 0; at < digits.length; at++) {
      const changed = `${digits.slice(0, at)}${(Number(digits[at]) + 1) % 10}${digits.slice(at + 1)}`;
      const verdict = await code(`https://jy.example.cn/c#${changed}`);
      counts[verdict] = (counts[verdict] ?? 0) + 1;
    }
    expect(counts).toEqual(
      vector === vectorOne
        ? { NEWER_VERSION: 1, MALFORMED: 45, UNKNOWN_KEY: 9, BAD_SIGNATURE: 279 }
        : { NEWER_VERSION: 1, MALFORMED: 37, UNKNOWN_KEY: 9, BAD_SIGNATURE: 248 },
    );
  });

  it('is refused with any one digit left out, doubled, or changed with the next', async () => {
    const digits = vector.url.slice(vector.url.indexOf('#') + 1);
    for (let at = 0; at < digits.length; at++) {
      const [before, digit, after] = [digits.slice(0, at), digits.charAt(at), digits.slice(at + 1)];
      const swapped = `${before}${after.charAt(0)}${digit}${after.slice(1)}`;
      for (const changed of [`${before}${after}`, `${before}${digit}${digit}${after}`, swapped]) {
        if (changed !== digits) expect(await code(changed)).not.toMatch(/^VALID|EXPIRED|REVOKED$/);
      }
    }
  });

  it.each<[string, (url: string) => string]>([
    ['what WeChat appends', (url) => `${url}&shareTo=weixin`],
    ['?from= in the fragment', (url) => `${url}?from=singlemessage`],
    ['?nsukey before it', (url) => url.replace('#', '?nsukey=a1b2c3#')],
    ['# as %23', (url) => url.replace('#', '%23')],
    ['capitals', (url) => url.toUpperCase()],
    ['a full stop', (url) => `${url}.`],
    ['a Chinese full stop', (url) => `${url}。`],
    ['a line end', (url) => `${url}\r\n`],
    ['#/', (url) => url.replace('#', '#/')],
    ['nothing but the digits', (url) => url.slice(url.indexOf('#') + 1)],
    ['another host', (url) => url.replace('jy.example.cn', 'example.org')],
  ])('survives %s', async (_name, mangle) => {
    expect(await code(mangle(vector.url))).toBe('VALID');
  });
});

describe('what is refused', () => {
  const tail = vectorOne.url.slice(24);
  const at60 = `${vectorOne.url.slice(0, 24)}${tail.slice(0, 60)}${(Number(tail[60]) + 1) % 10}${tail.slice(61)}`;

  it.each<[string, string, Partial<VerifyOptions>, string]>([
    ['a changed digit of the payload', at60, {}, 'BAD_SIGNATURE'],
    ['one cut short by 40 digits', vectorOne.url.slice(0, -40), {}, 'MALFORMED'],
    ['another version', vectorOne.url.replace('#1', '#2'), {}, 'NEWER_VERSION'],
    ['a key that is in no list', vectorOne.url, { keys: testKeyList({ keys: [] }) }, 'UNKNOWN_KEY'],
    ['any card without a key list', vectorOne.url, { keys: null }, 'UNKNOWN_KEY'],
    ['a key of lists under a card', vectorOne.url, { keys: testKeyList({ keys: [cardKey({ role: 'list' })] }) }, 'UNKNOWN_KEY'],
    ['one past its last day', vectorOne.url, { todayDay: cardDayOfDate(localDateSchema.parse('2027-06-01')) }, 'EXPIRED'],
    ['one of the day after tomorrow', vectorOne.url, { todayDay: 2515 }, 'NOT_YET'],
    ['a key that had ended', vectorOne.url, { keys: testKeyList({ keys: [cardKey({ toDay: 2516 })] }) }, 'KEY_WINDOW'],
    ['a key that had not begun', vectorOne.url, { keys: testKeyList({ keys: [cardKey({ fromDay: 2518 })] }) }, 'KEY_WINDOW'],
    [
      'every card of a stolen key',
      vectorOne.url,
      { keys: testKeyList({ keys: [cardKey({ status: 'compromised', safeBeforeDay: 0 })] }) },
      'KEY_REVOKED',
    ],
    [
      'cards of a stolen key from that day on',
      vectorOne.url,
      { keys: testKeyList({ keys: [cardKey({ status: 'compromised', safeBeforeDay: 2517 })] }) },
      'KEY_REVOKED',
    ],
    ['one in the list', vectorOne.url, { revoked: { ...testRevocations, revoked: [{ kid: kidOne, serials: [412] }] } }, 'REVOKED'],
    ['nothing', '', {}, 'MALFORMED'],
    ['no fragment', 'https://jy.example.cn/c', {}, 'MALFORMED'],
    ['words', 'https://jy.example.cn/c#card', {}, 'MALFORMED'],
    ['too many digits', `${vectorOne.url}${'0'.repeat(300)}`, {}, 'MALFORMED'],
  ])('%s', async (_name, text, change, expected) => {
    expect(await code(text, change)).toBe(expected);
  });

  const number = '001841-01-00000412-1';
  it.each<[string, Partial<VerifyOptions>, Verdict]>([
    ['of an expired card more than its trades', { todayDay: 2610 }, { code: 'EXPIRED', trades: [203, 204], daysAgo: 3, number, station }],
    [
      'of a revoked card anything but its number',
      { revoked: { ...testRevocations, revoked: [{ kid: kidOne, serials: [412] }] } },
      { code: 'REVOKED', number, station },
    ],
    [
      'of a key outside its days the content',
      { keys: testKeyList({ keys: [cardKey({ toDay: 2516 })] }) },
      { code: 'KEY_WINDOW', number, station },
    ],
    [
      'of a stolen key the content',
      { keys: testKeyList({ keys: [cardKey({ status: 'compromised' })] }) },
      { code: 'KEY_REVOKED', number, station },
    ],
    ['of a card from the future the content', { todayDay: 2515 }, { code: 'NOT_YET', station }],
    ['of an unknown key anything but its id', { keys: null }, { code: 'UNKNOWN_KEY', kid: kidOne }],
  ])('never shows %s', async (_name, change, verdict) => {
    expect(await verifyCard(vectorOne.url, { ...options, ...change })).toEqual(verdict);
  });

  it('never shows anything of a card whose signature is wrong', async () => {
    expect(await verifyCard(at60, options)).toEqual({ code: 'BAD_SIGNATURE' });
  });

  it('tells nothing of what is not to be shown before the signature is good, whatever the key’s standing', async () => {
    const keys = testKeyList({ keys: [cardKey({ status: 'compromised', toDay: 1 })] });
    const revoked = { ...testRevocations, revoked: [{ kid: kidOne, serials: [412] }] };
    expect(await verifyCard(at60, { ...options, keys, revoked, todayDay: 9999 })).toEqual({ code: 'BAD_SIGNATURE' });
  });

  it('answers in the order of the specification when more than one thing is wrong', async () => {
    const revoked = { ...testRevocations, revoked: [{ kid: kidOne, serials: [412] }] };
    const all = { revoked, todayDay: 9999 };
    const ended = cardKey({ toDay: 2516 });
    expect([
      await code(vectorOne.url, { ...all, keys: testKeyList({ keys: [{ ...ended, status: 'compromised' }] }) }),
      await code(vectorOne.url, { ...all, keys: testKeyList({ keys: [ended] }) }),
      await code(vectorOne.url, all),
      await code(vectorOne.url, { todayDay: 9999 }),
    ]).toEqual(['KEY_REVOKED', 'KEY_WINDOW', 'REVOKED', 'EXPIRED']);
  });

  it('are limits that a good signature does not lift', async () => {
    const payload = encodeCbor(new Map([...(decodeCbor(encodeCard(vectorOne.card)) as ReadonlyMap<number, Cbor>), [14, 1]]));
    const signed = sign1(cardAad, kidOne, payload, stationOne.sign);
    expect(await verifyCard(cardUrl('https://jy.example.cn/c#', signed), options)).toEqual({ code: 'MALFORMED' });
  });

  it('is a second signature made of a good one, and one for another purpose', async () => {
    const opened = openSignedCard(signCard(vectorOne.card, kidOne, stationOne.sign));
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const scalar = opened.signature.subarray(32).reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n) + order;
    const twin = opened.signature.slice();
    for (let at = 0; at < 32; at++) twin[32 + at] = Number((scalar >> BigInt(8 * at)) & 255n);
    const strict: Verify = async (signature, message, publicKey) => noble.verifyAsync(signature, message, publicKey, { zip215: false });
    const other = stationOne.sign(signatureInput(keyListAad, cardProtected(kidOne), opened.payload));
    for (const signature of [twin, other]) {
      const url = cardUrl('', encodeSign1({ protectedBytes: cardProtected(kidOne), payload: opened.payload, signature }));
      expect([await code(url), await code(url, { verify: strict })]).toEqual(['BAD_SIGNATURE', 'BAD_SIGNATURE']);
    }
  });
});

describe('a good card', () => {
  it('is shown whole, with its station, its number and the day of the list', async () => {
    const number = '000040-02-00070031-2';
    expect(await verifyCard(vectorTwo.url, options)).toEqual({
      ...{ code: 'VALID', card: vectorTwo.card, kid: kidTwo, number, listDay: 2517 },
      station: { name: '北山驿站', phone: '' },
    });
    expect(await verifyCard(vectorTwo.url, { ...options, revoked: null })).toMatchObject({ code: 'VALID_STALE_LIST', listDay: null });
  });

  it('may be issued on the first day of its key and on the last', async () => {
    expect(await code(vectorOne.url, { keys: testKeyList({ keys: [cardKey({ fromDay: 2517, toDay: 2517 })] }) })).toBe('VALID');
  });

  it('of a retired key stays good', async () => {
    expect(await code(vectorOne.url, { keys: testKeyList({ keys: [cardKey({ status: 'retired', toDay: 2517 })] }) })).toBe('VALID');
  });

  it('is valid through the end of its last day, and from the day before it was issued', async () => {
    expect([await code(vectorOne.url, { todayDay: 2607 }), await code(vectorOne.url, { todayDay: 2516 })]).toEqual([
      'VALID_STALE_LIST',
      'VALID',
    ]);
  });

  it('is shown with a doubt once the list is older than 7 days, or was never had', async () => {
    expect([
      await code(vectorOne.url, { todayDay: 2524 }),
      await code(vectorOne.url, { todayDay: 2525 }),
      await code(vectorOne.url, { revoked: null }),
    ]).toEqual(['VALID', 'VALID_STALE_LIST', 'VALID_STALE_LIST']);
  });

  it('of a key that was stolen later stays good', async () => {
    const keys = testKeyList({ keys: [cardKey({ status: 'compromised', safeBeforeDay: 2518 })] });
    expect(await code(vectorOne.url, { keys })).toBe('VALID');
  });
});

describe('the card’s number', () => {
  it.each(['001841-01-00000412-1', '00184101000004121', ' 001841 01 00000412 1 '])('is read as people type it: "%s"', (text) => {
    expect(readCardNumber(text)).toEqual({ ...kidOne, serial: 412 });
  });

  it.each([
    ['nothing', ''],
    ['a digit too few', '001841-01-0000041-1'],
    ['letters', '001841-01-0000041A-1'],
    ['station 0', cardNumber({ station: 0, generation: 1, serial: 412 })],
    ['generation 0', cardNumber({ station: 1841, generation: 0, serial: 412 })],
    ['a serial past the last', cardNumber({ ...kidOne, serial: 16_777_216 })],
  ])('is not %s', (_name, text) => {
    expect(readCardNumber(text)).toBeNull();
  });

  it('carries a check digit that finds every wrong digit', () => {
    const number = cardNumber({ ...kidOne, serial: 412 });
    expect([number, readCardNumber(number)]).toEqual(['001841-01-00000412-1', { ...kidOne, serial: 412 }]);
    for (let at = 0; at < number.length; at++) {
      if (number[at] === '-') continue;
      expect(readCardNumber(`${number.slice(0, at)}${(Number(number[at]) + 1) % 10}${number.slice(at + 1)}`)).toBeNull();
    }
  });
});

describe('the address of cards', () => {
  it.each<[string, boolean, ReturnType<typeof cardPrefixFault>]>([
    ['https://jy.example.cn/c#', false, null],
    ['https://JY.example.cn/c#', false, 'not_a_card_address'],
    ['https://jy.example.cn/card#', false, 'not_a_card_address'],
    ['https://a-very-long-name.example.cn/c#', false, 'too_long'],
    ['http://jy.example.cn/c#', true, 'http_outside_demo'],
    ['http://127.0.0.1:7420/c#', true, null],
    ['http://192.168.1.20:7420/c#', true, null],
    ['http://127.0.0.1:7420/c#', false, 'http_outside_demo'],
    ['javascript:alert(1)//c#', true, 'not_a_card_address'],
  ])('%s, in a demo %s: %s', (prefix, demo, fault) => {
    expect(cardPrefixFault(prefix, { demo })).toBe(fault);
  });

  it('is not what a card is judged by', () => {
    expect(readCardText(vectorOne.url).kind).toBe('signed');
  });
});
