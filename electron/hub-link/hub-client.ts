/**
 * Asks the hub. An answer that is not the hub's own form (a captive portal, a proxy's page, a 500) counts as no network: only the hub itself
 * can refuse.
 */
import { z } from 'zod';
import { type CardKeyMessage, type Enrolled, enrolledSchema } from '../../shared/exchange/enrolment.ts';
import { type InboxCursor, type InboxPage, inboxPageSchema } from '../../shared/exchange/inbox-item.ts';
import { type Acknowledgement, acknowledgementSchema, type OutboxBatch } from '../../shared/exchange/outbox-batch.ts';
import type { LinkKey } from './link-key.ts';

/** Which hub, and as whom. */
export interface HubAddress {
  /** `https://map.example.cn`, without a slash. */
  readonly url: string;
  readonly station: number;
  readonly ledger: string;
}

export type Asked<T> =
  | { readonly kind: 'answer'; readonly value: T }
  /** The hub's own refusal. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly details: Readonly<Record<string, unknown>> }
  /** Nobody there, or somebody who is no hub. */
  | { readonly kind: 'silent'; readonly why: 'unreachable' | 'not_a_hub' };

export interface HubClient {
  enrol(url: string, request: { readonly code: string; readonly linkKey: string; readonly name: string }): Promise<Asked<Enrolled>>;
  putCardKey(key: CardKeyMessage): Promise<Asked<{ nowMs: number }>>;
  send(batch: OutboxBatch): Promise<Asked<Acknowledgement>>;
  read(after: InboxCursor, limit: number): Promise<Asked<InboxPage>>;
}

export interface HubClientParts {
  readonly fetch: typeof globalThis.fetch;
  readonly nowMs: () => number;
  /** As it stands now: it changes with an enrolment. */
  readonly address: () => { readonly hub: HubAddress; readonly key: LinkKey } | undefined;
}

const longestWaitMs = 20_000;
const mostAnswerBytes = 8_000_000;

const refusalSchema = z.object({
  ok: z.literal(false),
  error: z.object({ code: z.string().max(60), message: z.string().max(400), details: z.record(z.string(), z.unknown()) }),
});
const timeSchema = z.object({ nowMs: z.int() });

export function hubClient({ fetch, nowMs, address }: HubClientParts): HubClient {
  /** How far the hub's clock is ahead of ours: requests are signed by it. */
  let aheadMs = 0;

  async function ask<T>(url: string, init: RequestInit, schema: z.ZodType<T>): Promise<Asked<T>> {
    let body: unknown;
    try {
      const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(longestWaitMs) });
      const isJson = /^application\/json\b/.test(response.headers.get('content-type') ?? '');
      if (!isJson || Number(response.headers.get('content-length') ?? 0) > mostAnswerBytes) {
        await response.body?.cancel();
        return { kind: 'silent', why: 'not_a_hub' };
      }
      body = await response.json();
    } catch (error) {
      return { kind: 'silent', why: error instanceof SyntaxError ? 'not_a_hub' : 'unreachable' };
    }
    const good = z.object({ ok: z.literal(true), value: schema }).safeParse(body);
    if (good.success) {
      const told = timeSchema.safeParse(good.data.value);
      if (told.success) aheadMs = told.data.nowMs - nowMs();
      return { kind: 'answer', value: good.data.value };
    }
    const refused = refusalSchema.safeParse(body);
    // What we send is JSON: something on the way cut it short.
    const isCut = refused.success && refused.data.error.code === 'body_not_json';
    return refused.success && !isCut ? { kind: 'refused', ...refused.data.error } : { kind: 'silent', why: 'not_a_hub' };
  }

  async function signed<T>(method: 'GET' | 'POST', path: string, content: unknown, schema: z.ZodType<T>): Promise<Asked<T>> {
    const to = address();
    if (!to) return { kind: 'silent', why: 'unreachable' };
    const body = content === undefined ? '' : JSON.stringify(content);
    const once = async () => {
      const request = { station: to.hub.station, ledger: to.hub.ledger, method, path, body, nowMs: nowMs() + aheadMs };
      const headers = { authorization: `Bearer ${await to.key.token(request)}`, 'content-type': 'application/json' };
      return ask(to.hub.url + path, { method, headers, ...(method === 'POST' && { body }) }, schema);
    };
    const first = await once();
    if (first.kind !== 'refused') return first;
    // Something between us sent it twice: what we ask for may be asked again.
    if (first.code === 'token_reused') return once();
    const told = timeSchema.safeParse(first.details);
    if (first.code !== 'token_expired' || !told.success) return first;
    aheadMs = told.data.nowMs - nowMs();
    return once();
  }

  return {
    enrol(url, request) {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request) };
      return ask(`${url}/api/exchange/enrol`, init, enrolledSchema);
    },
    putCardKey: (key) => signed('POST', '/api/exchange/keys', key, timeSchema),
    send: (batch) => signed('POST', '/api/exchange/outbox', batch, acknowledgementSchema),
    read: (after, limit) => signed('GET', `/api/exchange/inbox?after=${after}&limit=${limit}`, undefined, inboxPageSchema),
  };
}
