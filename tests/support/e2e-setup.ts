/**
 * Before the browser tests: a browser, and the page and Electron's scripts built as they are delivered. A machine without a
 * browser gets one, or the run fails with the command to run: tests of the screen are never passed over in silence.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createBuilder } from 'vite';
import type { TestProject } from 'vitest/node';
import { findBrowser } from '../../electron/browser.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A browser of the Chromium family, for playwright-core's `executablePath`. */
    browserPath: string;
  }
}

const packages = ['chromium', 'fonts-wqy-microhei'];
const aptGet = '/usr/bin/apt-get';
const isFile = (path: string) => existsSync(path) && statSync(path).isFile();
const search = () => findBrowser({ env: process.env, platform: process.platform, exists: isFile });

export default async function setup(project: TestProject): Promise<void> {
  project.provide('browserPath', browserPath());
  await buildPages();
}

function browserPath(): string {
  let found = search();
  if (found.kind === 'none' && process.getuid?.() === 0 && existsSync(aptGet)) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync(aptGet, ['update', '-q'], { stdio: 'inherit', env });
    execFileSync(aptGet, ['install', '-qy', '--no-install-recommends', ...packages], { stdio: 'inherit', env });
    found = search();
  }
  if (found.kind === 'found') return found.path;
  throw new Error(
    found.kind === 'named-missing'
      ? `YIZHAN_BROWSER names a file that is not there: ${found.path}`
      : `The browser tests need Chromium, Chrome or Edge: sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`,
  );
}

/** The test runner sets NODE_ENV to "test", under which React builds its slow development page. */
async function buildPages(): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    for (const config of [
      'renderer/vite.config.ts',
      'electron/vite.config.ts',
      'maps/site/vite.config.ts',
      'maps/operators/vite.config.ts',
    ]) {
      const configFile = fileURLToPath(new URL(`../../${config}`, import.meta.url));
      const builder = await createBuilder({ configFile, logLevel: 'warn', mode: config.startsWith('maps') ? 'demo' : 'production' }, null);
      await builder.buildApp();
    }
  } finally {
    process.env['NODE_ENV'] = before;
  }
}
