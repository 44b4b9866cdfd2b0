/** A worker's own cards at the screen: made, made anew, thrown away, held under the scanner, withdrawn. */
import { AppError } from '../../shared/api/errors.ts';
import type { IssuedCard, KioskApi } from '../../shared/api/kiosk-api.ts';
import { CardFormatError } from '../../shared/card/card-error.ts';
import { readCardText } from '../../shared/card/card-url.ts';
import { decodeCard, type JobCard } from '../../shared/card/job-card.ts';
import { openSignedCard } from '../../shared/card/signed-card.ts';
import { bankCode } from '../../shared/domain/power-bank.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import { type Card, cardReader, cardWriter } from '../db/card-repository.ts';
import { inTransaction } from '../db/database.ts';
import { powerBankReader } from '../db/power-bank-repository.ts';
import { visitWriter } from '../db/visit-repository.ts';
import { workerReader, workerWriter } from '../db/worker-repository.ts';
import { type StationKeys, usableKeys } from '../keys/station-keys.ts';
import { viewOf } from './card-content.ts';
import type { CardDesk, CardIssuing } from './card-issuing.ts';
import type { Registering } from './registering.ts';
import type { Sessions } from './sessions.ts';
import type { Withdraw } from './withdrawal.ts';

type CardApi = Pick<KioskApi, 'card.issue' | 'card.reprint' | 'card.discard' | 'card.scan' | 'card.withdraw'>;

const byWorker = 'worker';
const withdrawTriesADay = 5;

/** A card's own session: the one that made it, or the one that scanned it, until it ends. */
export function holdsCard(sessions: Sessions, sessionId: string, card: Card): boolean {
  return !sessions.hasEnded(sessionId) && (card.sessionId === sessionId || sessions.find(sessionId)?.cardId === card.id);
}

/** What is inside a scanned text, once one of this station's own keys has vouched for it. */
export function readOwnCard(text: string, keys: StationKeys): { readonly kid: StationKeys['kid']; readonly content: JobCard } {
  const malformed = new AppError('card_malformed', 'no whole card was read');
  const read = readCardText(text);
  if (read.kind !== 'signed') throw malformed;
  try {
    const { kid, payload, signature, signed } = openSignedCard(read.bytes);
    const vouched = keys.verifyOwn(kid, signature, signed);
    if (vouched === undefined) throw new AppError('card_foreign', 'the card is of another station', { station: kid.station });
    if (!vouched) throw new AppError('card_forged', 'content and signature do not match');
    return { kid, content: decodeCard(payload) };
  } catch (error) {
    throw error instanceof CardFormatError ? malformed : error;
  }
}

