/**
 * A picture as a PDF of one page at its true size: 203 dots to the inch, every dot a dot. Written here because a library for
 * this weighs a hundred times as much.
 */
import { deflateSync } from 'node:zlib';
import type { Picture } from './printer.ts';

export const dotsPerInch = 203;
export const mmOfDots = (dots: number) => (dots / dotsPerInch) * 25.4;
const pointsOfMm = (mm: number) => (mm / 25.4) * 72;

export interface Page {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** The picture stands at the top of the page, in the middle, `topMm` below the edge. */
export function pdfOf({ widthDots, heightDots, bits }: Picture, page: Page, topMm = 0): Uint8Array {
  const [width, height] = [pointsOfMm(page.widthMm), pointsOfMm(page.heightMm)];
  const [across, down] = [pointsOfMm(mmOfDots(widthDots)), pointsOfMm(mmOfDots(heightDots))];
  // Downwards: a page a hair too large is a dot larger to whoever draws it.
  const at = (points: number) => (Math.floor(points * 1_000) / 1_000).toFixed(3);
  const draw = `q ${at(across)} 0 0 ${at(down)} ${at((width - across) / 2)} ${at(height - down - pointsOfMm(topMm))} cm /P Do Q`;
  const image = deflateSync(bits);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${at(width)} ${at(height)}] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> >>`,
    stream('', Buffer.from(draw)),
    // A set bit is black on the paper and white in PDF's grey.
    stream(
      `/Type /XObject /Subtype /Image /Width ${widthDots} /Height ${heightDots} /BitsPerComponent 1 /ColorSpace /DeviceGray /Decode [1 0] /Filter /FlateDecode `,
      image,
    ),
  ];

  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const add = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  objects.forEach((object, index) => {
    offsets.push(length);
    add(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]));
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  add(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`));
  return Buffer.concat(parts);
}

function stream(entries: string, bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`<< ${entries}/Length ${bytes.length} >>\nstream\n`), bytes, Buffer.from('\nendstream')]);
}
