/** QR symbols as a receipt printer puts them on paper of 58 mm: whole dots of 1/203 inch, one bit each. */
import qrcode from 'qrcode';

export interface QrSymbol {
  readonly text: string;
  readonly version: number;
  readonly level: 'L' | 'M' | 'Q';
  readonly modules: number;
  readonly dark: (row: number, column: number) => boolean;
  /** Dots a module. */
  readonly dots: number;
}

/** Dots that the head of a 58 mm printer reaches, and dots that the paper is wide. */
export const headDots = 384;
export const paperDots = 464;

type Segments = Parameters<typeof qrcode.create>[0];

function made(text: string, segments: Segments, level: QrSymbol['level'], dots?: number): QrSymbol {
  const { modules, version } = qrcode.create(segments, { errorCorrectionLevel: level });
  const fits = Math.floor(headDots / modules.size);
  return { text, version, level, modules: modules.size, dark: (row, column) => modules.get(row, column) === 1, dots: dots ?? fits };
}

/** The specification's symbol: the prefix as bytes and the rest as digits, 6 dots a module. */
export function cardSymbol(url: string, prefix: string, level: 'M' | 'Q'): QrSymbol {
  const segments = [
    { data: Buffer.from(prefix), mode: 'byte' as const },
    { data: url.slice(prefix.length), mode: 'numeric' as const },
  ];
  return made(url, segments, level, 6);
}

/** As the station prints it: Q if that fits the head at 6 dots a module, else M. */
export function printedCardSymbol(url: string, prefix: string): QrSymbol {
  const quartile = cardSymbol(url, prefix, 'Q');
  return quartile.modules * quartile.dots <= headDots ? quartile : cardSymbol(url, prefix, 'M');
}

/** Any text in byte mode, at the largest module that fits the head. */
export function byteSymbol(text: string, level: QrSymbol['level']): QrSymbol {
  return made(text, [{ data: Buffer.from(text), mode: 'byte' }], level);
}
