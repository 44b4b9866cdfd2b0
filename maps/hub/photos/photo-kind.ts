/** What of a photo may be published: its picture, and nothing of where, when and with what it was taken. */
import { HubError } from '../hub-error.ts';

export interface CleanPhoto {
  readonly type: 'image/jpeg' | 'image/png' | 'image/webp';
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** A picture of so many points takes 96 MB when it is shown; a phone's camera has half of it. */
const mostPoints = 24_000_000;

export function refusePhoto(why: string): never {
  throw new HubError('photo_refused', `照片不能用：${why}`);
}

export function refuseHuge(width: number, height: number): void {
  if (width < 1 || height < 1) refusePhoto('文件坏了，换一张');
  if (width * height > mostPoints) refusePhoto('像素太多，缩小到 2400 万像素以内');
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
