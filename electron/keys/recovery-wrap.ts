/**
 * The keys that read phones, sealed by the recovery code: what a backup holds of the keys, so that whoever has the code can restore
 * a station that is lost. Never the signing key.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt } from 'node:crypto';

const version = 1;
const saltBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;
const keysBytes = 64;
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const bound = Buffer.from(`yizhan/recovery/${version}`);

/** phoneKey and phoneIndexKey, 32 bytes each, one after the other. */
export type ReadingKeys = Uint8Array;

export interface KeyWrap {
  readonly sealed: Uint8Array;
  /** See readingTag. */
  readonly tag: Uint8Array;
}

function derive(code: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(code, salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** Tells one pair of reading keys from another and nothing about them. */
export function readingTag(keys: ReadingKeys): Uint8Array {
  return new Uint8Array(createHmac('sha256', keys).update('yizhan/reading-keys').digest());
}

/** @param code as `plainCode` writes it */
export async function wrapKeys(code: string, keys: ReadingKeys): Promise<KeyWrap> {
  const salt = randomBytes(saltBytes);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', await derive(code, salt), nonce).setAAD(bound);
  const body = Buffer.concat([cipher.update(keys), cipher.final()]);
  return { sealed: Buffer.concat([Buffer.of(version), salt, nonce, body, cipher.getAuthTag()]), tag: readingTag(keys) };
}

/** Undefined when the code is another one, or the seal is damaged. */
export async function unwrapKeys(code: string, { sealed, tag }: KeyWrap): Promise<ReadingKeys | undefined> {
  const headBytes = 1 + saltBytes + nonceBytes;
  if (sealed[0] !== version || sealed.length !== headBytes + keysBytes + tagBytes) return undefined;
  const key = await derive(code, sealed.subarray(1, 1 + saltBytes));
  const opener = createDecipheriv('aes-256-gcm', key, sealed.subarray(1 + saltBytes, headBytes), { authTagLength: tagBytes });
  opener.setAAD(bound).setAuthTag(sealed.subarray(-tagBytes));
  try {
    const keys = Buffer.concat([opener.update(sealed.subarray(headBytes, -tagBytes)), opener.final()]);
    return Buffer.compare(readingTag(keys), tag) === 0 ? new Uint8Array(keys) : undefined;
  } catch {
    return undefined;
  }
}
