/** ZXing as WebAssembly from our own origin: half a megabyte that only those who scan here fetch. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const engine = new URL('../../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm', import.meta.url).href;
prepareZXingModule({ overrides: { locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? engine : prefix + path) } });

const canvas = document.createElement('canvas');

async function readPicture(picture: CanvasImageSource, width: number, height: number): Promise<string | null> {
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context || width === 0 || height === 0) return null;
  context.drawImage(picture, 0, 0, width, height);
  const found = await readBarcodes(context.getImageData(0, 0, width, height), {
    formats: ['QRCode'],
    tryHarder: true,
    maxNumberOfSymbols: 1,
  });
  return found[0]?.text ?? null;
}

/** The text of the code in view; null without one. */
export function readFrame(video: HTMLVideoElement): Promise<string | null> {
  return readPicture(video, video.videoWidth, video.videoHeight);
}

/** The text of the code in a photograph, looked at no larger than `edge` pixels; null without one. */
export async function readPhoto(photo: Blob, edge: number): Promise<string | null> {
  const address = URL.createObjectURL(photo);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(1, edge / Math.max(image.naturalWidth, image.naturalHeight));
    return await readPicture(image, Math.round(image.naturalWidth * scale), Math.round(image.naturalHeight * scale));
  } finally {
    URL.revokeObjectURL(address);
  }
}
