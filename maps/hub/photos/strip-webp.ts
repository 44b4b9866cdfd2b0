/** A still WebP (RFC 9649) with its picture's chunks only: no EXIF, no XMP, no profile, nothing unknown. */
import { type CleanPhoto, joined, refuseHuge, refusePhoto } from './photo-kind.ts';

const picture = ['VP8 ', 'VP8L', 'VP8X', 'ALPH'];
/** Bits of VP8X: a profile, EXIF, XMP follow. */
const metadataFlags = 0x20 | 0x08 | 0x04;
const animated = 0x02;
const broken = '文件坏了，换一张';

/** @throws HubError photo_refused */
export function stripWebp(bytes: Uint8Array): CleanPhoto {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length) return refusePhoto(broken);
  const kept: Uint8Array[] = [];
  let size: { width: number; height: number } | undefined;
  for (let at = 12; at < end; ) {
    if (at + 8 > end) return refusePhoto(broken);
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    const length = view.getUint32(at + 4, true);
    const next = at + 8 + length + (length % 2);
    if (at + 8 + length > end) return refusePhoto(broken);
    const chunk = bytes.slice(at, Math.min(next, end));
    if (name === 'VP8X') {
      if (((chunk[8] ?? 0) & animated) !== 0) return refusePhoto('会动的图不收，换一张照片');
      chunk[8] = (chunk[8] ?? 0) & ~metadataFlags;
    }
    if (name === 'VP8 ' || name === 'VP8L') size = sizeOf(name, chunk);
    if (picture.includes(name)) kept.push(chunk);
    at = next;
  }
  if (!size) return refusePhoto(broken);
  refuseHuge(size.width, size.height);
  const body = joined(kept);
  const head = new DataView(new ArrayBuffer(12));
  head.setUint32(0, 0x52494646);
  head.setUint32(4, 4 + body.length, true);
  head.setUint32(8, 0x57454250);
  return { type: 'image/webp', bytes: joined([new Uint8Array(head.buffer), body]), ...size };
}

function sizeOf(name: 'VP8 ' | 'VP8L', chunk: Uint8Array): { width: number; height: number } {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (chunk.length < 18) return { width: 0, height: 0 };
  if (name === 'VP8 ') return { width: view.getUint16(14, true) & 0x3fff, height: view.getUint16(16, true) & 0x3fff };
  const bits = view.getUint32(9, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
