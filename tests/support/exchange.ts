/** A station's half of the exchange as a peer that speaks it: its keys, its tokens, facts to send. */
import { createHash, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Fact } from '../../shared/exchange/fact.ts';
import type { TokenClaims } from '../../shared/exchange/request-token.ts';
import { now, posting } from './builders.ts';

export interface LinkKeys {
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

export function linkKeys(): LinkKeys {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { publicKey: publicKey.export({ format: 'jwk' }).x ?? '', privateKey };
}

const hashOf = (body: string) => createHash('sha256').update(body).digest('base64url');

export interface TokenOptions {
  readonly station: number;
  readonly ledger: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  readonly nowMs?: number;
  readonly claims?: Partial<Record<keyof TokenClaims, unknown>>;
}

export function signToken({ privateKey }: LinkKeys, options: TokenOptions): Promise<string> {
  const { station, ledger, method, path, body = '', nowMs = now, claims = {} } = options;
  const iat = Math.floor(nowMs / 1000);
  const said = { iss: String(station), aud: ledger, iat, exp: iat + 60, jti: randomUUID(), htm: method, htu: path, bh: hashOf(body) };
  return new SignJWT({ ...said, ...claims } as never).setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey);
}

export const noCounts = {
  ...{ visits: {}, visitors: 0, registrations: 0, cards: 0, postings: 0, wanted: 0 },
  ...{ referrals: 0, matches: 0, matched: 0, stale: 0, shown: 0, touched: 0 },
};

export function dayFact(day: string, over: Partial<Extract<Fact, { kind: 'day' }>['counts']> = {}): Fact {
  return { kind: 'day', day: day as never, counts: { ...noCounts, ...over } };
}

export function postingFact(over: Partial<Extract<Fact, { kind: 'posting' }>> = {}): Extract<Fact, { kind: 'posting' }> {
  const { id, state, content, revision, fieldRevisions, taken, demo, updatedAtMs } = posting();
  return {
    kind: 'posting',
    id,
    state,
    content,
    revision,
    fieldRevisions: { ...fieldRevisions } as never,
    taken,
    demo,
    updatedAtMs,
    ...over,
  };
}

export function batchOf(facts: readonly Fact[], { epoch = 1, from = 1 }: { readonly epoch?: number; readonly from?: number } = {}) {
  return { version: 1, epoch, facts: facts.map((fact, at) => ({ sequence: from + at, fact })) };
}
