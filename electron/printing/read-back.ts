/**
 * Reads the QR of a picture before it goes to paper: what a phone could not read must not be handed to a person. The reader is a
 * WebAssembly module that is loaded at the first card, from the file that its package brings; nothing is fetched.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Picture, ReadBack } from './printer.ts';

type Reader = typeof import('zxing-wasm/reader');

/** Around the picture: the paper's unprinted margin. Without a quiet zone nothing is found. */
const marginDots = 32;

let loading: Promise<Reader> | null = null;

async function load(): Promise<Reader> {
  const reader = await import('zxing-wasm/reader');
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const bytes = await readFile(file);
  await reader.prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(bytes).buffer }, fireImmediately: true });
  return reader;
}

export const readBack: ReadBack = async (picture) => {
  loading ??= load();
  const reader = await loading.catch((error: unknown) => {
    loading = null;
    throw error;
  });
  const [found] = await reader.readBarcodes(onPaper(picture), {
    formats: ['QRCode'],
    maxNumberOfSymbols: 1,
    // The picture is as straight and as black as it will ever be: what needs the reader's utmost would fail on a phone.
    tryHarder: false,
    tryRotate: false,
    tryInvert: false,
    tryDownscale: false,
  });
  return found?.isValid ? found.text : null;
};

/** Black dots on white paper, as grey levels in four channels. */
function onPaper({ widthDots, heightDots, bits }: Picture): {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
  colorSpace: 'srgb';
} {
  const stride = Math.ceil(widthDots / 8);
  const width = widthDots + 2 * marginDots;
  const height = heightDots + 2 * marginDots;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  const dots = new Uint32Array(data.buffer);
  // Little-endian on every machine this runs on; black is opaque zero.
  const black = 0xff000000;
  for (let y = 0; y < heightDots; y++) {
    const to = (y + marginDots) * width + marginDots;
    for (let x = 0; x < widthDots; x++) {
      if (((bits[y * stride + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) dots[to + x] = black;
    }
  }
  return { width, height, data, colorSpace: 'srgb' };
}
