/**
 * The site's answers. `/c` and whatever follows it are the same page: some scanners turn the `#` into `%23` and send the card
 * along. No request is logged here, and a proxy in front must cut its paths at `/c`.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { rootKeysScript } from './root-keys-script.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.cose': 'application/cose',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; media-src blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
};

const published = ['keys.cose', 'revoked.cose', 'keys.json'];
const always = 'public, max-age=31536000, immutable';

interface Part {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

export function siteApp({ siteDir, listsDir }: { readonly siteDir: string; readonly listsDir: string }): Hono {
  const parts = builtParts(siteDir);
  const app = new Hono();
  app.use(compress());
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) context.header(name, value);
  });
  app.get('/lists/:name', async ({ req }) => {
    const name = req.param('name');
    const body = published.includes(name) ? await readFile(join(listsDir, name)).catch(() => null) : null;
    return body ? checked(req.raw, { body: new Uint8Array(body), type: types[extname(name)] ?? '' }) : gone();
  });
  app.get('/root-keys.js', async ({ req }) => {
    const script = rootKeysScript(await readFile(join(listsDir, 'root.json'), 'utf8').catch(() => ''));
    return checked(req.raw, { body: new TextEncoder().encode(script), type: types['.js'] ?? '' });
  });
  app.get('/', ({ redirect }) => redirect('/c'));
  app.get('*', ({ req }) => {
    if (req.path.startsWith('/c')) return pageOf(parts, req.raw);
    const part = parts.get(req.path);
    if (!part || part.type === types['.html']) return gone();
    return req.path.startsWith('/assets/')
      ? new Response(part.body, { headers: { 'content-type': part.type, 'cache-control': always } })
      : checked(req.raw, part);
  });
  return app;
}

/** Listed once: only what was built is ever read, whatever a path says. */
function builtParts(folder: string): ReadonlyMap<string, Part> {
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory();
  const names = isFolder ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  return new Map(
    names.flatMap((name) => {
      const type = types[extname(name)];
      return type ? [[`/${name.replaceAll('\\', '/')}`, { type, body: new Uint8Array(readFileSync(join(folder, name))) }] as const] : [];
    }),
  );
}

function pageOf(parts: ReadonlyMap<string, Part>, request: Request): Response {
  const page = parts.get('/c.html');
  return page ? checked(request, page) : new Response('The card page is not built: npm run site builds it.\n', { status: 503 });
}

/** Asked for anew every time, and sent only if it changed. */
function checked(request: Request, { body, type }: Part): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = { 'content-type': type, 'cache-control': 'no-cache', etag };
  // compressing on the way makes a tag weak; the content is the same
  const known = (request.headers.get('if-none-match') ?? '').replaceAll('W/', '').split(/,\s*/).includes(etag);
  return known ? new Response(null, { status: 304, headers }) : new Response(body, { headers });
}

function gone(): Response {
  return new Response('not found\n', { status: 404 });
}
