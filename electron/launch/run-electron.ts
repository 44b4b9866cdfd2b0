/** Runs Electron on the project and starts it again as long as it asks for that, or dies. */
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { relaunchExitCode } from '../shell/exit-code.ts';

export type ElectronRun =
  | { readonly outcome: 'ended' }
  /** It never got far enough to show anything: a library is missing, or the system forbids its sandbox. */
  | { readonly outcome: 'cannot-run'; readonly code: number | null };

const neverStartedMs = 5_000;
const pauseMs = 2_000;

export interface ElectronRunOptions {
  readonly binary: string;
  readonly projectRoot: string;
  readonly windowed: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
  readonly onRestart: (code: number | null) => void;
}

export async function runElectron({ binary, projectRoot, windowed, env, stop, onRestart }: ElectronRunOptions): Promise<ElectronRun> {
  for (let first = true; !stop.aborted; first = false) {
    const startedMs = performance.now();
    const code = await once(binary, [projectRoot, ...(windowed ? ['--window'] : [])], env, stop);
    if (stop.aborted || code === 0) return { outcome: 'ended' };
    if (code === relaunchExitCode) continue;
    if (first && performance.now() - startedMs < neverStartedMs) return { outcome: 'cannot-run', code };
    onRestart(code);
    await pause(pauseMs, undefined, { signal: stop }).catch(() => undefined);
  }
  return { outcome: 'ended' };
}

function once(binary: string, args: string[], env: NodeJS.ProcessEnv, stop: AbortSignal): Promise<number | null> {
  return new Promise((resolve) => {
    // Editors set ELECTRON_RUN_AS_NODE in their terminals; with it the binary is no Electron.
    const { ELECTRON_RUN_AS_NODE: _, ...rest } = env;
    const child = spawn(binary, args, { env: { ...rest, YIZHAN_SUPERVISED: '1' }, stdio: 'inherit', signal: stop });
    child.on('error', () => resolve(null));
    child.on('exit', (code) => resolve(code));
  });
}
