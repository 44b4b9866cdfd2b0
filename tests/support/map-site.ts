/** The map as people meet it: the built site over a published town, and a report's way in, on loopback; everything can go wrong on demand. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { onTestFinished } from 'vitest';
import { noonMs, publishTown, type TownOptions } from './made-up-town.ts';
import { temporaryFolder } from './station.ts';

/** As tests/support/e2e-setup.ts builds it, for a demo. */
const siteDir = fileURLToPath(new URL('../../dist/site', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
};

export interface MapSite {
  readonly url: string;
  readonly mapDir: string;
  /** What was reported and not taken back. */
  readonly reports: { number: number; body: unknown }[];
  /** Paths, in the order in which they were asked for. */
  readonly asked: string[];
  /** From now on these paths are gone, or come with a flipped byte; until `mend`. */
  spoil(paths: RegExp, how: 'missing' | 'damaged'): void;
  mend(): void;
  /** Reports are too many from now on. */
  refuse(): void;
  /** The server's clock goes on by so much. */
  pass(minutes: number): void;
  /** Nobody answers any more. */
  close(): void;
}

export interface SiteOptions extends TownOptions {
  /** An already published folder. */
  readonly mapDir?: string;
  /** site-config.json. */
  readonly config?: unknown;
}

/** A plain file server with the one rewrite rule, and a clock of its own. */
export async function mapSite({ mapDir = temporaryFolder(), config = null, ...town }: SiteOptions = {}): Promise<MapSite> {
  const startedMs = Date.now();
  let atMs = town.atMs ?? noonMs;
  if (!existsSync(join(mapDir, 'manifest.json'))) await publishTown(mapDir, town);
  const reports: MapSite['reports'] = [];
  const asked: string[] = [];
  let spoilt: { paths: RegExp; how: 'missing' | 'damaged' } | null = null;
  let isFull = false;
  const app = new Hono();
  app.use(async (context, next) => {
    asked.push(context.req.path);
    await next();
    context.header('date', new Date(atMs + Date.now() - startedMs).toUTCString());
  });
  app.post('/api/stations/:number/reports', async (context) => {
    if (isFull) return context.json({ ok: false, error: { code: 'report_limit', message: '', details: {} } }, 429);
    reports.push({ number: Number(context.req.param('number')), body: await context.req.json() });
    return context.json({ ok: true, value: { undo: `undo-${reports.length}` } });
  });
  app.delete('/api/stations/:number/reports/:undo', (context) => {
    reports.pop();
    return context.json({ ok: true, value: {} });
  });
  if (config !== null) app.get('/site-config.json', (context) => context.json(config));
  app.get('/root-keys.js', (context) => context.body('', 200, { 'content-type': 'text/javascript' }));
  app.get('/text', (context) => context.html('<h1>驿站·文字版</h1>'));
  app.get('*', (context) => {
    const fault = spoilt?.paths.test(context.req.path) ? spoilt.how : null;
    const file = fault === 'missing' ? null : fileOf(context.req.path, mapDir);
    return file === null ? context.notFound() : answer(context, file, fault === 'damaged');
  });
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(close);
  return {
    url: `http://127.0.0.1:${port}/`,
    ...{ mapDir, reports, asked, close },
    spoil: (paths, how) => {
      spoilt = { paths, how };
    },
    mend: () => {
      spoilt = null;
    },
    refuse: () => {
      isFull = true;
    },
    pass: (minutes) => {
      atMs += minutes * 60_000;
    },
  };
}

/** The one rewrite rule; null where there is no such file. */
function fileOf(path: string, mapDir: string): string | null {
  const isMap = path.startsWith('/map/');
  const root = isMap ? mapDir : siteDir;
  const within = isMap ? path.slice(5) : /^\/(?:$|s\/)/.test(path) ? 'index.html' : path === '/c' ? 'c.html' : path;
  const file = normalize(join(root, within));
  return file.startsWith(root) && existsSync(file) && statSync(file).isFile() ? file : null;
}

function answer(context: Context, file: string, isDamaged: boolean): Response {
  const bytes = new Uint8Array(readFileSync(file));
  const middle = bytes.length >> 1;
  if (isDamaged) bytes[middle] = (bytes[middle] ?? 0) ^ 0x55;
  const isHashed = context.req.path.startsWith('/assets/') || /-[0-9a-f]{16}\./.test(context.req.path);
  return context.body(bytes, 200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
}
