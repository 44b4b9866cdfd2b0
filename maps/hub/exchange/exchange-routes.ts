/** Stations send what they have and read what is for them; each request is signed (docs/exchange.md). */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { cardKeySchema, enrolledSchema, enrolRequestSchema } from '../../../shared/exchange/enrolment.ts';
import type { Fact } from '../../../shared/exchange/fact.ts';
import { inboxCursorSchema, inboxPageSchema } from '../../../shared/exchange/inbox-item.ts';
import { acknowledgementSchema } from '../../../shared/exchange/outbox-batch.ts';
import { HubError } from '../hub-error.ts';
import { answers, good, jsonBody } from '../routes/answers.ts';
import { addressOf, type HubEnv } from '../routes/guards.ts';
import { refuseInput } from '../routes/refuse-input.ts';
import type { HubDb } from '../store/hub-db.ts';
import { type Inbox, revisionIn } from './inbox.ts';
import type { Links } from './links.ts';
import type { RequestTokens } from './request-token.ts';
import { takeBatch } from './take-batch.ts';

export interface ExchangeParts {
  readonly db: HubDb;
  readonly links: Links;
  readonly inbox: Inbox;
  readonly tokens: RequestTokens;
  /** Public half of the key that signs bundles for stations. */
  readonly hubKey: string;
  readonly nowMs: () => number;
  readonly proxies: number;
  /** A station has everything up to that revision. */
  readonly onRead: (number: number, upTo: number) => Promise<void>;
  /** New facts of a station, after they were kept. */
  readonly onFacts: (number: number, facts: readonly Fact[]) => void;
}

const security = [{ station: [] }];
const anything = z.unknown();

export function exchangeRoutes({ db, links, inbox, tokens, hubKey, nowMs, proxies, onRead, onFacts }: ExchangeParts): OpenAPIHono<HubEnv> {
  const app = new OpenAPIHono<HubEnv>({ defaultHook: refuseInput });

  /** Who signed it, and its body. */
  async function signed(context: Context<HubEnv>): Promise<{ readonly number: number; readonly body: unknown }> {
    const { req } = context;
    const body = new Uint8Array(await req.arrayBuffer());
    const { pathname, search } = new URL(req.url);
    const number = await tokens.check({ authorization: req.header('authorization'), method: req.method, path: pathname + search, body });
    return { number, body: body.length === 0 ? null : readJson(body) };
  }

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/exchange/enrol',
      summary: 'A station becomes one of this hub, with a code that works once',
      request: { body: jsonBody(enrolRequestSchema) },
      responses: answers('Its number and the card-key generation to begin with', enrolledSchema),
    }),
    async (context) => {
      const request = context.req.valid('json');
      const enrolled = await links.enrol({ ...request, address: addressOf(context, proxies) });
      return context.json(good({ ...enrolled, hubKey, nowMs: nowMs() }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/exchange/keys',
      summary: 'The public half of the key with which a station signs cards',
      security,
      request: { body: jsonBody(cardKeySchema) },
      responses: answers('It is kept, until the key list is signed', z.object({ nowMs: z.int() })),
    }),
    async (context) => {
      const { number } = await signed(context);
      await links.putCardKey(number, context.req.valid('json'));
      return context.json(good({ nowMs: nowMs() }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/exchange/outbox',
      summary: 'A batch of facts, in the order of their sequence',
      security,
      request: { body: jsonBody(anything) },
      responses: answers('Everything below `next` is kept', acknowledgementSchema),
    }),
    async (context) => {
      const { number, body } = await signed(context);
      const { acknowledgement, facts } = await takeBatch(db, number, body, nowMs());
      if (facts.length > 0) onFacts(number, facts);
      return context.json(good(acknowledgement), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/exchange/inbox',
      summary: 'What a station is told, after its cursor',
      security,
      request: {
        query: z.object({
          after: inboxCursorSchema,
          limit: z.coerce.number().pipe(z.int().min(1).max(200)).default(200),
        }),
      },
      responses: answers('Items in the order of their revision', inboxPageSchema),
    }),
    async (context) => {
      const { number } = await signed(context);
      const { after, limit } = context.req.valid('query');
      // a cursor that is beyond the hub's own is refused before it counts as read
      const page = await inbox.read(number, after, limit);
      await onRead(number, revisionIn(after));
      return context.json(good({ ...page, items: [...page.items], ledger: await links.ledger(), nowMs: nowMs() }), 200);
    },
  );

  return app;
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    throw new HubError('body_not_json', '内容不是 JSON');
  }
}
