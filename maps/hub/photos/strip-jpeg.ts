/**
 * A JPEG (ITU-T T.81) with the segments that make up the picture, and none beside: no EXIF, XMP, ICC, IPTC, comment, preview, nor
 * what follows the end (motion photos). How the camera was held is kept as the only entry of a new EXIF segment: without it most
 * photos would lie on their side.
 */
import { type CleanPhoto, joined, refuseHuge, refusePhoto } from './photo-kind.ts';

const soi = 0xd8;
const eoi = 0xd9;
const sos = 0xda;
const app1 = 0xe1;
const app14 = 0xee;
const broken = '文件坏了，换一张';

/** @throws HubError photo_refused */
export function stripJpeg(bytes: Uint8Array): CleanPhoto {
  const kept: Uint8Array[] = [Uint8Array.of(0xff, soi)];
  let size: { width: number; height: number } | undefined;
  let orientation = 1;
  let scans = 0;
  for (let at = 2; ; ) {
    if (bytes[at] !== 0xff) return refusePhoto(broken);
    // any number of fill bytes may stand before a marker
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1] ?? 0;
    if (marker === eoi) break;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return refusePhoto(broken);
    const segment = bytes.subarray(at, end);
    if (isFrame(marker)) {
      size ??= { height: ((segment[5] ?? 0) << 8) | (segment[6] ?? 0), width: ((segment[7] ?? 0) << 8) | (segment[8] ?? 0) };
    }
    if (marker === app1) orientation = orientationOf(segment) ?? orientation;
    if (isPicture(marker, segment)) kept.push(segment);
    at = end;
    if (marker === sos) {
      scans += 1;
      at = endOfScan(bytes, end);
      kept.push(bytes.subarray(end, at));
    }
  }
  if (!size || scans === 0) return refusePhoto(broken);
  refuseHuge(size.width, size.height);
  if (orientation !== 1) kept.splice(1, 0, orientationSegment(orientation));
  return { type: 'image/jpeg', bytes: joined([...kept, Uint8Array.of(0xff, eoi)]), ...size };
}

/** Start of frame: C0-CF without the tables DHT (C4), JPG (C8) and DAC (CC). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Frames, tables, scans and restart intervals; of the applications' segments only Adobe's, which tells how colours are coded. */
function isPicture(marker: number, segment: Uint8Array): boolean {
  if (marker === app14) return segment.length === 16 && textAt(segment, 4, 5) === 'Adobe';
  return (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || (marker >= sos && marker <= 0xdf);
}

/** Coded data has no FF but stuffed ones (FF 00) and restart markers. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length - 1; at++) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return refusePhoto(broken);
}

/** Tag 0x0112 of the first directory (EXIF 2.3, 4.6.4); 2-8, else undefined. */
function orientationOf(segment: Uint8Array): number | undefined {
  if (textAt(segment, 4, 6) !== 'Exif\0\0') return undefined;
  const tiff = new DataView(segment.buffer, segment.byteOffset + 10, segment.byteLength - 10);
  if (tiff.byteLength < 8) return undefined;
  const little = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, little);
  if (directory + 2 > tiff.byteLength) return undefined;
  const entries = tiff.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.byteLength) return undefined;
    if (tiff.getUint16(at, little) !== 0x0112) continue;
    const value = tiff.getUint16(at + 8, little);
    return value >= 2 && value <= 8 ? value : undefined;
  }
  return undefined;
}

function orientationSegment(orientation: number): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0];
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8];
  const directory = [0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const content = [...exif, ...tiff, ...directory];
  return Uint8Array.of(0xff, app1, 0, content.length + 2, ...content);
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