export function cardOperations(
  desk: CardDesk,
  issuing: CardIssuing,
  sessions: Sessions,
  withdraw: Withdraw,
  registrations: Registering,
): CardApi {
  const { db, clock } = desk;
  const cards = cardReader(db);
  const cardRows = cardWriter(db);
  const workers = workerReader(db);
  const workerRows = workerWriter(db);
  const visits = visitWriter(db);
  const banks = powerBankReader(db);

  function getHeldCard(sessionId: string, cardId: string): Card {
    const card = cards.find(cardId);
    // Another session's card is as unknown as one that never was.
    if (!card || !holdsCard(sessions, sessionId, card)) throw new AppError('card_not_found', 'no such card in this session', { cardId });
    return card;
  }

  /** The worker of a card is the person at the screen: their visits are theirs, and they were seen today. */
  function meet(sessionId: string, workerId: string): void {
    const atMs = clock.trustedMs();
    workerRows.seen(workerId, workDayOf(atMs), atMs);
    visits.tieSession(sessionId, workerId);
  }

  function hold(sessionId: string, workerId: string, card: IssuedCard): IssuedCard {
    sessions.tie(sessionId, { workerId, cardId: card.cardId, scanned: false });
    return card;
  }

  return {
    async 'card.issue'({ sessionId, requestId, registration }) {
      const { workerId, card } = inTransaction(db, () => {
        const before = issuing.repeated({ sessionId, requestId });
        if (before) return { workerId: before.card.workerId, card: before.view };
        const keys = issuing.check(registration.name);
        const worker = registrations.register(keys, registration, byWorker);
        const signed = issuing.sign(worker, { sessionId, requestId, actor: byWorker });
        meet(sessionId, worker.id);
        return { workerId: worker.id, card: signed };
      });
      return hold(sessionId, workerId, card);
    },

    async 'card.reprint'({ sessionId, requestId, cardId }) {
      const { workerId, card } = inTransaction(db, () => {
        const before = issuing.repeated({ sessionId, requestId });
        if (before) return { workerId: before.card.workerId, card: before.view };
        const old = getHeldCard(sessionId, cardId);
        const worker = workers.find(old.workerId);
        if (old.revoked || !worker?.name) throw new AppError('card_void', 'the card is void', { cardId });
        issuing.check(worker.name);
        if (worker.phone) registrations.refuseTooMany(worker.phone.hash);
        return { workerId: worker.id, card: issuing.renew(worker, { sessionId, requestId, actor: byWorker }) };
      });
      desk.publishLists();
      return hold(sessionId, workerId, card);
    },

    async 'card.discard'({ sessionId, cardId }) {
      const was = inTransaction(db, () => {
        const card = getHeldCard(sessionId, cardId);
        // A card that was only scanned may have been found in the street: that one is withdrawn with its phone.
        if (card.sessionId !== sessionId) throw new AppError('card_not_found', 'the card was not made in this session', { cardId });
        return issuing.revoke(card, 'discarded', byWorker);
      });
      if (was) desk.publishLists();
      return { discarded: true };
    },

    async 'card.scan'({ sessionId, text }) {
      if (banks.findByCode(bankCode(text))) throw new AppError('bank_at_desk', 'a power bank is lent and taken back by staff');
      const keys = usableKeys(desk.keys);
      const { kid, content } = readOwnCard(text, keys);
      const card = cards.findBySerial(kid, content.serial);
      // Ours by its key, but from a database that was lost: nothing is known of its worker.
      if (!card) throw new AppError('card_foreign', 'the card is not in this database', { station: kid.station });
      if (card.revoked) throw new AppError('card_revoked', 'the card is void');
      if (!issuing.isGood(card)) throw new AppError('card_expired', 'the card has expired');
      inTransaction(db, () => meet(sessionId, card.workerId));
      sessions.tie(sessionId, { workerId: card.workerId, cardId: card.id, scanned: true });
      const withdrawable = content.phone === undefined && workers.find(card.workerId)?.phone != null;
      return { ...viewOf(card, content, keys.demo), withdrawable };
    },

    async 'card.withdraw'({ sessionId, cardId, phone }) {
      const keys = usableKeys(desk.keys);
      const tie = sessions.find(sessionId);
      if (tie?.cardId !== cardId || !tie.scanned)
        throw new AppError('card_not_found', 'no such card was scanned in this session', { cardId });
      const day = workDayOf(clock.trustedMs());
      const refusal = inTransaction(db, () => {
        const card = cards.find(cardId);
        const worker = card && workers.find(card.workerId);
        if (!card || card.revoked || !worker) return new AppError('card_not_found', 'the card is void', { cardId });
        if (worker.phoneOnCard || !worker.phone) return new AppError('withdraw_by_staff', 'the phone proves nothing here', { cardId });
        const left = withdrawTriesADay - cards.countTries(cardId, day);
        const right = Buffer.from(keys.phoneHash(phone.replace(/\s/g, ''))).equals(worker.phone.hash);
        if (left <= 0 || !right) {
          if (left > 0) cardRows.countTry(cardId, day);
          return new AppError('phone_wrong', 'not the phone of this card', { left: Math.max(0, left - 1) });
        }
        withdraw(worker, 'withdrawn', byWorker);
        return null;
      });
      // Answered, not thrown, inside: a wrong try must stay counted.
      if (refusal) throw refusal;
      sessions.cut(tie.workerId);
      desk.publishLists();
      return { withdrawn: true };
    },
  };
}
