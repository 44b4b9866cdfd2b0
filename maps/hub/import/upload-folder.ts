/** Files on their way in: kept on the disk between the look at what they would do and the import, an hour at most. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HubError } from '../hub-error.ts';
import { type ByteSource, fileSource, largestImportBytes } from './byte-source.ts';

export interface Upload {
  readonly token: string;
  readonly name: string;
  readonly size: number;
}

export interface UploadFolder {
  /** @throws HubError body_too_large; then nothing is left of it */
  keep(name: string, by: string, body: ReadableStream<Uint8Array>): Promise<Upload>;
  /** @throws HubError not_found: another's, imported already, or too old */
  open(token: string, by: string): Promise<ByteSource>;
  drop(token: string, by: string): Promise<void>;
}

const keptMs = 3_600_000;
/** Of one operator; the oldest goes. */
const mostEach = 2;

interface Kept extends Upload {
  readonly by: string;
  readonly atMs: number;
  readonly path: string;
}

/** Empties the folder: what lies there belongs to a process that is gone. */
export async function uploadFolder(folder: string, nowMs: () => number, most = largestImportBytes): Promise<UploadFolder> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const left of await readdir(folder)) if (left.endsWith('.upload')) await rm(join(folder, left), { force: true });
  const kept = new Map<string, Kept>();

  async function remove(one: Kept): Promise<void> {
    kept.delete(one.token);
    await rm(one.path, { force: true });
  }

  async function sweep(): Promise<void> {
    for (const one of [...kept.values()]) if (one.atMs < nowMs() - keptMs) await remove(one);
  }

  function find(token: string, by: string): Kept {
    const one = kept.get(token);
    if (one?.by === by) return one;
    throw new HubError('not_found', '这个文件已经不在了：重新选一次文件');
  }

  return {
    async keep(name, by, body) {
      await sweep();
      const ofOperator = [...kept.values()].filter((one) => one.by === by);
      for (const one of ofOperator.slice(0, Math.max(0, ofOperator.length - mostEach + 1))) await remove(one);
      const token = randomUUID();
      const path = join(folder, `${token}.upload`);
      let size = 0;
      try {
        await pipeline(
          Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]),
          async function* (pieces: AsyncIterable<Uint8Array>) {
            for await (const piece of pieces) {
              size += piece.length;
              if (size > most) {
                const limit = Math.floor(most / 1024 / 1024);
                throw new HubError('body_too_large', `文件太大（超过 ${limit} MB）：按省市拆成几个文件，分别导入`, { limit: most });
              }
              yield piece;
            }
          },
          createWriteStream(path, { mode: 0o600, flags: 'wx' }),
        );
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
      const one = { token, name, size, by, atMs: nowMs(), path };
      kept.set(token, one);
      return { token, name, size };
    },

    async open(token, by) {
      await sweep();
      const { path, name } = find(token, by);
      return fileSource(path, most, name);
    },

    drop: async (token, by) => remove(find(token, by)),
  };
}
