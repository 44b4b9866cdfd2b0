/** The thread that reads a file of postings: a large one takes a second, which the kiosk's own answers must not wait for. */
import { parentPort, workerData } from 'node:worker_threads';
import { type ReadOptions, readPostings } from './read-postings.ts';

export interface ReadOrder {
  readonly bytes: Uint8Array;
  readonly options: Omit<ReadOptions, 'onProgress'>;
}

/** So many rows a message: whoever receives them takes them apart in a few milliseconds. */
const rowsInMessage = 200;

const { bytes, options } = workerData as ReadOrder;
const say = (message: unknown) => parentPort?.postMessage(message);
const read = readPostings(bytes, { ...options, onProgress: (done, all) => say({ kind: 'progress', done, all }) });
if (read.ok) {
  const { rows, ...rest } = read;
  for (let at = 0; at < rows.length; at += rowsInMessage) say({ kind: 'rows', rows: rows.slice(at, at + rowsInMessage) });
  say({ kind: 'end', read: { ...rest, rows: [] } });
} else {
  say({ kind: 'end', read });
}
