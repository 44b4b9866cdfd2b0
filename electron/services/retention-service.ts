/** What a station forgets by itself: called every minute, it does little at a time and nothing while the clock is suspect. */
import { cardDayOf } from '../../shared/card/card-day.ts';
import { loanForgottenAfterDays } from '../../shared/domain/power-bank.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import { cardReader, cardWriter } from '../db/card-repository.ts';
import { inTransaction } from '../db/database.ts';
import { powerBankWriter } from '../db/power-bank-repository.ts';
import { workerReader, workerWriter } from '../db/worker-repository.ts';
import type { CardDesk, CardIssuing } from './card-issuing.ts';
import type { MatchBook } from './match-book.ts';

const dayMs = 86_400_000;
/** Workers idle for so long are anonymised (PIPL art. 19; docs/card-format.md, section 9). */
export const idleDays = 180;
/** Content of a card stays so long after its validity. */
export const contentDays = 30;

export interface Forgotten {
  readonly workers: number;
  readonly contents: number;
  /** Of power banks that came back. */
  readonly borrowers: number;
}

export function retention({ db, clock, audit }: CardDesk, issuing: CardIssuing, book: Pick<MatchBook, 'letGo'>): { keep(): Forgotten } {
  const workers = workerReader(db);
  const workerRows = workerWriter(db);
  const cards = cardReader(db);
  const cardRows = cardWriter(db);
  const banks = powerBankWriter(db);
  return {
    keep: () => {
      if (clock.state() === 'suspect') return { workers: 0, contents: 0, borrowers: 0 };
      const nowMs = clock.nowMs();
      const today = cardDayOf(nowMs);
      return inTransaction(db, () => {
        const idle = workers.listIdle(nowMs - idleDays * dayMs);
        for (const id of idle) {
          const card = cards.findLive(id);
          if (card) issuing.revoke(card, 'forgotten', 'station');
          book.letGo(id, 'forgotten', 'station');
          workerRows.forget(id, nowMs);
          audit({ actor: 'station', action: 'worker.forget', subject: id });
        }
        cardRows.dropCounts(today, workDayOf(nowMs));
        const borrowers = banks.forgetLoans(nowMs - loanForgottenAfterDays * dayMs, nowMs);
        return { workers: idle.length, contents: cardRows.dropContent(today - contentDays), borrowers };
      });
    },
  };
}
