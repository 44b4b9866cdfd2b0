/** Drives over mounted folders. Which folders count is the caller's: the machine's (mounted-drives.ts), or a test's own. */
import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, opendir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, extname, join, sep } from 'node:path';
import { AppError, type ErrorCode } from '../../shared/api/errors.ts';
import type { DriveFile, Drives, DriveWriter } from '../services/drives.ts';

export interface Mount {
  /** The folder under which the drive is seen. */
  readonly folder: string;
  readonly name: string;
  readonly totalBytes: number;
  readonly freeBytes: number;
}

const mostFiles = 500;
const mostFolders = 200;
const mostReadBytes = 64 * 1024 * 1024;
const pieceBytes = 256 * 1024;
/** What FAT, NTFS and people can all live with. */
const plainName = /^[^\p{Cc}<>:"/\\|?*.~ ][^\p{Cc}<>:"/\\|?*]{0,119}$/u;

const idOf = (mount: Mount) => createHash('sha256').update(`${mount.folder}\0${mount.name}`).digest('hex').slice(0, 16);

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** What the system says of a drive that goes away, is full, or is locked; anything else is a bug. */
const refusals: Readonly<Record<string, ErrorCode>> = {
  ...Object.fromEntries(
    ['EIO', 'ENXIO', 'ENODEV', 'ESTALE', 'ENOTCONN', 'EBADF', 'ENOENT', 'ENOTDIR', 'UNKNOWN'].map((code) => [code, 'drive_gone']),
  ),
  ...{ ENOSPC: 'drive_full', EDQUOT: 'drive_full', EFBIG: 'drive_full' },
  ...{ EROFS: 'drive_read_only', EACCES: 'drive_read_only', EPERM: 'drive_read_only' },
};

function explained(error: unknown): unknown {
  const code = error instanceof AppError ? undefined : refusals[codeOf(error)];
  return code ? new AppError(code, `the drive says ${codeOf(error)}`, {}, { cause: error }) : error;
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explained(error);
  }
}

const refused = (path: string) => new AppError('drive_file_refused', 'this path leads out of the drive', { path: path.slice(0, 80) });

export function openDrives(mounts: () => Promise<readonly Mount[]>): Drives {
  async function find(driveId: string): Promise<Mount> {
    const mount = (await mounts()).find((one) => idOf(one) === driveId);
    if (!mount) throw new AppError('drive_gone', 'no such drive is plugged in', {});
    return mount;
  }

  /** The open file behind a path within the drive. Links are followed first, so that none leads out. */
  async function openFile(driveId: string, path: string): Promise<{ handle: FileHandle; sizeBytes: number }> {
    const parts = path.split('/');
    if (path.length > 500 || parts.some((part) => part === '' || part === '.' || part === '..' || /[\\:\0]/.test(part)))
      throw refused(path);
    const mount = await find(driveId);
    return guarded(async () => {
      const root = await realpath(mount.folder);
      const real = await realpath(join(root, ...parts)).catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') throw new AppError('drive_file_missing', 'the file is not on the drive any more', {});
        throw error;
      });
      if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) throw refused(path);
      // NONBLOCK: a pipe with a harmless name must not hold the station up.
      const handle = await open(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
      const found = await handle.stat();
      if (found.isFile()) return { handle, sizeBytes: found.size };
      await handle.close();
      throw refused(path);
    });
  }

  return {
    list: async () =>
      (await mounts()).map((mount) => ({
        ...{ id: idOf(mount), name: mount.name },
        ...{ totalBytes: mount.totalBytes, freeBytes: mount.freeBytes },
      })),

    files: async (driveId, extensions) => {
      const { folder } = await find(driveId);
      const endings = new Set(extensions.map((extension) => `.${extension.toLowerCase()}`));
      return guarded(() => filesBelow(folder, endings));
    },

    read: async (driveId, path, mostBytes = mostReadBytes) => {
      const { handle, sizeBytes } = await openFile(driveId, path);
      return guarded(async () => {
        try {
          if (sizeBytes > mostBytes) throw new AppError('drive_file_too_large', `more than ${mostBytes} bytes`, { mostBytes });
          return await handle.readFile();
        } finally {
          await handle.close();
        }
      });
    },

    stream: async function* (driveId, path) {
      const { handle } = await openFile(driveId, path);
      try {
        for (;;) {
          const piece = Buffer.allocUnsafe(pieceBytes);
          const { bytesRead } = await guarded(() => handle.read(piece, 0, pieceBytes, null));
          if (bytesRead === 0) return;
          yield piece.subarray(0, bytesRead);
        }
      } finally {
        await handle.close();
      }
    },

    create: async (driveId, name) => {
      if (!plainName.test(name) || /[. ]$/.test(name)) throw refused(name);
      const { folder } = await find(driveId);
      return guarded(() => writerIn(folder, name));
    },
  };
}

