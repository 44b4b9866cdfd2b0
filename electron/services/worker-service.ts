/** The desk's work with registrations: find, look, verify, reissue, withdraw, join. Every look at a phone is logged. */

import type { WorkerRow } from '../../shared/api/desk/worker-row.ts';
import type { DeskApi, WorkerDetail } from '../../shared/api/desk-api.ts';
import { AppError } from '../../shared/api/errors.ts';
import { cardDayDate } from '../../shared/card/card-day.ts';
import { cardNumber, readCardNumber } from '../../shared/card/card-number.ts';
import { cleanText } from '../../shared/domain/text.ts';
import { findTrade } from '../../shared/domain/trade.ts';
import { addDays, workDayOf } from '../../shared/domain/work-day.ts';
import { maskPhone } from '../../shared/domain/worker.ts';
import { type Card, cardReader } from '../db/card-repository.ts';
import { inTransaction } from '../db/database.ts';
import { type Worker, workerReader, workerWriter } from '../db/worker-repository.ts';
import { usableKeys } from '../keys/station-keys.ts';
import type { CardDesk, CardIssuing } from './card-issuing.ts';
import type { MatchBook } from './match-book.ts';
import type { Registering } from './registering.ts';
import type { Withdraw } from './withdrawal.ts';

type WorkerApi = Pick<
  DeskApi,
  | 'worker.search'
  | 'worker.get'
  | 'worker.reveal-phone'
  | 'worker.verify'
  | 'worker.reissue'
  | 'worker.card'
  | 'worker.withdraw'
  | 'worker.register'
  | 'worker.join'
>;

const mostFound = 20;

const numberOf = (card: Card) => cardNumber({ ...card.kid, serial: card.serial });
const validThrough = (card: Card) => addDays(cardDayDate(card.issuedDay), card.validDays);

/** How lists of the desk show a worker. */
export function workerRows(
  { db, keys }: Pick<CardDesk, 'db' | 'keys'>,
  issuing: Pick<CardIssuing, 'isGood'>,
): (worker: Worker) => WorkerRow {
  const cards = cardReader(db);
  return (worker) => {
    const live = cards.findLive(worker.id);
    // Without its keys the station still shows who there is; only the digits stay sealed.
    const phone = worker.phone && keys.kind === 'ready' ? Buffer.from(keys.keys.open(worker.phone.sealed, 'phone')).toString() : null;
    return {
      id: worker.id,
      name: worker.name ?? '',
      phone: phone && maskPhone(phone),
      trades: worker.trades,
      verified: worker.verified,
      wall: worker.wall,
      registeredAtMs: worker.createdAtMs,
      liveCard: live && issuing.isGood(live) ? { cardId: live.id, number: numberOf(live), validThrough: validThrough(live) } : null,
    };
  };
}

export interface WorkerParts {
  readonly desk: CardDesk;
  readonly issuing: CardIssuing;
  readonly registrations: Registering;
  readonly withdraw: Withdraw;
  readonly book: Pick<MatchBook, 'join'>;
  onGone(workerId: string): void;
}

