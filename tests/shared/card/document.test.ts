import { readFileSync } from 'node:fs';
import * as noble from '@noble/ed25519';
import * as cborg from 'cborg';
import { create, type QRCodeErrorCorrectionLevel } from 'qrcode';
import { describe, expect, it } from 'vitest';
import { cardUrl, readCardText } from '../../../shared/card/card-url.ts';
import { decodeCard } from '../../../shared/card/job-card.ts';
import { openKeyList, signKeyList } from '../../../shared/card/key-list.ts';
import { type KeyId, kidBytes } from '../../../shared/card/kid.ts';
import { openRevocationList, signRevocationList } from '../../../shared/card/revocation-list.ts';
import { cardAad, decodeSign1, keyListAad, revocationListAad } from '../../../shared/card/sign1.ts';
import { openSignedCard, signCard } from '../../../shared/card/signed-card.ts';
import {
  keyOfSeed,
  kidOne,
  kidTwo,
  listKey,
  listKid,
  rootKey,
  stationOne,
  stationTwo,
  testKeyList,
  testRevocations,
  vectorOne,
  vectorTwo,
  verify,
} from '../../support/card-keys.ts';

const document = readFileSync(new URL('../../../docs/card-format.md', import.meta.url), 'utf8');
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytesOfHex = (text = '') => Uint8Array.from(Buffer.from(text, 'hex'));
const prefix = 'https://jy.example.cn/c#';

