/**
 * Reports in a thread of their own (docs/decisions/0009-reports.md): it starts at the first question, and ends a minute after the last,
 * so that a station nobody asks holds no memory for it.
 */
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError, type ErrorCode } from '../../shared/api/errors.ts';
import { projectRoot } from '../project-root.ts';
import type { ReportSource } from '../services/report-source.ts';

export interface Question {
  readonly id: number;
  readonly name: Exclude<keyof ReportSource, 'close'>;
  readonly input: readonly unknown[];
}

export interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly refusal?: { readonly code: ErrorCode; readonly message: string; readonly details: Readonly<Record<string, unknown>> };
  readonly bug?: string;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

const idleMs = 60_000;
/** A small young generation: the lines of a file are garbage as soon as they are written. */
const resourceLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 192 };

/** Beside this file where the sources run; built, it is an entry of its own (electron/vite.config.ts). */
function script(): string {
  const here = import.meta.filename;
  return here.endsWith('.ts') ? join(dirname(here), 'worker.ts') : join(projectRoot(), 'dist', 'electron', 'report-worker.js');
}

export function reportThread(file: string): ReportSource {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last = 0;

  function stop(reason: Error): void {
    clearTimeout(idle);
    const stopped = worker;
    worker = undefined;
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
    void stopped?.terminate();
  }

  function start(): Worker {
    const started = new Worker(script(), { workerData: { file }, execArgv: [], resourceLimits });
    // Its end is told only while it is ours: after stop nobody waits.
    const ended = (reason: Error) => {
      if (worker === started) stop(reason);
    };
    started.on('message', ({ id, value, refusal, bug }: Answer) => {
      const asked = waiting.get(id);
      waiting.delete(id);
      if (waiting.size === 0 && worker === started) rest();
      if (refusal) asked?.reject(new AppError(refusal.code, refusal.message, refusal.details));
      else if (bug !== undefined) asked?.reject(new Error(`the reports' thread: ${bug}`));
      else asked?.resolve(value);
    });
    started.on('error', ended);
    started.on('exit', (code) => ended(new Error(`the reports' thread ended with ${code}`)));
    return started;
  }

  /** Nobody waits: it keeps no program running, and goes after a while. */
  function rest(): void {
    worker?.unref();
    idle = setTimeout(() => stop(new Error('idle')), idleMs);
    idle.unref();
  }

  const ask =
    (name: Question['name']) =>
    (...input: readonly unknown[]) =>
      new Promise<never>((resolve, reject) => {
        clearTimeout(idle);
        worker ??= start();
        worker.ref();
        last += 1;
        waiting.set(last, { resolve: resolve as (value: unknown) => void, reject });
        worker.postMessage({ id: last, name, input } satisfies Question);
      });

  return {
    read: ask('read'),
    rows: ask('rows'),
    lines: ask('lines'),
    funnel: ask('funnel'),
    book: ask('book'),
    close: () => stop(new AppError('database_busy', 'the station is closing')),
  };
}
