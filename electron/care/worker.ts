/** The thread that copies and checks: one task, then it ends. */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { explainStorageError } from '../db/explain.ts';
import { copyDatabase, isSound } from './copy-database.ts';
import { readBackup } from './read-backup.ts';
import { stageBackup } from './stage-backup.ts';
import type { Outcome, Task } from './thread.ts';

// On Linux this is the thread's own, not the program's: whoever stands at the screen goes first.
if (process.platform === 'linux') setPriority(0, 19);

function run(task: Task): unknown {
  switch (task.name) {
    case 'copy':
      return copyDatabase(task.file, task.to);
    case 'check':
      return isSound(task.file, 'integrity_check');
    case 'inspect':
      return readBackup(task.file);
    case 'stage':
      return stageBackup(task.file, task.to);
  }
}

function outcomeOf(task: Task): Outcome {
  try {
    return { value: run(task) };
  } catch (error) {
    const refusal = explainStorageError(error);
    return refusal
      ? { refusal: { code: refusal.code, message: refusal.message, details: refusal.details } }
      : { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.postMessage(outcomeOf(workerData as Task));
