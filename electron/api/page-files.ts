/** The built page's files, listed once: only what was there at the start is ever read, whatever a path says. */
import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

interface PageFile {
  readonly type: string;
  readonly caching: string;
  /** Whether it is the page itself, not a part of it. */
  readonly document: boolean;
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

export interface PageFiles {
  find(path: string): PageFile | undefined;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export function pageFiles(folder: string): PageFiles {
  const found = new Map<string, PageFile>();
  const list = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  for (const name of list) {
    const type = types[extname(name)];
    if (!type) continue;
    const document = extname(name) === '.html';
    found.set(`/${name.replaceAll('\\', '/')}`, {
      type,
      // built files carry a hash of their content in their names
      caching: document ? 'no-store' : 'public, max-age=31536000, immutable',
      document,
      read: () => readFile(join(folder, name)),
    });
  }
  return { find: (path) => found.get(path === '/' ? '/index.html' : path) };
}
