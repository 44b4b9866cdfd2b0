/** A film for a browser's pretended camera: a code held still, as uncompressed Y4M. */
import { writeFileSync } from 'node:fs';
import { create } from 'qrcode';

const width = 640;
const height = 480;

export function moving(path: string, text: string): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const dots = Math.floor(400 / modules.size);
  const light = Buffer.alloc(width * height, 235);
  for (let row = 0; row < modules.size * dots; row++) {
    for (let column = 0; column < modules.size * dots; column++) {
      const dark = modules.get(Math.floor(row / dots), Math.floor(column / dots));
      if (dark) light[(row + 40) * width + column + 120] = 16;
    }
  }
  const colour = Buffer.alloc((width * height) / 2, 128);
  const frames = Array.from({ length: 10 }, () => Buffer.concat([Buffer.from('FRAME\n'), light, colour]));
  writeFileSync(path, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), ...frames]));
}
