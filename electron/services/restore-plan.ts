/**
 * A restore in two halves. The first prepares everything beside what is there and writes a plan last; the second puts it in place,
 * and whoever opens the station next finishes it if the power went in between. What was there is kept.
 */

import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { z } from 'zod';
import { AppError } from '../../shared/api/errors.ts';
import { databaseFile } from '../db/open.ts';
import { signingKey } from '../keys/ed25519.ts';
import { bytesOfKey, type KeyFile, keyFilePath, newKeyFile, readKeyFile, textOfKey, writeKeyFile } from '../keys/key-file.ts';
import { forgetLinkSeed } from '../keys/link-key-file.ts';
import { type ReadingKeys, unwrapKeys } from '../keys/recovery-wrap.ts';
import { writeWhole } from '../keys/safe-file.ts';
import { type Purpose, sealing } from '../keys/sealing.ts';
import { beginSerials, countedKeys } from '../keys/serial-guard.ts';
import { backupFolder } from './backup-service.ts';
import type { BackupFacts, DatabaseCopies } from './database-copies.ts';
import { plainCode } from './secret.ts';

const lastGeneration = 99;
const purposes: readonly Purpose[] = ['phone', 'card'];
const planSchema = z.strictObject({ version: z.literal(1), wayBack: z.string().regex(/^before-restore-[0-9T]+$/) });

export function restoreFolder(dataDir: string): string {
  return join(dataDir, 'restoring');
}
const planFile = (dataDir: string) => join(restoreFolder(dataDir), 'plan.json');
const stagedFile = (dataDir: string) => join(restoreFolder(dataDir), 'station.db');

