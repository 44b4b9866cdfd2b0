/** The map and the operators' page, built before the hub is opened: on a fresh machine one command is enough. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ServeOptions } from './hub-options.ts';

const configs = ['../site/vite.config.ts', '../operators/vite.config.ts'];

/** Where no build tool is installed, what was built elsewhere is served as it is. */
export async function buildPages({ siteDir, deskDir }: Pick<ServeOptions, 'siteDir' | 'deskDir'>): Promise<void> {
  const isBuilt = existsSync(siteDir) && deskDir !== undefined && existsSync(deskDir);
  const vite = await import('vite').catch((error: unknown) => {
    if (isBuilt) return null;
    throw error;
  });
  if (!vite) return;
  const before = process.env['NODE_ENV'];
  // Else React builds its slow page for developers.
  process.env['NODE_ENV'] = 'production';
  try {
    for (const config of configs) {
      const configFile = fileURLToPath(new URL(config, import.meta.url));
      const builder = await vite.createBuilder({ configFile, logLevel: 'warn', mode: 'demo' }, null);
      await builder.buildApp();
    }
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}
