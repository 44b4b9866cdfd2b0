/** Photos of doors as files named by the hash of their bytes, which never change. */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { v4 } from 'uuid';
import { type CleanPhoto, refusePhoto } from './photo-kind.ts';
import { stripJpeg } from './strip-jpeg.ts';
import { stripPng } from './strip-png.ts';
import { stripWebp } from './strip-webp.ts';

export interface PhotoFolder {
  /** Without anything but its picture; answers its hash. @throws HubError photo_refused */
  keep(bytes: Uint8Array): Promise<string>;
  find(hash: string): Promise<Pick<CleanPhoto, 'type' | 'bytes'> | undefined>;
}

export function photoFolder(folder: string): PhotoFolder {
  // The addresses end in .jpg whatever the kind: the list of photos knows hashes only, and browsers go by the content type.
  const fileOf = (hash: string) => join(folder, `${hash}.jpg`);
  return {
    async keep(bytes) {
      const photo = cleanPhoto(bytes);
      const hash = createHash('sha256').update(photo.bytes).digest('hex').slice(0, 32);
      if (await stat(fileOf(hash)).catch(() => null)) return hash;
      await mkdir(folder, { recursive: true });
      const half = join(folder, `.${v4()}`);
      try {
        const file = await open(half, 'wx', 0o644);
        try {
          await file.writeFile(photo.bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(half, fileOf(hash));
      } catch (error) {
        await rm(half, { force: true });
        throw error;
      }
      return hash;
    },

    async find(hash) {
      if (!/^[0-9a-f]{32}$/.test(hash)) return undefined;
      const bytes = await readFile(fileOf(hash)).catch(() => null);
      const type = bytes && kindOf(bytes);
      return type ? { type, bytes: new Uint8Array(bytes) } : undefined;
    },
  };
}

/** By what the bytes are, whatever the request called them. @throws HubError photo_refused */
export function cleanPhoto(bytes: Uint8Array): CleanPhoto {
  switch (kindOf(bytes)) {
    case 'image/jpeg':
      return stripJpeg(bytes);
    case 'image/png':
      return stripPng(bytes);
    case 'image/webp':
      return stripWebp(bytes);
    default:
      return refusePhoto('只收 JPEG、PNG、WebP');
  }
}

function kindOf(bytes: Uint8Array): CleanPhoto['type'] | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, 12));
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('RIFF') && text.slice(8) === 'WEBP') return 'image/webp';
  return undefined;
}
