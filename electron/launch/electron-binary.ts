/**
 * Electron's binary beside the project, found without importing its package: the first import would download it, untold and
 * without a limit of time.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the binary is, or null. The way of node_modules/electron/index.js, less the download. */
export function findElectron(projectRoot: string, env: NodeJS.ProcessEnv): string | null {
  const folder = join(projectRoot, 'node_modules', 'electron');
  const name = readName(join(folder, 'path.txt'));
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override === undefined && name === null) return null;
  const binary = join(override ?? join(folder, 'dist'), name ?? 'electron');
  return existsSync(binary) ? binary : null;
}

function readName(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch {
    return null;
  }
}

/** Runs the package's own installer, quietly and for at most `limitMs`; true if it ended well. Obeys its mirror settings. */
export function fetchElectron(projectRoot: string, env: NodeJS.ProcessEnv, limitMs: number, stop: AbortSignal): Promise<boolean> {
  const script = join(projectRoot, 'node_modules', 'electron', 'install.js');
  if (!existsSync(script)) return Promise.resolve(false);
  return new Promise((resolve) => {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(limitMs)]);
    const installer = spawn(process.execPath, [script], { cwd: projectRoot, env, stdio: 'ignore', signal, killSignal: 'SIGKILL' });
    installer.on('error', () => resolve(false));
    installer.on('exit', (code) => resolve(code === 0));
  });
}
