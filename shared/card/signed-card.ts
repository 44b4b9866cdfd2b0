/** A card with its signature: what the digits of the QR are. */
import { malformed } from './card-error.ts';
import { encodeCard, type JobCard } from './job-card.ts';
import type { KeyId } from './kid.ts';
import { cardAad, decodeSign1, readProtected, type Sign, sign1, signatureInput } from './sign1.ts';

export interface SignedCard {
  readonly kid: KeyId;
  /** Not to be shown before the signature was found good. */
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  /** What the signature is over. */
  readonly signed: Uint8Array;
}

/** @throws CardFormatError for content that no card may have */
export function signCard(card: JobCard, kid: KeyId, sign: Sign): Uint8Array {
  if (kid.station === 0) malformed('a list key signs no cards');
  return sign1(cardAad, kid, encodeCard(card), sign);
}

/** @throws CardFormatError */
export function openSignedCard(bytes: Uint8Array): SignedCard {
  const { protectedBytes, payload, signature } = decodeSign1(bytes);
  const kid = readProtected(protectedBytes);
  if (kid === null) return malformed('a card without a key');
  return { kid, payload, signature, signed: signatureInput(cardAad, protectedBytes, payload) };
}
