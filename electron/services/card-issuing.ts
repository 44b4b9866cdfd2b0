/**
 * Signing a card and voiding one: the part that the kiosk and the desk share. Every function but `check` runs inside the
 * caller's transaction, so that a refusal leaves no row; a serial that a refusal took is simply never used.
 */
import { AppError } from '../../shared/api/errors.ts';
import type { IssuedCard } from '../../shared/api/kiosk-api.ts';
import { cardDayOf } from '../../shared/card/card-day.ts';
import { cardUrl } from '../../shared/card/card-url.ts';
import { decodeCard } from '../../shared/card/job-card.ts';
import { openSignedCard, signCard } from '../../shared/card/signed-card.ts';
import { cardPrefix, type StationSettings } from '../../shared/domain/station.ts';
import { cardValidDays } from '../../shared/domain/worker.ts';
import { type Card, cardReader, cardWriter } from '../db/card-repository.ts';
import type { WritableDb } from '../db/database.ts';
import { keyUseWriter } from '../db/key-repository.ts';
import { stationReader } from '../db/station-repository.ts';
import type { Worker } from '../db/worker-repository.ts';
import { type KeyState, type StationKeys, usableKeys } from '../keys/station-keys.ts';
import type { Audit } from './audit.ts';
import { cardOf, viewOf } from './card-content.ts';
import type { StationClock } from './clock.ts';
import { unprintable } from './glyphs.ts';
import type { NewId } from './id.ts';
import { cardSiteOf } from './station-service.ts';

/** What every service that deals with workers and cards is given. */
export interface CardDesk {
  readonly db: WritableDb;
  readonly clock: StationClock;
  readonly newId: NewId;
  readonly keys: KeyState;
  readonly settings: () => StationSettings;
  readonly audit: Audit;
  /** Tells the world which cards are void; after the transaction, and never a reason to refuse. */
  readonly publishLists: () => void;
}

export interface CardRequest {
  /** The touch session, or the staff member at the desk. */
  readonly sessionId: string;
  readonly requestId: string;
  /** `worker`, or a staff member's id: for the log. */
  readonly actor: string;
}

export type CardIssuing = ReturnType<typeof cardIssuing>;

export function cardIssuing({ db, clock, newId, keys: state, settings, audit }: CardDesk) {
  const reader = cardReader(db);
  const writer = cardWriter(db);
  const station = stationReader(db);
  const uses = keyUseWriter(db);

  /** The prefix of this station's cards. @throws AppError card_site_missing */
  function prefix(): string {
    const site = cardSiteOf(settings(), station.demoDay() !== null);
    if (site === null) throw new AppError('card_site_missing', 'no site is set for cards to lead to');
    return cardPrefix(site);
  }

  /** @throws AppError clock_suspect, key_missing, key_unusable, key_generation_spent, card_site_missing, name_unprintable */
  function check(name: string): StationKeys {
    if (clock.state() === 'suspect') throw new AppError('clock_suspect', 'the clock is not to be trusted: no card is dated by it');
    const keys = usableKeys(state);
    if (keys.demo && station.demoDay() === null)
      throw new AppError('key_missing', 'the demo is over: the station has no keys of its own yet');
    if (cardDayOf(clock.nowMs()) > keys.lastDay) {
      throw new AppError('key_generation_spent', 'the key is past its last day: cards of it would be refused by every phone');
    }
    prefix();
    const missing = unprintable(name);
    if (missing.length > 0) throw new AppError('name_unprintable', 'the font has no glyph for it', { characters: missing });
    return keys;
  }

  function signedBytes(card: Card): Uint8Array | undefined {
    return card.content ? usableKeys(state).open(card.content, 'card') : undefined;
  }

  /** A card as its session may see it; undefined once its content is gone. */
  function issued(card: Card): IssuedCard | undefined {
    const signed = signedBytes(card);
    if (!signed) return undefined;
    const content = decodeCard(openSignedCard(signed).payload);
    return { ...viewOf(card, content, usableKeys(state).demo), url: cardUrl(prefix(), signed) };
  }

  /** @throws AppError serials_spent */
  function sign(worker: Worker, { sessionId, requestId, actor }: CardRequest): IssuedCard {
    const keys = usableKeys(state);
    const { name, phone } = worker;
    if (name === null) throw new AppError('worker_not_found', 'the registration was withdrawn', { id: worker.id });
    const atMs = clock.nowMs();
    const issuedDay = cardDayOf(atMs);
    const serial = keys.nextSerial();
    const shownPhone = worker.phoneOnCard && phone ? Buffer.from(keys.open(phone.sealed, 'phone')).toString() : null;
    const content = cardOf({ ...worker, name }, serial, issuedDay, shownPhone);
    const signed = signCard(content, keys.kid, keys.sign);
    const card: Card = {
      ...{ id: newId(), workerId: worker.id, kid: keys.kid, serial, issuedDay, validDays: cardValidDays },
      ...{ content: keys.seal(signed, 'card'), sessionId, requestId, revoked: null, createdAtMs: atMs },
    };
    uses.record(keys.kid, serial + 1, atMs);
    writer.insert(card);
    if (phone) writer.countForPhone(issuedDay, phone.hash);
    audit({ actor, action: 'card.issue', subject: card.id, details: { worker: worker.id, serial } });
    return { ...viewOf(card, content, keys.demo), url: cardUrl(prefix(), signed) };
  }

  /** Voids a card. Answers whether it was live. */
  function revoke(card: Card, reason: string, actor: string): boolean {
    const was = writer.revoke(card.id, reason, clock.nowMs());
    if (was) audit({ actor, action: 'card.revoke', subject: card.id, details: { worker: card.workerId, reason } });
    return was;
  }

  return {
    check,
    issued,
    sign,
    revoke,
    /** The card's URL, as its picture must say it; undefined once its content is gone. */
    url: (card: Card): string | undefined => {
      const signed = signedBytes(card);
      return signed && cardUrl(prefix(), signed);
    },
    /** Whether it is neither void nor expired. */
    isGood: (card: Card): boolean => card.revoked === null && cardDayOf(clock.trustedMs()) <= card.issuedDay + card.validDays,
    /** Voids the worker's live card, if there is one, and makes a new one. */
    renew: (worker: Worker, request: CardRequest): IssuedCard => {
      const old = reader.findLive(worker.id);
      if (old) revoke(old, 'reissued', request.actor);
      return sign(worker, request);
    },
    /** What was answered to the same request before. @throws AppError card_void when that card is void by now */
    repeated: ({ sessionId, requestId }: Pick<CardRequest, 'sessionId' | 'requestId'>): { card: Card; view: IssuedCard } | undefined => {
      const card = reader.findByRequest(sessionId, requestId);
      if (!card) return undefined;
      const view = issued(card);
      if (!view) throw new AppError('card_void', 'the card of this request is void', { cardId: card.id });
      return { card, view };
    },
  };
}
