/** Chromium with files that a server on this machine answers from memory. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { build, type InlineConfig } from 'vite';
import { chromiumPath, quietFlags } from '../chromium.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export type Files = ReadonlyMap<string, string | Uint8Array>;

/**
 * A module as a browser would get it, bundled and minified, with a page that has its styles: `import('/entry.js')` answers it.
 * @param code an ES module; its imports count from the project's root
 */
export async function bundled(code: string, config: InlineConfig = {}): Promise<Files> {
  const entry = {
    name: 'entry',
    resolveId: (id: string) => (id === 'virtual:entry' ? '\0entry.ts' : null),
    load: (id: string) => (id === '\0entry.ts' ? code : null),
  };
  const built = await build({
    ...config,
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [...(config.plugins ?? []), entry],
    build: {
      write: false,
      target: 'chrome120',
      assetsInlineLimit: 0,
      rolldownOptions: { input: { entry: 'virtual:entry' }, output: { entryFileNames: 'entry.js' }, preserveEntrySignatures: 'strict' },
    },
  });
  const parts = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []));
  const files = new Map(parts.map((part) => [part.fileName, part.type === 'chunk' ? part.code : part.source]));
  const styles = [...files.keys()].filter((name) => name.endsWith('.css')).map((name) => `<link rel="stylesheet" href="/${name}">`);
  return files.set('', `<!doctype html><html lang="zh-CN"><meta charset="utf-8">${styles.join('')}<body>`);
}

const types: Readonly<Record<string, string>> = {
  '': 'text/html',
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  woff2: 'font/woff2',
};

export interface Visit {
  readonly page: Page;
  /** Names of the files that were asked for, in their order. */
  readonly asked: readonly string[];
}

export async function withPage<T>(files: Files, address: string, use: (visit: Visit) => Promise<T>): Promise<T> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
    const body = files.get(name);
    if (body === undefined) return void response.writeHead(404).end();
    asked.push(name);
    const type = types[/\.(\w+)$/.exec(name)?.[1] ?? ''] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type }).end(body);
  });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--headless', ...quietFlags] });
  try {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${address}`);
    return await use({ page, asked });
  } finally {
    await browser.close();
    server.close();
  }
}
