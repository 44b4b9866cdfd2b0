/**
 * The key of the link with the hub: it signs requests and bundles and nothing else. Beside the keys, never in a backup: a restored station
 * enrols again, so that two machines never speak with one voice.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { tokenSeconds } from '../../shared/exchange/request-token.ts';
import { newKey } from '../keys/key-file.ts';
import { readLinkSeed, writeLinkSeed } from '../keys/link-key-file.ts';

export interface TokenFor {
  readonly station: number;
  /** Which hub it is for. */
  readonly ledger: string;
  readonly method: 'GET' | 'POST';
  /** Path with query. */
  readonly path: string;
  readonly body: string;
  /** By the hub's clock. */
  readonly nowMs: number;
}

export interface LinkKey {
  /** Base64url of 32 bytes. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
  token(request: TokenFor): Promise<string>;
}

const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
/** Each enrolment makes one of its own; it counts once the hub has taken it. */
export function newLinkKey(): { readonly key: LinkKey; keep(dataDir: string): void } {
  const seed = newKey();
  return { key: linkKey(seed), keep: (dataDir) => writeLinkSeed(dataDir, seed) };
}

/** As it was kept; undefined before the first enrolment and after a restore. @throws AppError key_unusable */
export function readLinkKey(dataDir: string): LinkKey | undefined {
  const seed = readLinkSeed(dataDir);
  return seed === undefined ? undefined : linkKey(seed);
}

function linkKey(seed: string): LinkKey {
  const der = Buffer.concat([privatePrefix, Buffer.from(seed, 'base64url')]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return {
    publicKey: x,
    privateKey,
    token({ station, ledger, method, path, body, nowMs }) {
      const iat = Math.floor(nowMs / 1000);
      const bh = createHash('sha256').update(body).digest('base64url');
      return new SignJWT({ jti: randomUUID(), htm: method, htu: path, bh })
        .setProtectedHeader({ alg: 'EdDSA' })
        .setIssuer(String(station))
        .setAudience(ledger)
        .setIssuedAt(iat)
        .setExpirationTime(iat + tokenSeconds)
        .sign(privateKey);
    },
  };
}
