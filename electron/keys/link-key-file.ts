/** `link-key.json` beside the keys: the seed with which requests to the hub are signed. Never in a backup, gone after a restore. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/api/errors.ts';
import { readPrivate, writeWhole } from './safe-file.ts';

const fileSchema = z.strictObject({ version: z.literal(1), seed: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });
const fileOf = (dataDir: string) => join(dataDir, 'link-key.json');

/** Undefined before the first enrolment. @throws AppError key_unusable where others may read it, or it is damaged */
export function readLinkSeed(dataDir: string): string | undefined {
  const file = readPrivate(fileOf(dataDir));
  if (file.kind === 'missing') return undefined;
  if (file.kind === 'exposed') throw new AppError('key_unusable', 'others may read link-key.json: chmod 600', { why: 'exposed' });
  try {
    return fileSchema.parse(JSON.parse(file.text)).seed;
  } catch (error) {
    throw new AppError('key_unusable', 'link-key.json is damaged', { why: 'damaged' }, { cause: error });
  }
}

export function writeLinkSeed(dataDir: string, seed: string): void {
  writeWhole(fileOf(dataDir), `${JSON.stringify({ version: 1, seed })}\n`, { mode: 0o600, durable: true });
}

/** Nothing is signed any more: the station has left, or became another one by a restore. */
export function forgetLinkSeed(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
}
