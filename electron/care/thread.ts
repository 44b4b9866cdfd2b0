/** Copies and checks in a thread of their own, one for each task: the station goes on serving. */
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError, type ErrorCode } from '../../shared/api/errors.ts';
import { projectRoot } from '../project-root.ts';
import type { BackupFacts, DatabaseCopies } from '../services/database-copies.ts';

export type Task =
  | { readonly name: 'copy' | 'stage'; readonly file: string; readonly to: string }
  | { readonly name: 'check' | 'inspect'; readonly file: string };

export interface Outcome {
  readonly value?: unknown;
  readonly refusal?: { readonly code: ErrorCode; readonly message: string; readonly details: Readonly<Record<string, unknown>> };
  readonly bug?: string;
}

/** Beside this file where the sources run; built, it is an entry of its own (electron/vite.config.ts). */
function script(): string {
  const here = import.meta.filename;
  return here.endsWith('.ts') ? join(dirname(here), 'worker.ts') : join(projectRoot(), 'dist', 'electron', 'care-worker.js');
}

/** @param file the station's database */
export function careThread(file: string): DatabaseCopies {
  const running = new Set<Worker>();

  function run(task: Task): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(script(), { workerData: task, execArgv: [] });
      running.add(worker);
      worker.once('message', ({ value, refusal, bug }: Outcome) => {
        if (refusal) reject(new AppError(refusal.code, refusal.message, refusal.details));
        else if (bug !== undefined) reject(new Error(`the copying thread: ${bug}`));
        else resolve(value);
      });
      worker.once('error', reject);
      worker.once('exit', () => {
        running.delete(worker);
        reject(new AppError('database_busy', 'the station is closing'));
      });
    });
  }

  return {
    copy: (to) => run({ name: 'copy', file, to }) as Promise<number>,
    check: () => run({ name: 'check', file }) as Promise<boolean>,
    inspect: (backup) => run({ name: 'inspect', file: backup }) as Promise<BackupFacts>,
    stage: (backup, to) => run({ name: 'stage', file: backup, to }) as Promise<void>,
    close: () => {
      for (const worker of running) void worker.terminate();
    },
  };
}