export function workerOperations({ desk, issuing, registrations, withdraw, book, onGone }: WorkerParts): WorkerApi {
  const { db, clock, newId, keys: state, audit } = desk;
  const reader = workerReader(db);
  const writer = workerWriter(db);
  const cards = cardReader(db);
  const rowOf = workerRows(desk, issuing);

  /** One that is still somebody: not forgotten, not joined into another. */
  function getWorker(id: string): Worker & { readonly name: string } {
    const worker = reader.find(id);
    if (!worker || worker.name === null) throw new AppError('worker_not_found', 'no such registration', { id });
    return { ...worker, name: worker.name };
  }

  function detailOf(worker: Worker): WorkerDetail {
    const twins = worker.phone ? reader.listByPhone(worker.phone.hash).filter((other) => other.id !== worker.id) : [];
    return {
      ...rowOf(worker),
      years: worker.years,
      dayWage: worker.dayWage,
      available: { from: worker.availableFrom, mask: worker.availableMask },
      phoneOnCard: worker.phoneOnCard,
      cards: cards.listOfWorker(worker.id).map((card) => ({
        ...{ cardId: card.id, number: numberOf(card), issued: cardDayDate(card.issuedDay), reason: card.revoked?.reason ?? null },
        state: card.revoked ? 'revoked' : issuing.isGood(card) ? 'live' : 'expired',
      })),
      twins: twins.map(rowOf),
    };
  }

  function found(text: string): Worker[] {
    const words = cleanText(text);
    const number = readCardNumber(words);
    if (number) {
      const card = cards.findBySerial(number, number.serial);
      const worker = card && reader.find(card.workerId);
      return worker ? [worker] : [];
    }
    const digits = words.replace(/[\s-]/g, '');
    if (/^\d{4}$/.test(digits)) return reader.listByTail(usableKeys(state).tailHash(digits));
    if (/^\d{11}$/.test(digits)) return reader.listByPhone(usableKeys(state).phoneHash(digits));
    if (words === '') return [];
    const trade = findTrade(words);
    return [...reader.listByName(words), ...(trade ? reader.listByTrade(trade.code) : [])];
  }

  return {
    async 'worker.search'({ text }) {
      const known = new Map(found(text).map((worker) => [worker.id, worker]));
      const workers = [...known.values()].filter((worker) => worker.name !== null).slice(0, mostFound);
      return { workers: workers.map(rowOf) };
    },

    async 'worker.get'({ id }) {
      return detailOf(getWorker(id));
    },

    async 'worker.reveal-phone'({ id }, actor) {
      return inTransaction(db, () => {
        const { phone } = getWorker(id);
        if (!phone) throw new AppError('worker_not_found', 'this registration has no phone', { id });
        const number = Buffer.from(usableKeys(state).open(phone.sealed, 'phone')).toString();
        writer.reveal({ id: newId(), workerId: id, atMs: clock.nowMs(), actor: actor.staffId, what: 'phone' });
        audit({ actor: actor.staffId, action: 'worker.reveal-phone', subject: id });
        return { phone: number };
      });
    },

    async 'worker.verify'({ id, verified }, actor) {
      return inTransaction(db, () => {
        const before = getWorker(id);
        writer.verify(id, verified);
        audit({ actor: actor.staffId, action: 'worker.verify', subject: id, details: { before: before.verified, after: verified } });
        return detailOf(getWorker(id));
      });
    },

    async 'worker.reissue'({ id, requestId }, actor) {
      const sessionId = actor.staffId;
      const card = inTransaction(db, () => {
        const before = issuing.repeated({ sessionId, requestId });
        if (before) return before.view;
        const worker = getWorker(id);
        if (worker.demo) throw new AppError('worker_not_found', 'a made-up worker gets no card', { id });
        issuing.check(worker.name);
        return issuing.renew(worker, { sessionId, requestId, actor: actor.staffId });
      });
      desk.publishLists();
      return card;
    },

    async 'worker.card'({ id }) {
      const card = cards.findLive(getWorker(id).id);
      const view = card && issuing.isGood(card) && issuing.issued(card);
      if (!view) throw new AppError('card_not_found', 'no live card', { id });
      return view;
    },

    async 'worker.register'({ requestId, registration }, actor) {
      const request = { sessionId: actor.staffId, requestId };
      return inTransaction(db, () => {
        const before = issuing.repeated(request);
        if (before) return { workerId: before.card.workerId, card: before.view };
        const keys = issuing.check(registration.name);
        const worker = registrations.register(keys, registration, actor.staffId);
        const atMs = clock.trustedMs();
        writer.seen(worker.id, workDayOf(atMs), atMs);
        audit({ actor: actor.staffId, action: 'worker.register', subject: worker.id });
        return { workerId: worker.id, card: issuing.sign(worker, { ...request, actor: actor.staffId }) };
      });
    },

    async 'worker.withdraw'({ id, reason }, actor) {
      inTransaction(db, () => {
        withdraw(getWorker(id), 'withdrawn', actor.staffId);
        // What staff wrote may name somebody, so only that they wrote it is kept.
        audit({ actor: actor.staffId, action: 'worker.withdraw', subject: id, details: { reasonGiven: reason.trim() !== '' } });
      });
      onGone(id);
      desk.publishLists();
      return { withdrawn: true };
    },

    async 'worker.join'({ keepId, joinId }, actor) {
      if (keepId === joinId) throw new AppError('join_same', 'a registration cannot be joined to itself', { id: keepId });
      const detail = inTransaction(db, () => {
        getWorker(keepId);
        const joined = getWorker(joinId);
        const card = cards.findLive(joined.id);
        if (card) issuing.revoke(card, 'joined', actor.staffId);
        const atMs = clock.nowMs();
        writer.join(keepId, joinId, atMs);
        book.join(keepId, joinId, actor.staffId);
        writer.forget(joinId, atMs);
        audit({ actor: actor.staffId, action: 'worker.join', subject: keepId, details: { joined: joinId } });
        return detailOf(getWorker(keepId));
      });
      onGone(joinId);
      desk.publishLists();
      return detail;
    },
  };
}
