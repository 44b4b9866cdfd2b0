/** The published map folder under /map/, with the caching that docs/map-data.md promises and the encodings that lie beside each file. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Hono } from 'hono';
import { answerFile, askAnew, encodingsTaken, fileTypes, forEver, noSuchFile } from './file-answers.ts';
import type { HubEnv } from './guards.ts';

/** Names that the publisher gives: no other file of the disk can be spelled so, nor a temporary one. */
const published = /^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9_-]*){0,3}\.(bin|json|csv|geojson)$/;
const suffixes = { br: '.br', gzip: '.gz' } as const;

export function mapFiles(mapDir: string): Hono<HubEnv> {
  const app = new Hono<HubEnv>();
  app.get('/map/*', async ({ req }) => {
    const path = req.path.slice('/map/'.length);
    if (!published.test(path)) return noSuchFile();
    const file = join(mapDir, path);
    const shape = { type: fileTypes[extname(path)] ?? '', caching: cachingOf(path) };
    for (const encoding of encodingsTaken(req.raw)) {
      const body = await read(file + suffixes[encoding]);
      if (body) return open(answerFile(req.raw, { ...shape, body, encoding }));
    }
    const body = await read(file);
    return body ? open(answerFile(req.raw, { ...shape, body })) : noSuchFile();
  });
  return app;
}

function cachingOf(path: string): string {
  if (path.startsWith('live/')) return 'public, max-age=4';
  if (path.startsWith('bulk/')) return 'public, max-age=600';
  return path === 'manifest.json' || path.startsWith('at/') ? askAnew : forEver;
}

/** Open data: other sites may read it. */
function open(response: Response): Response {
  response.headers.set('access-control-allow-origin', '*');
  return response;
}

async function read(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  return readFile(file).then(
    (bytes) => new Uint8Array(bytes),
    () => null,
  );
}
