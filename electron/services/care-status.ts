/** What needs somebody's hand, and how the station stands. */
import { statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { CareDesk, Trouble } from '../../shared/api/desk/care.ts';
import type { LinkStatus } from '../../shared/api/desk/link.ts';
import { cardDayOf } from '../../shared/card/card-day.ts';
import { startOfDayMs, workDayOf } from '../../shared/domain/work-day.ts';
import { careFigures, careReader, careWriter } from '../db/care-repository.ts';
import { inTransaction } from '../db/database.ts';
import { staffReader } from '../db/staff-repository.ts';
import { readingTag } from '../keys/recovery-wrap.ts';
import type { PrintQueue } from '../printing/printer.ts';
import { type BackupParts, type Backups, mostKept } from './backup-service.ts';

const hourMs = 3_600_000;
/** Two nights without a backup. */
const backupOldMs = 50 * hourMs;
/** A new station makes its first backup ten minutes after it was opened. */
const firstBackupMs = hourMs / 2;
/** A day without an answer of the hub. */
const linkOldMs = 24 * hourMs;
const leastFreeBytes = 1024 ** 3;

export interface CareParts extends BackupParts {
  readonly queue: PrintQueue;
  readonly kept: Pick<Backups, 'list'>;
  /** How the link with the hub stands. */
  readonly link: () => LinkStatus;
  /** Since the station was opened, by the monotonic clock. */
  readonly openForMs: () => number;
}

/** With what is written and not yet in its place: a new station's file alone is one page. */
function sizeWithLog(file: string): number {
  return [file, `${file}-wal`].reduce((sum, one) => sum + (statSync(one, { throwIfNoEntry: false })?.size ?? 0), 0);
}

type StatusApi = Pick<CareDesk, 'care.today' | 'care.status' | 'care.check' | 'care.drives'>;

export function careStatus({
  db,
  dataDir,
  clock,
  keys,
  copies,
  drives,
  audit,
  permits,
  queue,
  kept,
  link,
  openForMs,
}: CareParts): StatusApi {
  const care = careReader(db);
  const careRow = careWriter(db);
  const staff = staffReader(db);
  const figures = careFigures(db);

  async function disk() {
    const { bavail, blocks, bsize } = await statfs(dataDir);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  }

  /** Whether a lost station's phones could be read from its backup with the recovery code. */
  function recoveryHoldsKeys(): boolean {
    if (keys.kind !== 'ready' || !staff.findRecovery()) return true;
    const wrap = staff.findWrap();
    return wrap !== undefined && Buffer.compare(wrap.tag, readingTag(keys.keys.readingKeys())) === 0;
  }

  function backupTroubles(): Trouble[] {
    const [last, done] = [care.lastRun(), care.lastDone()];
    const troubles: Trouble[] = [];
    if (last?.state === 'failed' && last.code !== null) troubles.push({ kind: 'backup_failed', code: last.code });
    const isOld = done ? clock.trustedMs() - done.atMs > backupOldMs : openForMs() > firstBackupMs;
    if (isOld) troubles.push({ kind: 'backup_old', lastAtMs: done?.atMs ?? null });
    return troubles;
  }

  function linkTroubles(): Trouble[] {
    const { state, hub, fault, heardAtMs, aside } = link();
    const troubles: Trouble[] = [];
    if (state === 'lost') troubles.push({ kind: 'link_lost' });
    else if (fault !== null) troubles.push({ kind: 'link_refused', code: fault });
    else if (hub && clock.trustedMs() - (heardAtMs ?? hub.enrolledAtMs) > linkOldMs) troubles.push({ kind: 'link_silent', heardAtMs });
    if (aside > 0) troubles.push({ kind: 'link_aside', count: aside });
    return troubles;
  }

  return {
    async 'care.today'() {
      const nowMs = clock.trustedMs();
      const today = workDayOf(nowMs);
      const [printer, { freeBytes }] = await Promise.all([queue.status(), disk()]);
      const troubles: Trouble[] = [];
      if (clock.state() === 'suspect') troubles.push({ kind: 'clock' });
      if (keys.kind === 'unusable') troubles.push({ kind: 'keys', code: keys.code });
      if (printer.kind !== 'none' && !['ready', 'unknown'].includes(printer.state))
        troubles.push({ kind: 'printer', state: printer.state });
      troubles.push(...backupTroubles());
      if (care.find().check?.passed === false) troubles.push({ kind: 'database' });
      if (freeBytes < leastFreeBytes) troubles.push({ kind: 'disk', freeBytes });
      if (!recoveryHoldsKeys()) troubles.push({ kind: 'recovery' });
      troubles.push(...linkTroubles());
      const at = { today, nowMs, fromMs: startOfDayMs(today), cardDay: cardDayOf(nowMs) };
      return { figures: figures(at), printer, troubles };
    },

    async 'care.status'() {
      const [last, done] = [care.lastRun(), care.lastDone()];
      return {
        lastBackup: done && done.bytes !== null ? { atMs: done.atMs, bytes: done.bytes } : null,
        lastTrouble: last?.state === 'failed' && last.code !== null ? { atMs: last.atMs, code: last.code } : null,
        ...{ kept: kept.list().length, most: mostKept },
        databaseBytes: sizeWithLog(db.name),
        ...(await disk()),
        check: care.find().check,
        recoveryHoldsKeys: recoveryHoldsKeys(),
        key: keys.kind === 'ready' ? keys.keys.kid : null,
      };
    },

    async 'care.check'(_, actor) {
      permits(actor, 'manager');
      const passed = await copies.check();
      inTransaction(db, () => {
        careRow.checked(clock.trustedMs(), passed);
        audit({ actor: actor.staffId, action: 'care.check', details: { passed } });
      });
      return { passed };
    },

    async 'care.drives'() {
      return { drives: (await drives.list()).map(({ id, name, freeBytes }) => ({ id, name, freeBytes })) };
    },
  };
}
