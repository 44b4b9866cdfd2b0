/**
 * Ed25519 by the rules of RFC 8032 (no ZIP 215 leniency), in script, so that a phone without Web Crypto's own Ed25519 reads a
 * card like any other. SHA-512 is Web Crypto's where there is one; a demo opened over a LAN address has none.
 */
import { hashes, verifyAsync } from '@noble/ed25519';
import type { Verify } from '../../../shared/card/sign1.ts';

export const verifyEd25519: Verify = async (signature, message, publicKey) => {
  if (!globalThis.crypto?.subtle) {
    const { sha512 } = await import('./sha512.ts');
    hashes.sha512Async = async (bytes) => sha512(bytes);
  }
  try {
    return await verifyAsync(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
};
