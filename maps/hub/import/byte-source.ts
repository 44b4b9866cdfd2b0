/** Where a file's bytes come from, in pieces: a file may have 100 MB, and others want their turn meanwhile. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { FileFaultError } from './import-fault.ts';

export interface ByteSource {
  readonly name: string;
  readonly size: number;
  /** From the beginning, every time. */
  readonly pieces: () => AsyncIterable<Uint8Array>;
}

/** A country's stations fit in; what is larger is of another kind. */
export const largestImportBytes = 100 * 1024 * 1024;
const pieceBytes = 256 * 1024;

/** @param most only tests give another figure than the usual one. @throws FileFaultError */
export async function fileSource(path: string, most = largestImportBytes, name = basename(path)): Promise<ByteSource> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
      throw new FileFaultError('file_missing', `找不到文件 ${path}。请检查文件名和所在的文件夹。`, { cause: error });
    }
    throw new FileFaultError('file_unreadable', `打不开文件 ${path}（${error.code}）。可能没有权限，或者 U 盘已经拔出。`, { cause: error });
  });
  if (found.isDirectory()) throw new FileFaultError('file_is_folder', `${path} 是文件夹，请写上文件夹里的文件名。`);
  refuseTooLarge(found.size, most);
  return { name, size: found.size, pieces: () => readPieces(path) };
}

async function* readPieces(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of createReadStream(path, { highWaterMark: pieceBytes })) yield piece as Uint8Array;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new FileFaultError('file_unreadable', `读到一半打不开 ${path} 了（${code}）。请再试一次。`, { cause: error });
  }
}

/** @throws FileFaultError file_too_large */
export function refuseTooLarge(size: number, most = largestImportBytes): void {
  if (size <= most) return;
  const mebibytes = Math.floor(most / 1024 / 1024);
  throw new FileFaultError('file_too_large', `文件太大（超过 ${mebibytes} MB）。请按省市拆成几个文件，分别导入。`);
}

export function bytesSource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    pieces: async function* () {
      for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.subarray(from, from + pieceBytes);
    },
  };
}

export function textSource(name: string, text: string): ByteSource {
  return bytesSource(name, new TextEncoder().encode(text));
}

/** Lets others have their turn. */
export const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