/** The present key file; none where it is missing, damaged or open to others. */
function presentKeys(dataDir: string): KeyFile | undefined {
  try {
    return readKeyFile(dataDir);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

const readingOf = (file: KeyFile): ReadingKeys => new Uint8Array([...bytesOfKey(file.phoneKey), ...bytesOfKey(file.phoneIndexKey)]);

/** Whether the keys read what the backup holds sealed. */
function opensAll(keys: ReadingKeys, samples: readonly Uint8Array[]): boolean {
  const { open } = sealing(keys.subarray(0, 32));
  return samples.every((sealed) =>
    purposes.some((purpose) => {
      try {
        return open(sealed, purpose).length > 0;
      } catch {
        return false;
      }
    }),
  );
}

/** Whether the present keys do not read the backup's phones, so that its recovery code is needed. @throws restore_without_keys */
export function needsCode(dataDir: string, facts: BackupFacts): boolean {
  const present = presentKeys(dataDir);
  if (facts.samples.length === 0 || (present && opensAll(readingOf(present), facts.samples))) return false;
  if (facts.wrap === null)
    throw new AppError('restore_without_keys', 'neither this station nor a recovery code opens the phones of this backup');
  return true;
}

async function readingKeys(dataDir: string, facts: BackupFacts, code: string): Promise<ReadingKeys | undefined> {
  const present = presentKeys(dataDir);
  if (!needsCode(dataDir, facts) || facts.wrap === null) return present && readingOf(present);
  const keys = await unwrapKeys(plainCode(code), facts.wrap);
  if (!keys || !opensAll(keys, facts.samples)) throw new AppError('restore_code_wrong', 'that is not the recovery code of this backup');
  return keys;
}

/**
 * The keys after the restore: a generation that neither the files here nor the backup have seen, so that no serial is given twice;
 * public halves of the earlier ones, so that their cards are still known. Undefined where there never were keys.
 */
function nextKeys(dataDir: string, facts: BackupFacts, reading: ReadingKeys | undefined, nowMs: number): KeyFile | undefined {
  const present = presentKeys(dataDir);
  const own = facts.keys.toSorted((a, b) => b.createdAtMs - a.createdAtMs || b.generation - a.generation);
  const station = own[0]?.station ?? present?.station;
  if (station === undefined) return undefined;
  const before = present
    ? [{ ...present, publicKey: textOfKey(signingKey(bytesOfKey(present.signingSeed)).publicKey), endedAtMs: nowMs }, ...present.earlier]
    : [];
  const held = own.flatMap(({ publicKey, ...key }) => (publicKey ? [{ ...key, publicKey: textOfKey(publicKey), endedAtMs: nowMs }] : []));
  const earlier = new Map(
    [...held, ...before].map(({ station, generation, publicKey, createdAtMs, endedAtMs }) => [
      `${station}-${generation}`,
      { station, generation, publicKey, createdAtMs, endedAtMs },
    ]),
  );
  const seen = [...facts.keys, ...before, ...countedKeys(dataDir)].filter((key) => key.station === station);
  const generation = Math.max(0, ...seen.map((key) => key.generation)) + 1;
  if (generation > lastGeneration)
    throw new AppError('restore_generations_spent', 'every generation of this station was used', { station });
  const made = newKeyFile({ station, generation, demo: facts.demo, nowMs });
  const phones = reading ? { phoneKey: textOfKey(reading.subarray(0, 32)), phoneIndexKey: textOfKey(reading.subarray(32)) } : {};
  return { ...made, ...phones, earlier: [...earlier.values()].sort((a, b) => a.createdAtMs - b.createdAtMs) };
}

export interface Prepare {
  readonly dataDir: string;
  /** A file of this machine. */
  readonly file: string;
  readonly facts: BackupFacts;
  readonly code: string;
  readonly copies: DatabaseCopies;
  readonly nowMs: number;
}

/**
 * The first half; nothing that is there has changed when it refuses. Answers under which name the present database will be kept.
 * @throws AppError restore_code_wrong, restore_without_keys, restore_generations_spent, disk_full
 */
export async function prepareRestore({ dataDir, file, facts, code, copies, nowMs }: Prepare): Promise<string> {
  const keys = nextKeys(dataDir, facts, await readingKeys(dataDir, facts, code), nowMs);
  const folder = restoreFolder(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await copies.stage(file, stagedFile(dataDir));
  if (keys) writeKeyFile(folder, keys);
  const wayBack = `before-restore-${new Date(nowMs).toISOString().replace(/[^0-9T]/g, '')}`;
  writeWhole(planFile(dataDir), JSON.stringify({ version: 1, wayBack }), { mode: 0o600, durable: true });
  return wayBack;
}

/** Takes back what was prepared and not planned. */
export function clearRestore(dataDir: string): void {
  if (!existsSync(planFile(dataDir))) rmSync(restoreFolder(dataDir), { recursive: true, force: true });
}

/** The second half, under the station's lock and before its database is opened; does nothing without a plan. */
export function finishRestore(dataDir: string): boolean {
  if (!existsSync(planFile(dataDir))) {
    clearRestore(dataDir);
    return false;
  }
  const { wayBack } = planSchema.parse(JSON.parse(readFileSync(planFile(dataDir), 'utf8')));
  const staged = stagedFile(dataDir);
  if (existsSync(staged)) {
    keepPresent(dataDir, join(backupFolder(dataDir), `${wayBack}.db`));
    takeKeys(dataDir, wayBack);
    // It enrols again: else it would go on with sequences that the hub has had already.
    forgetLinkSeed(dataDir);
    renameSync(staged, databaseFile(dataDir));
  }
  rmSync(restoreFolder(dataDir), { recursive: true, force: true });
  return true;
}

function keepPresent(dataDir: string, wayBack: string): void {
  const present = databaseFile(dataDir);
  if (!existsSync(present)) return;
  mkdirSync(backupFolder(dataDir), { recursive: true, mode: 0o700 });
  try {
    // What stands in the log beside it goes into the file, which is then whole by itself.
    const db = new BetterSqlite3(present, { timeout: 5000 });
    db.pragma('journal_mode = DELETE');
    db.close();
  } catch (error) {
    // A damaged one is kept as it is, with its log.
    if (!(error instanceof BetterSqlite3.SqliteError)) throw error;
  }
  for (const part of ['-wal', '-shm']) if (existsSync(present + part)) renameSync(present + part, wayBack + part);
  renameSync(present, wayBack);
}

function takeKeys(dataDir: string, wayBack: string): void {
  const prepared = keyFilePath(restoreFolder(dataDir));
  if (!existsSync(prepared)) return;
  const present = keyFilePath(dataDir);
  // What the kept database holds sealed stays readable.
  if (existsSync(present)) copyFileSync(present, join(dataDir, `keys-${wayBack}.json`));
  // The count of serials first: keys without one are refused, a count without keys hurts nobody.
  beginSerials(dataDir, readKeyFile(restoreFolder(dataDir)));
  renameSync(prepared, present);
}
