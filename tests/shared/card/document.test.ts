import { readFileSync } from 'node:fs';
import * as noble from '@noble/ed25519';
import * as cborg from 'cborg';
import { describe, expect, it } from 'vitest';
import { signKeyList } from '../../../shared/card/key-list.ts';
import { signRevocationList } from '../../../shared/card/revocation-list.ts';
import { decodeSign1, keyListAad, revocationListAad } from '../../../shared/card/sign1.ts';
import { listKey, listKid, rootKey, testKeyList, testRevocations, vectorOne, vectorTwo } from '../../support/card-keys.ts';

const document = readFileSync(new URL('../../../docs/card-format.md', import.meta.url), 'utf8');
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** The hex after `- <label>…: ` in a section. */
function written(section: string, label: string): string | undefined {
  const [, text = ''] = document.split(`### ${section}`);
  return new RegExp(`^- ${label}[^:]*: \`([0-9a-f]+)\``, 'm').exec(text)?.[1];
}

describe('the specification of the card in docs', () => {
  it('has the vectors that the code makes', () => {
    for (const vector of [vectorOne, vectorTwo]) {
      expect([document.includes(vector.url), document.includes(vector.payload), document.includes(vector.signature)]).toEqual([
        true,
        true,
        true,
      ]);
    }
    const keys = signKeyList(testKeyList(), rootKey.sign);
    const revoked = signRevocationList(testRevocations, listKid, listKey.sign);
    expect([written('V3 key list', 'COSE_Sign1'), written('V4 revocation list', 'COSE_Sign1')]).toEqual([hexOf(keys), hexOf(revoked)]);
  });

  it.each([
    ['V3 key list', keyListAad, rootKey.publicKey],
    ['V4 revocation list', revocationListAad, listKey.publicKey],
  ])('has a %s that an independent CBOR and signature check read alike', async (section, aad, publicKey) => {
    const bytes = Uint8Array.from(Buffer.from(written(section, 'COSE_Sign1') ?? '', 'hex'));
    const [protectedBytes, unprotected, payload, signature] = cborg.decode(bytes, { useMaps: true });
    const message = cborg.encode(['Signature1', protectedBytes, new TextEncoder().encode(aad), payload]);
    expect(await noble.verifyAsync(signature, message, publicKey, { zip215: false })).toBe(true);
    expect(unprotected).toEqual(new Map());
    expect(decodeSign1(bytes)).toEqual({ protectedBytes, payload, signature });
    expect(new Uint8Array(cborg.encode(cborg.decode(payload, { useMaps: true })))).toEqual(payload);
  });
});
