/** Files as answers: what never changes is kept for ever, what may change is asked for anew and sent only if it did. */
import { createHash } from 'node:crypto';

export const fileTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.cose': 'application/cose',
  '.json': 'application/json; charset=utf-8',
  '.geojson': 'application/geo+json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.bin': 'application/octet-stream',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};

export const forEver = 'public, max-age=31536000, immutable';
export const askAnew = 'no-cache';

export type Encoding = 'br' | 'gzip';

/** The best that the browser takes, first. A weight of 0 refuses one (RFC 9110, 12.5.3). */
export function encodingsTaken(request: Request): readonly Encoding[] {
  const said = (request.headers.get('accept-encoding') ?? '').toLowerCase().split(',');
  const takes = (name: string) => said.some((one) => new RegExp(`^\\s*(${name}|\\*)\\s*(;(?!\\s*q=0(\\.0*)?\\s*$).*)?$`).test(one));
  return (['br', 'gzip'] as const).filter(takes);
}

export interface FileAnswer {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly caching: string;
  readonly encoding?: Encoding | undefined;
}

export function answerFile(request: Request, { body, type, caching, encoding }: FileAnswer): Response {
  const headers: Record<string, string> = { 'content-type': type, 'cache-control': caching, vary: 'Accept-Encoding' };
  if (encoding) headers['content-encoding'] = encoding;
  if (caching !== forEver) {
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    headers['etag'] = etag;
    // A proxy that compresses on the way makes a tag weak; the content is the same.
    const known = (request.headers.get('if-none-match') ?? '').replaceAll('W/', '').split(/,\s*/);
    if (known.includes(etag)) return new Response(null, { status: 304, headers });
  }
  headers['content-length'] = String(body.length);
  return new Response(body, { headers });
}

export function noSuchFile(): Response {
  return new Response('not found\n', {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}
