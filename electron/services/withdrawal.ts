/** Letting go of a registration: cards void, off the wall, referrals that wait called off, name and phone forgotten. Runs inside the caller's transaction. */
import { cardReader } from '../db/card-repository.ts';
import { consentWriter } from '../db/consent-repository.ts';
import { referralWriter } from '../db/referral-repository.ts';
import { type Worker, workerWriter } from '../db/worker-repository.ts';
import type { CardDesk, CardIssuing } from './card-issuing.ts';
import type { MatchBook } from './match-book.ts';

export type Withdraw = (worker: Worker, reason: string, actor: string) => void;

export function withdrawal({ db, clock, newId }: CardDesk, issuing: CardIssuing, book: Pick<MatchBook, 'letGo'>): Withdraw {
  const cards = cardReader(db);
  const consents = consentWriter(db);
  const referrals = referralWriter(db);
  const workers = workerWriter(db);
  return (worker, reason, actor) => {
    const atMs = clock.nowMs();
    const card = cards.findLive(worker.id);
    if (card) issuing.revoke(card, reason, actor);
    if (!worker.demo) {
      for (const subject of [
        'card',
        ...(worker.phoneOnCard ? ['phone_on_card' as const] : []),
        ...(worker.wall ? ['wall' as const] : []),
      ] as const)
        consents.insert({ id: newId(), workerId: worker.id, atMs, actor, subject, given: false });
    }
    referrals.dismissOf(worker.id, atMs, actor);
    book.letGo(worker.id, 'withdrawn', actor);
    workers.forget(worker.id, atMs);
  };
}
