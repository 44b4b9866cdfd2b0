/** The file from the disk, or the sentence that says why not. Its size is asked first: a wrong file may be any size. */
import { readFileSync, statSync } from 'node:fs';
import { type FileFault, largestFileBytes } from './file-fault.ts';

export type FileBytes = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly fault: FileFault };

function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

/** @param maxBytes only tests give another figure than the usual one */
export function readImportFile(path: string, maxBytes = largestFileBytes): FileBytes {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return { ok: false, fault: { code: 'file_is_folder', message: `${path} 是文件夹，请写上文件夹里的文件名。` } };
    if (stat.size > maxBytes) {
      const mebibytes = Math.floor(maxBytes / 1024 / 1024);
      return { ok: false, fault: { code: 'file_too_large', message: `文件太大（超过 ${mebibytes} MB）。请拆成几个文件分别导入。` } };
    }
    return { ok: true, bytes: readFileSync(path) };
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT' || errno === 'ENOTDIR') {
      return { ok: false, fault: { code: 'file_missing', message: `找不到文件 ${path}。请检查文件名和所在的文件夹。` } };
    }
    return { ok: false, fault: { code: 'file_unreadable', message: `打不开文件 ${path}（${errno}）。可能没有权限，或者 U 盘已经拔出。` } };
  }
}
