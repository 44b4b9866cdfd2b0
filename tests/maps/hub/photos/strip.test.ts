import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HubError } from '../../../../maps/hub/hub-error.ts';
import { cleanPhoto, photoFolder } from '../../../../maps/hub/photos/photo-folder.ts';
import { temporaryFolder } from '../../../support/station.ts';

const text = (words: string) => Buffer.from(words, 'latin1');
const segment = (marker: number, content: Uint8Array) =>
  Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255, ...content]);

/** EXIF with the camera's maker, the orientation and a place, in either order of bytes. */
function exif(orientation: number, little: boolean): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 2 * 12 + 4);
  const u16 = (value: number, at: number) => (little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at));
  const u32 = (value: number, at: number) => (little ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at));
  tiff.write(little ? 'II' : 'MM', 0);
  u16(42, 2);
  u32(8, 4);
  u16(2, 8);
  u16(0x010f, 10);
  u16(2, 12);
  u32(4, 14);
  tiff.write('CAM\0', 18);
  u16(0x0112, 22);
  u16(3, 24);
  u32(1, 26);
  u16(orientation, 30);
  return segment(0xe1, Buffer.concat([text('Exif\0\0'), tiff, text('GPS 36.65 101.77')]));
}

const frame = segment(0xc0, Uint8Array.of(8, 0, 3, 0, 4, 1, 1, 0x11, 0));
const scan = Buffer.concat([segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)), Uint8Array.of(1, 2, 0xff, 0, 3, 0xff, 0xd0, 9)]);
const tables = segment(0xdb, Buffer.alloc(65, 1));
const soi = Uint8Array.of(0xff, 0xd8);
const eoi = Uint8Array.of(0xff, 0xd9);
const plainJpeg = Buffer.concat([soi, tables, frame, scan, eoi]);
const dirtyJpeg = (orientation: number, little = false) =>
  Buffer.concat([
    soi,
    segment(0xe0, text('JFIF\0\x01\x01\0\0\x01\0\x01\0\0')),
    exif(orientation, little),
    segment(0xe2, text('ICC_PROFILE\0secret')),
    segment(0xed, text('Photoshop 3.0\0secret')),
    tables,
    segment(0xfe, text('taken by secret')),
    frame,
    scan,
    eoi,
    text('MotionPhoto secret'),
  ]);

