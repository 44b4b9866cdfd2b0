/** Restoring from the desk: what can be restored, a look before, and the restore itself. */
import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BackupFile, BackupPlace, CareDesk } from '../../shared/api/desk/care.ts';
import { AppError } from '../../shared/api/errors.ts';
import { careReader } from '../db/care-repository.ts';
import { inTransaction } from '../db/database.ts';
import { stationReader } from '../db/station-repository.ts';
import { type BackupParts, backupFolder } from './backup-service.ts';
import type { BackupFacts } from './database-copies.ts';
import { clearRestore, needsCode, prepareRestore, restoreFolder } from './restore-plan.ts';

export interface RestoreParts extends BackupParts {
  /** Closes the station and opens it anew, once the answer is on its way. */
  readonly reopen: () => void;
}

/** What the desk offers of its own folder. */
const restorable = /^(?:daily|before-restore|before-migration)-[\w.-]+\.db$/;

export function restoring(parts: RestoreParts): Pick<CareDesk, 'restore.list' | 'restore.look' | 'restore.begin'> {
  const { db, dataDir, clock, copies, drives, audit, permits, reopen } = parts;
  const care = careReader(db);
  const station = stationReader(db);
  let busy = false;

  async function alone<T>(work: () => Promise<T>): Promise<T> {
    if (busy) throw new AppError('restore_busy', 'a restore is under way');
    busy = true;
    try {
      return await work();
    } finally {
      busy = false;
    }
  }

  /** The file on this machine's disk: one from a drive is brought here first, so that pulling it changes nothing any more. */
  async function fetchFile(from: BackupPlace): Promise<string> {
    if (from.kind === 'here') {
      const file = join(backupFolder(dataDir), from.name);
      if (!restorable.test(from.name) || !existsSync(file)) throw new AppError('restore_missing', 'this backup is not there any more');
      return file;
    }
    mkdirSync(restoreFolder(dataDir), { recursive: true, mode: 0o700 });
    const file = join(restoreFolder(dataDir), 'incoming.db');
    rmSync(file, { force: true });
    await pipeline(Readable.from(drives.stream(from.driveId, from.path)), createWriteStream(file, { mode: 0o600 }));
    return file;
  }

  async function inspect(file: string): Promise<BackupFacts> {
    const facts = await copies.inspect(file);
    // A demo holds nothing of its own: any station may take its place.
    if (station.demoDay() === null) refuseOther(facts, care.find().identity);
    return facts;
  }

  /** Looks, and leaves nothing behind when it refuses. */
  async function looked<T>(from: BackupPlace, work: (file: string, facts: BackupFacts) => Promise<T>): Promise<T> {
    try {
      const file = await fetchFile(from);
      return await work(file, await inspect(file));
    } finally {
      clearRestore(dataDir);
    }
  }

  return {
    async 'restore.list'(_, actor) {
      permits(actor, 'manager');
      const folder = backupFolder(dataDir);
      const names = existsSync(folder) ? readdirSync(folder).filter((name) => restorable.test(name)) : [];
      const here = names.map((name): BackupFile => {
        const { size, mtimeMs } = statSync(join(folder, name));
        return { place: { kind: 'here', name }, name, drive: null, bytes: size, modifiedMs: Math.floor(mtimeMs) };
      });
      const onDrives: BackupFile[] = [];
      for (const drive of await drives.list()) {
        for (const { path, sizeBytes, modifiedMs } of await drives.files(drive.id, ['db'])) {
          onDrives.push({ place: { kind: 'drive', driveId: drive.id, path }, name: path, drive: drive.name, bytes: sizeBytes, modifiedMs });
        }
      }
      return { files: [...onDrives, ...here].sort((a, b) => b.modifiedMs - a.modifiedMs || (a.name < b.name ? 1 : -1)) };
    },

    async 'restore.look'({ from }, actor) {
      permits(actor, 'manager');
      return alone(() =>
        looked(from, async (_, facts) => ({
          ...{ station: facts.station, madeAtMs: facts.madeAtMs, ...facts.counts },
          needsCode: needsCode(dataDir, facts),
        })),
      );
    },

    async 'restore.begin'({ from, code }, actor) {
      permits(actor, 'manager');
      return alone(() =>
        looked(from, async (file, facts) => {
          inTransaction(db, () =>
            audit({ actor: actor.staffId, action: 'restore.begin', details: { madeAtMs: facts.madeAtMs, where: from.kind } }),
          );
          const wayBack = await prepareRestore({ dataDir, file, facts, code, copies, nowMs: clock.trustedMs() });
          reopen();
          return { wayBack: `${wayBack}.db` };
        }),
      );
    },
  };
}

/** @throws AppError restore_other_station */
export function refuseOther(facts: BackupFacts, identity: string | null): void {
  // One from before stations had an identity was made on this machine, by an update of the program.
  if (facts.identity === null || identity === null || facts.identity === identity) return;
  throw new AppError('restore_other_station', 'this is the backup of another station', { name: facts.station });
}
