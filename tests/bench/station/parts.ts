import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { measureBundle } from './bundle.ts';
import { madeStation } from './data.ts';
import { measureHost } from './host.ts';
import { measureOperations } from './operations.ts';
import { measureRoll } from './roll.ts';

/** The page and the hosts as they are delivered. */
async function build() {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  return [];
}

export const parts = { build, bundle: measureBundle, operations: measureOperations, host: measureHost, roll: measureRoll } as const;

process.once('exit', () => {
  const folder = madeStation();
  if (folder) rmSync(folder, { recursive: true, force: true });
});
