/** The public site as it is delivered, built into a folder of its own: what others do with dist meanwhile is not disturbed. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Answers the folder; the caller removes it. Without root keys in `env` it is the demo's. */
export function builtSite(env: Readonly<Record<string, string>> = {}): string {
  const outDir = mkdtempSync(join(tmpdir(), 'yizhan-bench-site-'));
  const mode = env['YIZHAN_ROOT_KEYS'] ? [] : ['--mode', 'demo'];
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const flags = ['--config', 'maps/site/vite.config.ts', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'error'];
  execFileSync(process.execPath, [vite, 'build', ...mode, ...flags], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return outDir;
}
