/** A fresh page at phone size with the bench's module and a published map beside it, isolated so that it may measure its memory. */
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { bundled } from '../../card/browser.ts';
import { chromiumPath, quietFlags } from '../../chromium.ts';

type Bench = typeof import('./entry.ts');
declare global {
  interface Window {
    bench: Bench;
  }
}

const types: Readonly<Record<string, string>> = {
  '': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};
/** What measureUserAgentSpecificMemory asks for. */
const isolated = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

export interface DrawPages {
  /** A page of its own browser process; closed when the next one opens. */
  readonly open: () => Promise<Page>;
}

export async function withDrawPages<T>(mapDir: string, use: (pages: DrawPages) => Promise<T>): Promise<T> {
  const files = await bundled("export * from '/tests/bench/map/draw-page/entry.ts';", {
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const server = createServer((request, response) => {
    const name = normalize(new URL(request.url ?? '/', 'http://localhost').pathname).slice(1);
    const file = join(mapDir, name.replace(/^map\//, ''));
    const body = files.get(name) ?? (name.startsWith('map/') && existsSync(file) ? readFileSync(file) : null);
    if (body === null) return void response.writeHead(404, isolated).end();
    response.writeHead(200, { 'content-type': types[extname(name)] ?? 'application/octet-stream', ...isolated }).end(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const args = [
    ...['--headless', ...quietFlags],
    // memory is measured at once, not at the next collection that happens to come
    '--enable-blink-features=ForceEagerMeasureMemory',
  ];
  let close = async () => {};
  try {
    return await use({
      async open() {
        await close();
        const browser = await chromium.launch({ executablePath: chromiumPath(), args });
        close = () => browser.close();
        const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, serviceWorkers: 'block' });
        const page = await context.newPage();
        await page.goto(url);
        await page.evaluate(async (address) => {
          window.bench = await import(address);
        }, '/entry.js');
        return page;
      },
    });
  } finally {
    await close();
    server.close();
  }
}