/** Every line `- label: \`value\`` of a section, label as it is written. */
function written(section: string): Record<string, string> {
  const [, text = ''] = document.split(`\n### ${section}\n`);
  const [own = ''] = text.split(/\n##/);
  return Object.fromEntries([...own.matchAll(/^- (.+?): `([^`]+)`$/gm)].map(([, label = '', value = '']) => [label, value]));
}

/** What another CBOR reads, in diagnostic notation as the document writes it. */
function diagnostic(item: unknown): string {
  if (item instanceof Map) return `{${[...item].map(([key, value]) => `${key}: ${diagnostic(value)}`).join(', ')}}`;
  if (item instanceof Uint8Array) return `h'${hexOf(item)}'`;
  return Array.isArray(item) ? `[${item.map(diagnostic).join(',')}]` : JSON.stringify(item);
}

function qrVersion(digits: string, errorCorrectionLevel: QRCodeErrorCorrectionLevel): number {
  const segments = [
    { data: prefix, mode: 'byte' } as unknown as { data: Buffer; mode: 'byte' },
    { data: digits, mode: 'numeric' as const },
  ];
  return create(segments, { errorCorrectionLevel }).version;
}

describe('the specification of the card in docs', () => {
  it.each([
    ['V1 with phone', 0x00, stationOne, kidOne, vectorOne],
    ['V2 privacy (no phone)', 0x20, stationTwo, kidTwo, vectorTwo],
  ] as const)('has %s as the code makes it, line by line', (section, firstByte, key, kid: KeyId, vector) => {
    const seed = Uint8Array.from({ length: 32 }, (_, at) => firstByte + at);
    const bytes = signCard(vector.card, kid, key.sign);
    const { payload, signed, signature } = openSignedCard(bytes);
    const url = cardUrl(prefix, bytes);
    const digits = url.slice(prefix.length);
    const versions = `QR v${qrVersion(digits, 'M')}-M, v${qrVersion(digits, 'Q')}-Q`;
    expect(keyOfSeed(seed).publicKey).toEqual(key.publicKey);
    expect(written(section)).toEqual({
      'Ed25519 seed (TEST ONLY)': hexOf(seed),
      'public key': hexOf(key.publicKey),
      kid: hexOf(kidBytes(kid)),
      'payload map (diag)': diagnostic(cborg.decode(payload, { useMaps: true })),
      protected: hexOf(decodeSign1(bytes).protectedBytes),
      [`payload CBOR (${payload.length} B)`]: hexOf(payload),
      [`Sig_structure (${signed.length} B)`]: hexOf(signed),
      signature: hexOf(signature),
      [`COSE_Sign1 (${bytes.length} B)`]: hexOf(bytes),
      [`URL (${url.length} chars; ${versions}; segments Byte:${prefix.length}+Numeric:${digits.length})`]: url,
    });
  });

  it('has V3 key list and V4 revocation list as the code makes them, line by line', () => {
    const parts = (bytes: Uint8Array) => {
      const { protectedBytes, payload, signature } = decodeSign1(bytes);
      return {
        protected: hexOf(protectedBytes),
        [`payload CBOR (${payload.length} B)`]: hexOf(payload),
        signature: hexOf(signature),
        [`COSE_Sign1 (${bytes.length} B)`]: hexOf(bytes),
      };
    };
    const seed = (first: number) => hexOf(Uint8Array.from({ length: 32 }, (_, at) => first + at));
    expect(written('V3 key list')).toEqual({
      'root Ed25519 seed (TEST ONLY)': seed(0x40),
      'root public key': hexOf(rootKey.publicKey),
      'list Ed25519 seed (TEST ONLY)': seed(0x60),
      'list public key': hexOf(listKey.publicKey),
      ...parts(signKeyList(testKeyList(), rootKey.sign)),
    });
    expect(written('V4 revocation list')).toEqual(parts(signRevocationList(testRevocations, listKid, listKey.sign)));
  });

  it('holds no other long hex than that of its vectors', () => {
    const known = ['V1 with phone', 'V2 privacy (no phone)', 'V3 key list', 'V4 revocation list'].flatMap((one) =>
      Object.values(written(one)),
    );
    const found = [...document.matchAll(/`([0-9a-f]{16,})`/g)].map(([, hex = '']) => hex);
    expect(found.filter((hex) => !known.includes(hex))).toEqual([]);
  });

  it.each([
    ['V1 with phone', cardAad, stationOne.publicKey],
    ['V2 privacy (no phone)', cardAad, stationTwo.publicKey],
    ['V3 key list', keyListAad, rootKey.publicKey],
    ['V4 revocation list', revocationListAad, listKey.publicKey],
  ])('has a %s that cborg and two signature checks read as we do', async (section, aad, publicKey) => {
    const [, hex] = Object.entries(written(section)).find(([label]) => label.startsWith('COSE_Sign1')) ?? [];
    const bytes = bytesOfHex(hex);
    const [protectedBytes, unprotected, payload, signature] = cborg.decode(bytes, { useMaps: true, strict: true });
    const message = cborg.encode(['Signature1', protectedBytes, new TextEncoder().encode(aad), payload]);
    expect(await noble.verifyAsync(signature, message, publicKey, { zip215: false })).toBe(true);
    expect(verify(signature, message, publicKey)).toBe(true);
    expect(unprotected).toEqual(new Map());
    expect(decodeSign1(bytes)).toEqual({ protectedBytes, payload, signature });
    const content = cborg.decode(payload, { useMaps: true, strict: true });
    expect(new Uint8Array(cborg.encode(content, cborg.rfc8949EncodeOptions))).toEqual(payload);
  });

  it('has vectors that read as the content they are said to have', async () => {
    const cose = (section: string) => bytesOfHex(Object.entries(written(section)).find(([label]) => label.startsWith('COSE_Sign1'))?.[1]);
    expect(decodeCard(openSignedCard(cose('V1 with phone')).payload)).toEqual(vectorOne.card);
    expect(decodeCard(openSignedCard(cose('V2 privacy (no phone)')).payload)).toEqual(vectorTwo.card);
    const keys = await openKeyList(cose('V3 key list'), [rootKey.publicKey], verify);
    expect(keys).toEqual(testKeyList());
    expect(await openRevocationList(cose('V4 revocation list'), keys, verify)).toEqual(testRevocations);
    expect(readCardText(vectorOne.url)).toEqual({ kind: 'signed', bytes: cose('V1 with phone') });
  });
});