async function filesBelow(root: string, endings: ReadonlySet<string>): Promise<DriveFile[]> {
  const found: DriveFile[] = [];
  const folders: string[] = [];
  async function look(folder: string, within: string, deeper: boolean): Promise<void> {
    for await (const entry of await opendir(folder)) {
      if (/^[.~$]/.test(entry.name)) continue;
      if (entry.isDirectory() && deeper && folders.length < mostFolders) folders.push(entry.name);
      if (!entry.isFile() || !endings.has(extname(entry.name).toLowerCase())) continue;
      const { size, mtimeMs } = await stat(join(folder, entry.name));
      found.push({ path: within + entry.name, sizeBytes: size, modifiedMs: Math.floor(mtimeMs) });
    }
  }
  await look(root, '', true);
  for (const name of folders) {
    await look(join(root, name), `${name}/`, false).catch((error: unknown) => {
      // A folder that only its owner may look into (System Volume Information) is no reason to list nothing.
      if (!['EACCES', 'EPERM'].includes(codeOf(error))) throw error;
    });
  }
  return found.sort((a, b) => b.modifiedMs - a.modifiedMs || (a.path < b.path ? -1 : 1)).slice(0, mostFiles);
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    },
  );
}

async function freeName(folder: string, name: string): Promise<string> {
  const ending = extname(name);
  for (let count = 1; ; count++) {
    const tried = count === 1 ? name : `${basename(name, ending)} (${count})${ending}`;
    if (!(await exists(join(folder, tried)))) return tried;
  }
}

async function writerIn(folder: string, name: string): Promise<DriveWriter> {
  // Where a pulled drive was mounted an empty folder of the machine's own disk may stay; the device tells the two apart.
  const { dev } = await stat(folder);
  const beside = join(folder, `.${randomUUID()}.tmp`);
  const handle = await open(beside, 'wx', 0o644);
  let sizeBytes = 0;
  let over = false;

  async function abandon(): Promise<void> {
    if (over) return;
    over = true;
    await handle.close().catch(() => {});
    await rm(beside, { force: true }).catch(() => {});
  }
  async function orAbandon<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await abandon();
      throw explained(error);
    }
  }

  return {
    write: (chunk) =>
      orAbandon(async () => {
        const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
        for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten;
        sizeBytes += bytes.length;
      }),
    finish: () =>
      orAbandon(async () => {
        await handle.sync();
        await handle.close();
        if ((await stat(folder)).dev !== dev) throw new AppError('drive_gone', 'the drive was pulled', {});
        const path = await freeName(folder, name);
        await rename(beside, join(folder, path));
        over = true;
        await syncFolder(folder);
        return { path, sizeBytes };
      }),
    abandon,
  };
}

/** A rename is on the disk once its folder is. Windows cannot open a folder, and some file systems refuse to sync one. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP'].includes(codeOf(error))) throw error;
  } finally {
    await handle.close();
  }
}
