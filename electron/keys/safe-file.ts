/** Files that must be whole or not there: written beside, brought to the disk, then put in place by one rename. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface WriteOptions {
  readonly mode: number;
  /** Whether the answer waits until the disk has it. */
  readonly durable: boolean;
}

export function writeWhole(file: string, content: string | Uint8Array, { mode, durable }: WriteOptions): void {
  const beside = `${file}.${process.pid}.tmp`;
  rmSync(beside, { force: true });
  try {
    const handle = openSync(beside, 'wx', mode);
    try {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
      if (durable) fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  // Windows cannot open a folder; its rename is in the journal of the file system.
  if (durable && process.platform !== 'win32') syncFolder(dirname(file));
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export type PrivateFile = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'missing' } | { readonly kind: 'exposed' };

/** Text of a file that only its own user may read; `exposed` where others may (POSIX: Windows keeps it in the user's folder). */
export function readPrivate(file: string): PrivateFile {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return { kind: 'missing' };
  if (!found.isFile() || (process.platform !== 'win32' && (found.mode & 0o077) !== 0)) return { kind: 'exposed' };
  return { kind: 'text', text: readFileSync(file, 'utf8') };
}
