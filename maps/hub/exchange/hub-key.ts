/** The hub's own key: it signs bundles for stations without a network, and nothing else. Beside the database, for its user only. */
import { createPrivateKey, createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { publicKeySchema } from '../../../shared/exchange/enrolment.ts';
import { HubError } from '../hub-error.ts';

export interface HubKey {
  /** Base64url of 32 bytes. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const fileSchema = z.strictObject({ version: z.literal(1), seed: publicKeySchema });

/** Made on the first start. @throws HubError data_folder_unusable */
export function openHubKey(dataDir: string): HubKey {
  const file = join(dataDir, 'hub-key.json');
  const privateKey = createPrivateKey({
    key: Buffer.concat([privatePrefix, Buffer.from(seedIn(file) ?? makeSeed(dataDir, file), 'base64url')]),
    format: 'der',
    type: 'pkcs8',
  });
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { publicKey: x, privateKey };
}

function seedIn(file: string): string | null {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).seed;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new HubError('data_folder_unusable', `${file} 读不了或者坏了：从备份里放回来`, {}, { cause: error });
  }
}

function makeSeed(dataDir: string, file: string): string {
  const seed = randomBytes(32).toString('base64url');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const half = `${file}.new`;
  const handle = openSync(half, 'w', 0o600);
  try {
    writeSync(handle, `${JSON.stringify({ version: 1, seed })}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(half, file);
  return seed;
}
