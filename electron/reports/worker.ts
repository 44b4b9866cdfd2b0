/** The thread that counts: a connection of its own that cannot write, and one question at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import BetterSqlite3 from 'better-sqlite3';
import type { ReadableDb } from '../db/database.ts';
import { explainStorageError } from '../db/explain.ts';
import { reportSource } from './answer.ts';
import type { Answer, Question } from './thread.ts';

const { file } = workerData as { readonly file: string };
const db = new BetterSqlite3(file, { readonly: true, timeout: 5000 });
db.pragma('cache_size = -16000');
// Groups of two years are sorted in memory, some ten megabytes at most: faster than in files.
db.pragma('temp_store = MEMORY');
const source = reportSource(db as unknown as ReadableDb);

parentPort?.on('message', async ({ id, name, input }: Question) => {
  const answer = (told: Omit<Answer, 'id'>) => parentPort?.postMessage({ id, ...told });
  try {
    const call = source[name] as (...input: readonly unknown[]) => Promise<unknown>;
    answer({ value: await call(...input) });
  } catch (error) {
    const refusal = explainStorageError(error);
    answer(
      refusal
        ? { refusal: { code: refusal.code, message: refusal.message, details: refusal.details } }
        : { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) },
    );
  }
});
