import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { verifyEd25519 } from '../../../maps/site/card/ed25519.ts';
import { sha512 } from '../../../maps/site/card/sha512.ts';
import { keyPair } from './signing.ts';

const bytes = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 31 + 7) & 255);

describe('sha512', () => {
  it('is what the platform says, over every padding', () => {
    const lengths = [0, 1, 63, 111, 112, 113, 127, 128, 129, 240, 1000];
    const hex = (digest: Uint8Array) => Buffer.from(digest).toString('hex');
    expect(lengths.map((length) => hex(sha512(bytes(length))))).toEqual(
      lengths.map((length) => createHash('sha512').update(bytes(length)).digest('hex')),
    );
  });
});

describe('a signature', () => {
  afterEach(() => void vi.unstubAllGlobals());
  const message = bytes(150);
  const pair = keyPair();
  const signature = pair.sign(message);
  const altered = signature.with(40, (signature[40] ?? 0) ^ 1);

  it.each(['with Web Crypto', 'without Web Crypto, as over a LAN address'])('is told from an altered one %s', async (name) => {
    if (name.startsWith('without')) vi.stubGlobal('crypto', {});
    expect([
      await verifyEd25519(signature, message, pair.publicKey),
      await verifyEd25519(altered, message, pair.publicKey),
      await verifyEd25519(signature, bytes(149), pair.publicKey),
      await verifyEd25519(signature, message, keyPair().publicKey),
    ]).toEqual([true, false, false, false]);
  });

  it('with a key or a length that is none is refused, not thrown', async () => {
    expect([
      await verifyEd25519(signature, message, new Uint8Array(32).fill(255)),
      await verifyEd25519(signature.slice(1), message, pair.publicKey),
    ]).toEqual([false, false]);
  });
});
