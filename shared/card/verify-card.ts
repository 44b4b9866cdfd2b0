/**
 * What a scanned text is worth (docs/card-format.md, section 6). The verdict carries no more than the page may show for it: content
 * whose signature was not found good is not in it.
 */
import { CardFormatError } from './card-error.ts';
import { cardNumber } from './card-number.ts';
import { readCardText } from './card-url.ts';
import { decodeCard, type JobCard } from './job-card.ts';
import { findKey, type KeyList } from './key-list.ts';
import type { KeyId } from './kid.ts';
import { isRevoked, type RevocationList } from './revocation-list.ts';
import type { Verify } from './sign1.ts';
import { openSignedCard } from './signed-card.ts';

export interface IssuingStation {
  readonly name: string;
  readonly phone: string;
}

export type Verdict =
  | {
      readonly code: 'VALID' | 'VALID_STALE_LIST';
      readonly card: JobCard;
      readonly kid: KeyId;
      readonly station: IssuingStation;
      readonly number: string;
      /** The day of the revocation list that was asked; null without one. */
      readonly listDay: number | null;
    }
  | {
      readonly code: 'EXPIRED';
      readonly trades: readonly number[];
      readonly daysAgo: number;
      readonly number: string;
      readonly station: IssuingStation;
    }
  | { readonly code: 'REVOKED' | 'KEY_WINDOW' | 'KEY_REVOKED'; readonly station: IssuingStation; readonly number: string }
  | { readonly code: 'NOT_YET'; readonly station: IssuingStation }
  | { readonly code: 'UNKNOWN_KEY'; readonly kid: KeyId }
  | { readonly code: 'BAD_SIGNATURE' | 'MALFORMED' | 'NEWER_VERSION' };

export interface VerifyOptions {
  /** Null when none could be had: then every key is unknown. */
  readonly keys: KeyList | null;
  readonly revoked: RevocationList | null;
  /** Today as a card's day, by the reader's clock. */
  readonly todayDay: number;
  readonly verify: Verify;
}

const staleAfterDays = 7;

/** Order: parse, key, signature, limits, key's standing, revocation, dates. Rejects only if `verify` does. */
export async function verifyCard(text: string, { keys, revoked, todayDay, verify }: VerifyOptions): Promise<Verdict> {
  const read = readCardText(text);
  if (read.kind !== 'signed') return { code: read.kind === 'newer' ? 'NEWER_VERSION' : 'MALFORMED' };
  const signed = unlessMalformed(() => openSignedCard(read.bytes));
  if (!signed) return { code: 'MALFORMED' };
  const { kid } = signed;
  const key = keys && findKey(keys, kid);
  if (key?.role !== 'station') return { code: 'UNKNOWN_KEY', kid };
  if (!(await verify(signed.signature, signed.signed, key.publicKey))) return { code: 'BAD_SIGNATURE' };
  const card = unlessMalformed(() => decodeCard(signed.payload));
  if (!card) return { code: 'MALFORMED' };

  const station = { name: key.name, phone: key.phone };
  const number = cardNumber({ ...kid, serial: card.serial });
  if (key.status === 'compromised' && card.issueDay >= key.safeBeforeDay) return { code: 'KEY_REVOKED', station, number };
  if (card.issueDay < key.fromDay || card.issueDay > key.toDay) return { code: 'KEY_WINDOW', station, number };
  if (revoked && isRevoked(revoked, kid, card.serial)) return { code: 'REVOKED', station, number };
  const daysAgo = todayDay - (card.issueDay + card.validDays);
  if (daysAgo > 0) return { code: 'EXPIRED', trades: card.trades, daysAgo, number, station };
  if (card.issueDay > todayDay + 1) return { code: 'NOT_YET', station };
  const listDay = revoked?.issuedDay ?? null;
  const stale = listDay === null || todayDay - listDay > staleAfterDays;
  return { code: stale ? 'VALID_STALE_LIST' : 'VALID', card, kid, station, number, listDay };
}

function unlessMalformed<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof CardFormatError) return null;
    throw error;
  }
}
