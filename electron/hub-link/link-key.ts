/**
 * The key of the link with the hub: it signs requests and bundles and nothing else. Beside the keys, never in a backup: a restored station
 * enrols again, so that two machines never speak with one voice.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { tokenSeconds } from '../../shared/exchange/request-token.ts';
import { newKey } from '../keys/key-file.ts';
import { writeWhole } from '../keys/safe-file.ts';

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
const fileOf = (dataDir: string) => join(dataDir, 'link-key.json');

/** Each enrolment makes one of its own; it counts once the hub has taken it. */
export function newLinkKey(): { readonly key: LinkKey; keep(dataDir: string): void } {
  const seed = newKey();
  const text = `${JSON.stringify({ version: 1, seed })}\n`;
  return { key: linkKey(seed), keep: (dataDir) => writeWhole(fileOf(dataDir), text, { mode: 0o600, durable: true }) };
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
