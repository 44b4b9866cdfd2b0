/** Whose card it is that somebody holds out at the desk: scanned, or its number read out. Says no more than the worker. */
import { AppError } from '../../shared/api/errors.ts';
import { readCardNumber } from '../../shared/card/card-number.ts';
import { type Card, cardReader } from '../db/card-repository.ts';
import { usableKeys } from '../keys/station-keys.ts';
import type { CardDesk, CardIssuing } from './card-issuing.ts';
import { readOwnCard } from './card-service.ts';

/** @throws AppError card_malformed, card_foreign, card_forged, card_revoked, card_expired, key_* */
export function cardHolder({ db, keys }: Pick<CardDesk, 'db' | 'keys'>, issuing: Pick<CardIssuing, 'isGood'>): (text: string) => string {
  const cards = cardReader(db);

  function find(text: string): Card | undefined {
    const number = readCardNumber(text);
    if (number) return cards.findBySerial(number, number.serial);
    const { kid, content } = readOwnCard(text, usableKeys(keys));
    return cards.findBySerial(kid, content.serial);
  }

  return (text) => {
    const card = find(text);
    if (!card) throw new AppError('card_foreign', 'the card is not of this station');
    if (card.revoked) throw new AppError('card_revoked', 'the card is void');
    if (!issuing.isGood(card)) throw new AppError('card_expired', 'the card has expired');
    return card.workerId;
  };
}
