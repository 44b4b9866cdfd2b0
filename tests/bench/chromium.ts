/** The browser in which benches measure. */
import { existsSync, statSync } from 'node:fs';
import { findBrowser } from '../../electron/browser.ts';

export const quietFlags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];

export function chromiumPath(): string {
  const exists = (path: string) => existsSync(path) && statSync(path).isFile();
  const found = findBrowser({ env: process.env, platform: process.platform, exists });
  if (found.kind !== 'found') throw new Error('this is measured in a browser: install Chromium or name one in YIZHAN_BROWSER');
  return found.path;
}
