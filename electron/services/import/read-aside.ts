/** Reading a file of postings on a thread of its own. */
import { Worker } from 'node:worker_threads';
import type { ImportRow } from './import-row.ts';
import type { ReadPostings } from './read-postings.ts';
import type { ReadOrder } from './read-worker.ts';

type Said =
  | { readonly kind: 'progress'; readonly done: number; readonly all: number }
  | { readonly kind: 'rows'; readonly rows: readonly ImportRow[] }
  | { readonly kind: 'end'; readonly read: ReadPostings };

/** From the sources the thread is beside this file; bundled, this stands in the build's folder or in its assets. */
function workerUrl(here: string): URL {
  if (here.endsWith('.ts')) return new URL('./read-worker.ts', here);
  return new URL(/\/assets\/[^/]+$/.test(here) ? '../read-worker.js' : './read-worker.js', here);
}

/** Answers as readPostings does. @throws what broke the thread: a bug */
export function readAside(order: ReadOrder, onProgress: (done: number, all: number) => void): Promise<ReadPostings> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl(import.meta.url), { workerData: order });
    const rows: ImportRow[] = [];
    worker.unref();
    worker.on('message', (said: Said) => {
      if (said.kind === 'progress') onProgress(said.done, said.all);
      else if (said.kind === 'rows') rows.push(...said.rows);
      else resolve(said.read.ok ? { ...said.read, rows } : said.read);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread that reads an import ended with ${code}`)));
  });
}
