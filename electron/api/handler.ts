/**
 * The station as one Web-standard handler, (Request) → Promise<Response>: the same for Electron's custom scheme, for the Node
 * host's socket and for tests. Knows no service, no database, no socket.
 */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { AppError, type Envelope, errorStatus } from '../../shared/api/errors.ts';
import type { Operation } from '../../shared/api/operation.ts';
import { isOperationName, operations } from '../../shared/api/operations.ts';
import type { Dispatch } from './dispatch.ts';
import type { PageFiles } from './page-files.ts';

export type Handler = (request: Request) => Promise<Response>;

export interface HandlerOptions {
  readonly dispatch: Dispatch;
  readonly files: PageFiles;
  /** The last resort of a kiosk whose page keeps dying: a page of the roll without script. */
  readonly staticRoll: (page: number) => Promise<string>;
  /** Origins under which the page may be opened and may call; anything else is refused (DNS rebinding, other pages). */
  readonly origins: () => readonly string[];
  /** The one foreign origin that the page may show, in a frame: the public map's. */
  readonly frameOrigin?: () => string | null;
  /** Told of every operation that is asked for: a page that asks is alive. */
  readonly onOperation?: ((name: string) => void) | undefined;
}

const longestBody = 64 * 1024;

const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const staticPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const everyAnswer = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
};

function longestBodyOf(name: string): number {
  const largest = isOperationName(name) ? (operations[name] as Operation<unknown>).largestBody : undefined;
  return largest ?? longestBody;
}

function refusal(error: AppError): Response {
  const envelope: Envelope<never> = { ok: false, error: { code: error.code, message: error.message, details: error.details } };
  return Response.json(envelope, { status: errorStatus[error.code] });
}

/** `URL.origin` says "null" for a scheme that is not the web's own, so it is put together here. */
function originOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

export function createHandler({ dispatch, files, staticRoll, origins, frameOrigin = () => null, onOperation }: HandlerOptions): Handler {
  const app = new Hono();

  app.use(async ({ req }, next) => {
    const allowed = origins();
    const origin = req.header('origin');
    const site = req.header('sec-fetch-site');
    const foreign =
      !allowed.includes(originOf(req.url)) ||
      (origin !== undefined && !allowed.includes(origin)) ||
      (site !== undefined && site !== 'same-origin' && site !== 'none');
    if (foreign) throw new AppError('origin_refused', 'this address is not the kiosk');
    await next();
  });

  app.post(
    '/api/:operation',
    (context, next) => {
      const maxSize = longestBodyOf(context.req.param('operation'));
      const onError = () => refusal(new AppError('body_too_large', `the body is larger than ${maxSize} bytes`, { limit: maxSize }));
      return bodyLimit({ maxSize, onError })(context, next);
    },
    async ({ req }) => {
      const name = req.param('operation');
      if (!/^application\/json(;|$)/i.test(req.header('content-type') ?? '')) {
        throw new AppError('body_not_json', 'send JSON with content-type application/json');
      }
      const input = await req.json().catch(() => {
        throw new AppError('body_not_json', 'the body is not JSON');
      });
      onOperation?.(name);
      const envelope = await dispatch(name, input, /^Bearer (\S+)$/.exec(req.header('authorization') ?? '')?.[1]);
      return Response.json(envelope, {
        status: envelope.ok ? 200 : errorStatus[envelope.error.code],
        headers: { 'cache-control': 'no-store' },
      });
    },
  );
  app.all('/api/*', () => {
    throw new AppError('method_not_allowed', 'operations are called with POST');
  });

  app.get('/static-roll', async ({ req }) => {
    const page = Number.parseInt(req.query('page') ?? '0', 10);
    const html = await staticRoll(Number.isSafeInteger(page) ? page : 0);
    return new Response(html, {
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': staticPolicy },
    });
  });

  app.get('*', async ({ req }) => {
    const file = files.find(req.path);
    if (!file) throw new AppError('not_found', 'no such page');
    const headers: Record<string, string> = { 'content-type': file.type, 'cache-control': file.caching };
    // A new document starts with nothing of the one before, also after a crash.
    if (file.document) {
      const frame = frameOrigin();
      const policy = frame === null ? pagePolicy : `${pagePolicy}; frame-src ${frame}`;
      Object.assign(headers, { 'content-security-policy': policy, 'clear-site-data': '"cookies", "storage"' });
    }
    return new Response(await file.read(), { headers });
  });

  app.all('*', () => {
    throw new AppError('method_not_allowed', 'only GET is answered here');
  });

  app.onError((error) => refusal(error instanceof AppError ? error : new AppError('internal', 'something went wrong')));

  return async (request) => {
    const response = await app.fetch(request);
    for (const [name, value] of Object.entries(everyAnswer)) response.headers.set(name, value);
    return response;
  };
}
