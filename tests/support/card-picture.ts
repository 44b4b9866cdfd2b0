/** A card's QR as the kiosk draws it: the first vector of the card format, 6 dots a module, on white paper with blocks for text. */
import qrcode from 'qrcode';
import type { Picture } from '../../electron/printing/printer.ts';

export const cardPrefix = 'https://jy.example.cn/c#';
export const cardDigits =
  '1191449112386133801614151791050931207039743474336172295596575510909536466308583951946306978705562123675152032437482308600030952124844583700424451216840964033832445407721201179083717216461519773429386451928637675563657821167130297874788825869981201075562363005429762978420666258057729435326750487619524927237183962613444988520227228523';

export function cardPicture({
  widthDots = 576,
  heightDots = 1_400,
  moduleDots = 6,
}: {
  widthDots?: number;
  heightDots?: number;
  moduleDots?: number;
} = {}): Picture {
  const segments = [
    { data: Buffer.from(cardPrefix), mode: 'byte' as const },
    { data: cardDigits, mode: 'numeric' as const },
  ];
  const { modules } = qrcode.create(segments, { errorCorrectionLevel: 'M' });
  const stride = Math.ceil(widthDots / 8);
  const bits = new Uint8Array(stride * heightDots);
  const black = (x: number, y: number) => {
    bits[y * stride + (x >> 3)] = (bits[y * stride + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
  };
  const side = modules.size * moduleDots;
  const left = (widthDots - side) >> 1;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (modules.get(Math.floor(y / moduleDots), Math.floor(x / moduleDots))) black(left + x, 60 + y);
    }
  }
  // Lines as wide as text, so that the reader has something else to look at.
  for (let y = 60 + side + 60; y < heightDots - 40; y++) {
    if (y % 40 < 24) for (let x = 20; x < widthDots - 20; x++) if ((x * 7 + y * 13) % 23 < 9) black(x, y);
  }
  return { widthDots, heightDots, bits };
}

/** As netpbm's one-bit picture, which every tool reads. */
export function pbm({ widthDots, heightDots, bits }: Picture): Uint8Array {
  return Buffer.concat([Buffer.from(`P4\n${widthDots} ${heightDots}\n`), bits]);
}
