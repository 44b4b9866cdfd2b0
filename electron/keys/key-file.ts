/**
 * `keys.json` beside the database: everything secret of a station in one file, readable by its own user only. It is never in
 * a backup: a restored station takes a new generation, so that no serial is issued twice.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/api/errors.ts';
import { signingKey } from './ed25519.ts';
import { readPrivate, writeWhole } from './safe-file.ts';

const key32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const station = z.int().min(1).max(999_999);
const generation = z.int().min(1).max(99);

const keyFileSchema = z.strictObject({
  version: z.literal(1),
  station,
  generation,
  /** Base64url of 32 bytes each. */
  signingSeed: key32,
  phoneKey: key32,
  phoneIndexKey: key32,
  createdAtMs: z.int().min(0),
  /** Whether everything it signs is 演示. */
  demo: z.boolean(),
  /** Public keys of earlier generations: their cards stay in hands until they expire. */
  earlier: z.array(z.strictObject({ station, generation, publicKey: key32, createdAtMs: z.int().min(0), endedAtMs: z.int().min(0) })),
});
export type KeyFile = z.infer<typeof keyFileSchema>;

export function keyFilePath(dataDir: string): string {
  return join(dataDir, 'keys.json');
}

export const bytesOfKey = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'));
export const textOfKey = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
export const newKey = (): string => textOfKey(randomBytes(32));

/** @throws AppError key_missing; key_unusable when others may read it, or it is damaged */
export function readKeyFile(dataDir: string): KeyFile {
  const file = readPrivate(keyFilePath(dataDir));
  if (file.kind === 'missing') throw new AppError('key_missing', 'keys.json is not there');
  if (file.kind === 'exposed') throw new AppError('key_unusable', 'others may read keys.json: chmod 600', { why: 'exposed' });
  try {
    return keyFileSchema.parse(JSON.parse(file.text));
  } catch (error) {
    throw new AppError('key_unusable', 'keys.json is damaged', { why: 'damaged' }, { cause: error });
  }
}

export function writeKeyFile(dataDir: string, content: KeyFile): void {
  writeWhole(keyFilePath(dataDir), `${JSON.stringify(keyFileSchema.parse(content), null, 2)}\n`, { mode: 0o600, durable: true });
}

export interface NewKeys {
  readonly station: number;
  readonly generation: number;
  readonly demo: boolean;
  readonly nowMs: number;
}

export function newKeyFile({ station, generation, demo, nowMs }: NewKeys): KeyFile {
  return {
    ...{ version: 1, station, generation, demo, createdAtMs: nowMs, earlier: [] },
    ...{ signingSeed: newKey(), phoneKey: newKey(), phoneIndexKey: newKey() },
  };
}

/** The file after it took a new signing key: phones stay readable, earlier cards stay verifiable. */
export function succeed(before: KeyFile, { station, generation, demo, nowMs }: NewKeys): KeyFile {
  const publicKey = textOfKey(signingKey(bytesOfKey(before.signingSeed)).publicKey);
  const ended = { station: before.station, generation: before.generation, publicKey, createdAtMs: before.createdAtMs, endedAtMs: nowMs };
  return { ...before, station, generation, demo, createdAtMs: nowMs, signingSeed: newKey(), earlier: [...before.earlier, ended] };
}
