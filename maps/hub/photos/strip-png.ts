/** A PNG (ISO/IEC 15948) with its picture's chunks only: no text, no EXIF, no time, no profile, no animation, nothing after the end. */
import { crc32 } from 'node:zlib';
import { type CleanPhoto, joined, refuseHuge, refusePhoto } from './photo-kind.ts';

const picture = ['IHDR', 'PLTE', 'tRNS', 'gAMA', 'sRGB', 'IDAT', 'IEND'];
const broken = '文件坏了，换一张';

/** @throws HubError photo_refused */
export function stripPng(bytes: Uint8Array): CleanPhoto {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let size: { width: number; height: number } | undefined;
  let data = 0;
  for (let at = 8; ; ) {
    if (at + 12 > bytes.length) return refusePhoto(broken);
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) return refusePhoto(broken);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return refusePhoto(broken);
    if (!size && name !== 'IHDR') return refusePhoto(broken);
    if (name === 'IHDR') size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (name === 'IDAT') data += length;
    if (picture.includes(name)) kept.push(bytes.subarray(at, end));
    at = end;
    if (name === 'IEND') break;
  }
  if (!size || data === 0) return refusePhoto(broken);
  refuseHuge(size.width, size.height);
  return { type: 'image/png', bytes: joined(kept), ...size };
}
