/** The card key with which a station begins at a hub: the one that it has, where the hub has seen none as late, else a new one. */
import { AppError } from '../../shared/api/errors.ts';
import type { KeyId } from '../../shared/card/kid.ts';
import { type KeyFile, keyFilePath, newKeyFile, readKeyFile, succeed, writeKeyFile } from './key-file.ts';
import { readPrivate } from './safe-file.ts';
import { beginSerials, countedKeys } from './serial-guard.ts';

const lastGeneration = 99;

/** Undefined where there is none yet. @throws AppError key_unusable */
export function presentKeyFile(dataDir: string): KeyFile | undefined {
  return readPrivate(keyFilePath(dataDir)).kind === 'missing' ? undefined : readKeyFile(dataDir);
}

export interface WantedGeneration {
  readonly dataDir: string;
  readonly station: number;
  /** The lowest that the hub has not seen of that number. */
  readonly atLeast: number;
  readonly demo: boolean;
  /** Keys that the database has seen in use. */
  readonly used: readonly KeyId[];
  readonly nowMs: number;
}

/** Answers whether a new key was made. @throws AppError key_unusable, link_generations_spent */
export function takeGeneration({ dataDir, station, atLeast, demo, used, nowMs }: WantedGeneration): boolean {
  const before = presentKeyFile(dataDir);
  if (before && before.station === station && before.demo === demo && before.generation >= atLeast) return false;
  const known: KeyId[] = [...used, ...countedKeys(dataDir), ...(before ? [before, ...before.earlier] : [])];
  const last = Math.max(0, ...known.filter((key) => key.station === station).map((key) => key.generation));
  const generation = Math.max(atLeast, last + 1);
  if (generation > lastGeneration) throw new AppError('link_generations_spent', 'every generation of this number was used', { station });
  const wanted = { station, generation, demo, nowMs };
  // The count of serials first: keys without one are refused, a count without keys hurts nobody.
  beginSerials(dataDir, wanted);
  writeKeyFile(dataDir, before ? succeed(before, wanted) : newKeyFile(wanted));
  return true;
}
