/** Names and phones as CSV: the one way in which phones leave the station in bulk. A permission of its own, and logged each time. */
import type { CareDesk } from '../../shared/api/desk/care.ts';
import { getTrade } from '../../shared/domain/trade.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import { inTransaction } from '../db/database.ts';
import { phonePages } from '../db/phone-repository.ts';
import { usableKeys } from '../keys/station-keys.ts';
import type { BackupParts } from './backup-service.ts';
import { csvLine, utf8Mark } from './export/csv-line.ts';

/** Opened at once: what others wait for. */
const slice = 50;
const slicesInPiece = 40;
const head = utf8Mark + csvLine(['姓名', '电话', '工种', '登记日期']);

type PhonesParts = Pick<BackupParts, 'db' | 'clock' | 'keys' | 'drives' | 'audit' | 'permits'>;

interface Piece {
  readonly text: string;
  readonly workers: number;
  /** After which id to go on; null: that was all. */
  readonly next: string | null;
}

export function phonesExport({ db, clock, keys, drives, audit, permits }: PhonesParts): Pick<CareDesk, 'phones.export' | 'phones.piece'> {
  const pages = phonePages(db);
  const pause = () => new Promise((resolve) => setImmediate(resolve));
  const nameOf = () => `驿站电话 ${workDayOf(clock.trustedMs())}.csv`;

  /** @throws key_missing, key_unusable, key_generation_spent */
  async function piece(after: string): Promise<Piece> {
    const { open } = usableKeys(keys);
    let text = '';
    let workers = 0;
    let next: string | null = after;
    for (let count = 0; count < slicesInPiece && next !== null; count++) {
      const rows = pages.after(next, slice);
      for (const row of rows) {
        const phone = Buffer.from(open(row.phoneSealed, 'phone')).toString();
        const trades = row.trades.map((code) => getTrade(code).word).join('、');
        text += csvLine([row.name, { digits: phone }, trades, workDayOf(row.registeredAtMs)]);
      }
      workers += rows.length;
      next = rows.length < slice ? null : (rows.at(-1)?.id ?? null);
      await pause();
    }
    return { text, workers, next };
  }

  const log = (actor: string, details: Readonly<Record<string, string | number>>) =>
    inTransaction(db, () => audit({ actor, action: 'phones.export', details }));

  return {
    async 'phones.export'({ driveId }, actor) {
      permits(actor, 'phones');
      usableKeys(keys);
      const file = await drives.create(driveId, nameOf());
      try {
        let workers = 0;
        await file.write(head);
        for (let after: string | null = ''; after !== null; ) {
          const read: Piece = await piece(after);
          await file.write(read.text);
          workers += read.workers;
          after = read.next;
        }
        // Logged before the file stands under its name: no list of phones is out there that the log does not know of.
        log(actor.staffId, { where: 'drive', workers });
        return { ...(await file.finish()), workers };
      } catch (error) {
        await file.abandon();
        throw error;
      }
    },

    async 'phones.piece'({ after }, actor) {
      permits(actor, 'phones');
      const { text, workers, next } = await piece(after ?? '');
      log(actor.staffId, { where: 'browser', workers });
      return { name: nameOf(), text: (after === null ? head : '') + text, next };
    },
  };
}
