/** Three readers of different descent, each given the same grey pictures. A reader answers the text of each picture, or null. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Photo } from './camera.ts';

export type Reader = (pictures: readonly Photo[]) => Promise<(string | null)[]>;

type JsQr = typeof import('jsqr').default;
const jsQr = createRequire(import.meta.url)('jsqr') as JsQr;

function rgba({ bytes }: Photo): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(bytes.length * 4).fill(255);
  for (let at = 0; at < bytes.length; at++) {
    const value = bytes[at] as number;
    pixels[at * 4] = value;
    pixels[at * 4 + 1] = value;
    pixels[at * 4 + 2] = value;
  }
  return pixels;
}

const zxing: Reader = async (pictures) => {
  const wasm = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
  const read = [];
  for (const picture of pictures) {
    const image = { data: rgba(picture), width: picture.width, height: picture.height, colorSpace: 'srgb' } as ImageData;
    read.push((await readBarcodes(image, { formats: ['QRCode'], tryInvert: false, maxNumberOfSymbols: 1 }))[0]?.text ?? null);
  }
  return read;
};

const jsqr: Reader = async (pictures) =>
  pictures.map((picture) => jsQr(rgba(picture), picture.width, picture.height, { inversionAttempts: 'dontInvert' })?.data || null);

function run(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    // zbarimg exits with 4 when one of the pictures holds nothing it can read
    execFile(command, args, { maxBuffer: 1 << 26 }, (error, stdout) => (error && error.code !== 4 ? reject(error) : resolve(stdout)));
  });
}

const zbar: Reader = async (pictures) => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-bench-'));
  try {
    const names = pictures.map((picture, at) => {
      const name = join(folder, `${at}.pgm`);
      writeFileSync(name, Buffer.concat([Buffer.from(`P5\n${picture.width} ${picture.height}\n255\n`), picture.bytes]));
      return name;
    });
    const xml = await run('zbarimg', ['--quiet', '--xml', '--nodbus', '-Sdisable', '-Sqrcode.enable', ...names]);
    const found = new Map<string, string>();
    for (const [, name = '', inside = ''] of xml.matchAll(/<source href='([^']+)'>(.*?)<\/source>/gs)) {
      found.set(name, /<data>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?<\/data>/s.exec(inside)?.[1] ?? '');
    }
    return names.map((name) => found.get(name) ?? null);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Without zbarimg on the machine the other two are measured. */
export async function readers(): Promise<Readonly<Record<string, Reader>>> {
  const installed = await run('zbarimg', ['--version']).then(
    () => true,
    () => false,
  );
  return { zxing, ...(installed && { zbar }), jsqr };
}
