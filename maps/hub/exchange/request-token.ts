/** Who sends a request: the signed token of a station (docs/exchange.md). */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { decodeJwt, errors, jwtVerify } from 'jose';
import { type TokenClaims, tokenClaimsSchema, tokenSeconds } from '../../../shared/exchange/request-token.ts';
import { HubError } from '../hub-error.ts';
import type { Links } from './links.ts';

/** Tokens are remembered for so long, past their end. */
const rememberMs = 2 * 60_000;
/** A hub's clock may run before a station's answer by so much. */
const toleranceS = 5;

export interface SignedRequest {
  readonly authorization: string | undefined;
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly body: Uint8Array;
}

export interface RequestTokens {
  /** The station's number. @throws HubError token_missing, token_invalid, token_expired, token_reused, link_unknown, link_revoked */
  check(request: SignedRequest): Promise<number>;
}

const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');

export function requestTokens(links: Pick<Links, 'find' | 'ledger'>, nowMs: () => number): RequestTokens {
  /** Token → when it may be forgotten. In this process only: what comes twice to two processes is passed over by its sequence. */
  const used = new Map<string, number>();
  const keys = new Map<string, KeyObject>();

  function keyOf(linkKey: string): KeyObject {
    const known = keys.get(linkKey);
    if (known) return known;
    if (keys.size > 10_000) keys.clear();
    const der = Buffer.concat([publicPrefix, Buffer.from(linkKey, 'base64url')]);
    const made = createPublicKey({ key: der, format: 'der', type: 'spki' });
    keys.set(linkKey, made);
    return made;
  }

  function rememberOnce(jti: string): void {
    const now = nowMs();
    // Oldest first: a Map keeps the order in which they came.
    for (const [token, untilMs] of used) {
      if (untilMs > now) break;
      used.delete(token);
    }
    if (used.has(jti)) throw new HubError('token_reused', '同一个请求来了两次');
    used.set(jti, now + rememberMs);
  }

  return {
    async check({ authorization, method, path, body }) {
      const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
      if (!token) throw new HubError('token_missing', '请求没有签名：驿站要先登记');
      const claimed = claimsOf(token);
      const link = await links.find(claimed.iss);
      if (!link) throw new HubError('link_unknown', `${claimed.iss} 号驿站没有登记过：请管理员发一个登记码`, { number: claimed.iss });
      if (link.state === 'revoked') throw new HubError('link_revoked', `${claimed.iss} 号驿站的登记已经停用`, { number: claimed.iss });
      const at = nowMs();
      try {
        await jwtVerify(token, keyOf(link.linkKey), {
          ...{ algorithms: ['EdDSA'], audience: await links.ledger(), currentDate: new Date(at), clockTolerance: toleranceS },
          maxTokenAge: tokenSeconds + toleranceS,
        });
      } catch (error) {
        // From the future, too: its clock is wrong, not its key.
        const isTime = error instanceof errors.JWTExpired || (error instanceof errors.JWTClaimValidationFailed && error.claim === 'iat');
        if (isTime) throw new HubError('token_expired', '驿站的时钟和这里差得太多：它会按这里的时间再发一次', { nowMs: at });
        throw new HubError('token_invalid', '签名不对：这个驿站要重新登记', {}, { cause: error });
      }
      const isThisRequest = claimed.htm === method && claimed.htu === path && claimed.bh === bodyHash(body);
      if (!isThisRequest || claimed.exp - claimed.iat > tokenSeconds) throw new HubError('token_invalid', '签名和请求对不上');
      rememberOnce(claimed.jti);
      return claimed.iss;
    },
  };
}

export function bodyHash(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('base64url');
}

/** As the token says, before it is believed. */
function claimsOf(token: string): TokenClaims {
  try {
    return tokenClaimsSchema.parse(decodeJwt(token));
  } catch (error) {
    throw new HubError('token_invalid', '签名的格式不对', {}, { cause: error });
  }
}
