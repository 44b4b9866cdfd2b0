/**
 * The built site: the map, with the rewrite rule `/s/*` → index.html, and the card page under `/c` and whatever follows it (some
 * scanners turn the `#` into `%23` and send the card along). No request is logged, and a proxy in front must cut its paths at `/c`.
 */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Hono } from 'hono';
import { z } from 'zod';
import { answerPart, builtParts } from './built-files.ts';
import { answerFile, askAnew, fileTypes, forEver, noSuchFile } from './file-answers.ts';
import type { HubEnv } from './guards.ts';

export interface SiteFilesOptions {
  /** The built site: index.html, c.html, sw.js, assets. */
  readonly siteDir: string;
  /** keys.cose, revoked.cose, keys.json and root.json, read anew for every request: they may be published at any time. */
  readonly listsDir: string;
  /** site-config.json of the operator (tiles, service line); an empty one is answered where there is none. */
  readonly configFile: string;
}

const cardPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; media-src blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'";
/** Tiles come from wherever the operator's configuration says; kiosks show the map in a frame of their page. */
const mapPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: blob: data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self' yizhan: http://127.0.0.1:* http://localhost:*";
const cardHeaders = {
  'content-security-policy': cardPolicy,
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
};
const mapHeaders = {
  'content-security-policy': mapPolicy,
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(self)',
};

const published = ['keys.cose', 'revoked.cose', 'keys.json'];
const rootSchema = z.object({ demo: z.literal(true), roots: z.array(z.base64url().length(43)).min(1).max(2) });

export function siteFiles({ siteDir, listsDir, configFile }: SiteFilesOptions): Hono<HubEnv> {
  const parts = builtParts(siteDir);
  const app = new Hono<HubEnv>();

  async function page(request: Request, name: string, headers: Readonly<Record<string, string>>): Promise<Response> {
    const part = parts.get(name);
    if (!part) return new Response('The site is not built: npm run build builds it.\n', { status: 503 });
    return withHeaders(await answerPart(request, part, askAnew), headers);
  }

  app.get('/lists/:name', async ({ req }) => {
    const name = req.param('name');
    const body = published.includes(name) ? await read(join(listsDir, name)) : null;
    const type = fileTypes[extname(name)] ?? '';
    return withHeaders(body ? answerFile(req.raw, { body, type, caching: askAnew }) : noSuchFile(), cardHeaders);
  });
  app.get('/root-keys.js', async ({ req }) => {
    const body = new TextEncoder().encode(rootKeysScript(await read(join(listsDir, 'root.json'))));
    return answerFile(req.raw, { body, type: fileTypes['.js'] ?? '', caching: askAnew });
  });
  app.get('/site-config.json', async ({ req }) => {
    const body = (await read(configFile)) ?? new TextEncoder().encode('{}\n');
    return answerFile(req.raw, { body, type: fileTypes['.json'] ?? '', caching: askAnew });
  });
  app.get('/', ({ req }) => page(req.raw, '/index.html', mapHeaders));
  app.get('/s/*', ({ req }) => page(req.raw, '/index.html', mapHeaders));
  app.get('*', async ({ req }) => {
    if (req.path.startsWith('/c')) return page(req.raw, '/c.html', cardHeaders);
    const part = parts.get(req.path);
    if (!part || part.type === fileTypes['.html']) return noSuchFile();
    // Workers live under the policy of their own file, and ask for others of ours.
    return withHeaders(await answerPart(req.raw, part, req.path.startsWith('/assets/') ? forEver : askAnew), cardHeaders);
  });
  return app;
}

/** The demo's root keys as a script, for pages built without pinned ones: an empty list for anything but a demo. */
function rootKeysScript(rootJson: Uint8Array | null): string {
  const keys = rootsOf(rootJson).map((key) => Buffer.from(key, 'base64url').toString('hex'));
  return `globalThis.yizhanDemoRoots = ${JSON.stringify(keys)};\n`;
}

function rootsOf(rootJson: Uint8Array | null): readonly string[] {
  try {
    return rootSchema.parse(JSON.parse(Buffer.from(rootJson ?? []).toString('utf8'))).roots;
  } catch {
    return [];
  }
}

async function read(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  return readFile(file).then(
    (bytes) => new Uint8Array(bytes),
    () => null,
  );
}

function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}
