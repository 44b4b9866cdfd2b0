/** What a station forgets by itself: called every minute, it does little at a time and nothing while the clock is suspect. */
import { cardDayOf } from '../../shared/card/card-day.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import { cardReader, cardWriter } from '../db/card-repository.ts';
import { inTransaction } from '../db/database.ts';
import { workerReader, workerWriter } from '../db/worker-repository.ts';
import type { CardDesk, CardIssuing } from './card-issuing.ts';

const dayMs = 86_400_000;
/** Workers idle for so long are anonymised (PIPL art. 19; docs/card-format.md, section 9). */
export const idleDays = 180;
/** Content of a card stays so long after its validity. */
export const contentDays = 30;

export interface Forgotten {
  readonly workers: number;
  readonly contents: number;
}

export function retention({ db, clock, audit }: CardDesk, issuing: CardIssuing): { keep(): Forgotten } {
  const workers = workerReader(db);
  const workerRows = workerWriter(db);
  const cards = cardReader(db);
  const cardRows = cardWriter(db);
  return {
    keep: () => {
      if (clock.state() === 'suspect') return { workers: 0, contents: 0 };
      const nowMs = clock.nowMs();
      const today = cardDayOf(nowMs);
      return inTransaction(db, () => {
        const idle = workers.listIdle(nowMs - idleDays * dayMs);
        for (const id of idle) {
          const card = cards.findLive(id);
          if (card) issuing.revoke(card, 'forgotten', 'station');
          workerRows.forget(id, nowMs);
          audit({ actor: 'station', action: 'worker.forget', subject: id });
        }
        cardRows.dropCounts(today, workDayOf(nowMs));
        return { workers: idle.length, contents: cardRows.dropContent(today - contentDays) };
      });
    },
  };
}