const chunk = (name: string, content: Uint8Array) => {
  const body = Buffer.concat([text(name), content]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(content.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
};
const ihdr = (width: number, height: number) => {
  const content = Buffer.alloc(13);
  content.writeUInt32BE(width, 0);
  content.writeUInt32BE(height, 4);
  content[8] = 8;
  return chunk('IHDR', content);
};
const pngHead = text('\x89PNG\r\n\x1a\n');
const idat = chunk('IDAT', deflateSync(Buffer.from([0, 7, 0, 8])));
const iend = chunk('IEND', Buffer.alloc(0));
const plainPng = Buffer.concat([pngHead, ihdr(1, 2), idat, iend]);

const webpChunk = (name: string, content: Uint8Array) => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(content.length);
  return Buffer.concat([text(name), size, content, Buffer.alloc(content.length % 2)]);
};
const webp = (...chunks: Uint8Array[]) => {
  const body = Buffer.concat([text('WEBP'), ...chunks]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([text('RIFF'), size, body]);
};
const vp8x = (flags: number) => webpChunk('VP8X', Uint8Array.of(flags, 0, 0, 0, 3, 0, 0, 2, 0, 0));
/** A lossless head: 0x2f, then 14 bits each of width - 1 and height - 1. */
const vp8l = webpChunk('VP8L', Uint8Array.of(0x2f, 3, 0x80, 0, 0, 1, 2, 3, 4, 5, 6));

const refused = (bytes: Uint8Array) => {
  try {
    cleanPhoto(bytes);
    return 'taken';
  } catch (error) {
    return error instanceof HubError ? `${error.code}: ${error.message}` : error;
  }
};

describe('a JPEG', () => {
  it('keeps its picture only', () => {
    expect(cleanPhoto(dirtyJpeg(1))).toEqual({ type: 'image/jpeg', bytes: new Uint8Array(plainJpeg), width: 4, height: 3 });
  });

  it('keeps how the camera was held, and nothing else that the camera wrote', () => {
    for (const little of [false, true]) {
      const bytes = Buffer.from(cleanPhoto(dirtyJpeg(6, little)).bytes);
      expect(bytes.subarray(2).equals(Buffer.concat([exifOf(6), plainJpeg.subarray(2)]))).toBe(true);
      expect(bytes.toString('latin1')).not.toMatch(/secret|CAM|GPS/);
    }
  });

  it('stays the same when it is cleaned again', () => {
    const { bytes } = cleanPhoto(dirtyJpeg(8));
    expect(cleanPhoto(bytes).bytes).toEqual(bytes);
  });

  it('keeps several scans and Adobe’s word on colours', () => {
    const adobe = segment(0xee, text('Adobe\0d\0\0\0\0\x01'));
    const progressive = Buffer.concat([soi, adobe, tables, frame, scan, tables, scan, eoi]);
    expect(Buffer.from(cleanPhoto(progressive).bytes).equals(progressive)).toBe(true);
  });

  it('is refused when it is cut off anywhere', () => {
    for (let length = 3; length < plainJpeg.length; length++) {
      expect([length, refused(plainJpeg.subarray(0, length))]).toEqual([length, 'photo_refused: 照片不能用：文件坏了，换一张']);
    }
  });
});

/** What is written anew: big-endian, one entry. */
function exifOf(orientation: number): Buffer {
  return segment(
    0xe1,
    Buffer.concat([text('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0'), Uint8Array.of(orientation, 0, 0, 0, 0, 0, 0)]),
  );
}

describe('a PNG', () => {
  it('keeps its picture only', () => {
    const dirty = Buffer.concat([
      pngHead,
      ihdr(1, 2),
      chunk('tEXt', text('Author\0secret')),
      chunk('eXIf', text('MM secret')),
      idat,
      iend,
      text('tail'),
    ]);
    const clean = cleanPhoto(dirty);
    expect(clean).toEqual({ type: 'image/png', bytes: new Uint8Array(plainPng), width: 1, height: 2 });
    expect(inflateSync(Buffer.from(clean.bytes).subarray(8 + 25 + 8, -12 - 4)).length).toBe(4);
  });

  it('is refused when it is cut off, or a chunk is damaged', () => {
    const bent = Buffer.from(plainPng);
    bent[45] = (bent[45] ?? 0) ^ 1;
    expect([refused(bent), ...[9, 30, 50, plainPng.length - 1].map((length) => refused(plainPng.subarray(0, length)))]).toEqual(
      Array(5).fill('photo_refused: 照片不能用：文件坏了，换一张'),
    );
  });

  it('is refused when it would unfold to more points than a phone shows', () => {
    expect(refused(Buffer.concat([pngHead, ihdr(60_000, 60_000), idat, iend]))).toBe(
      'photo_refused: 照片不能用：像素太多，缩小到 2400 万像素以内',
    );
  });
});

describe('a WebP', () => {
  it('keeps its picture only, and no longer says that more follows', () => {
    const dirty = webp(
      vp8x(0x2c),
      webpChunk('ICCP', text('secret')),
      vp8l,
      webpChunk('EXIF', text('secret')),
      webpChunk('XMP ', text('secret!')),
    );
    expect(cleanPhoto(dirty)).toEqual({ type: 'image/webp', bytes: new Uint8Array(webp(vp8x(0), vp8l)), width: 4, height: 3 });
  });

  it('is refused when it moves or is cut off', () => {
    const plain = webp(vp8l);
    expect([refused(webp(vp8x(2), vp8l)), refused(plain.subarray(0, 30))]).toEqual([
      'photo_refused: 照片不能用：会动的图不收，换一张照片',
      'photo_refused: 照片不能用：文件坏了，换一张',
    ]);
  });
});

describe('a photo', () => {
  it('of any other kind is refused', () => {
    for (const bytes of [text('GIF89a......'), text('<svg onload=alert(1)>'), text(''), text('RIFF    WAVE')]) {
      expect(refused(bytes)).toBe('photo_refused: 照片不能用：只收 JPEG、PNG、WebP');
    }
  });

  it('is taken or refused, never more, whatever its bytes are', () => {
    const head = fc.constantFrom(plainJpeg, plainPng, webp(vp8x(0), vp8l), dirtyJpeg(3));
    fc.assert(
      fc.property(head, fc.nat(), fc.uint8Array({ maxLength: 20 }), (whole, at, junk) => {
        const bytes = Buffer.from(whole);
        Buffer.from(junk).copy(bytes, at % bytes.length);
        expect(refused(bytes)).toMatch(/^(taken|photo_refused: )/);
      }),
      { numRuns: 500 },
    );
  });

  it('is one file, named by the hash of what is left of it', async () => {
    const folder = join(temporaryFolder(), 'photos');
    const photos = photoFolder(folder);
    const hash = await photos.keep(dirtyJpeg(1));
    expect(await photos.keep(plainJpeg)).toBe(hash);
    expect([readdirSync(folder), await photos.find(hash)]).toEqual([
      [`${hash}.jpg`],
      { type: 'image/jpeg', bytes: new Uint8Array(plainJpeg) },
    ]);
  });

  it('that is not there is not found, nor anything else in the folder', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, `${'a'.repeat(32)}.jpg`));
    const photos = photoFolder(folder);
    expect([await photos.find('a'.repeat(32)), await photos.find('../secret'), await photos.find('b'.repeat(32))]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
