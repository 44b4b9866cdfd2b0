/** What a card would be without a format of its own: a compact JWS with short JSON claims in the fragment of the same address. */
import { CompactSign, importJWK } from 'jose';
import type { JobCard } from '../../../shared/card/job-card.ts';
import { kid, prefix, stationPublicKey, stationSeed } from './cards.ts';
import { byteSymbol, type QrSymbol } from './symbol.ts';

const dayMs = 86_400_000;
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const epochMs = Date.UTC(2020, 0, 1);

export async function jwsUrl(card: JobCard): Promise<string> {
  const issuedMs = epochMs + card.issueDay * dayMs;
  const claims = {
    jti: card.serial,
    iat: issuedMs / 1000,
    exp: (issuedMs + card.validDays * dayMs) / 1000,
    name: card.name,
    trades: card.trades,
    years: card.years,
    tel: card.phone,
    wage: card.dayWage,
    avail: card.availability && [card.availability.startOffsetDays, card.availability.mask],
    lang: card.languages,
    flags: card.flags,
    seen: card.verified,
    levels: card.levels,
  };
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', d: base64url(stationSeed), x: base64url(stationPublicKey) }, 'EdDSA');
  const signed = new CompactSign(Buffer.from(JSON.stringify(claims)));
  return prefix + (await signed.setProtectedHeader({ alg: 'EdDSA', kid: `${kid.station}-${kid.generation}` }).sign(key));
}

/**
 * Level Q or M, whichever is stronger at the largest module that M allows on the head; and level L, which may win a dot. The card is
 * measured against the better of the two.
 */
export const jwsSymbols: Readonly<Record<string, (url: string) => QrSymbol>> = {
  'JWS at M or Q': (url) => {
    const medium = byteSymbol(url, 'M');
    const quartile = byteSymbol(url, 'Q');
    return quartile.dots === medium.dots ? quartile : medium;
  },
  'JWS at L': (url) => byteSymbol(url, 'L'),
};
