/** The card's QR: the prefix as bytes, the digits as numbers, no logo (docs/card-format.md, section 1). */
import { create, type QRCode } from 'qrcode';

export interface CardCode {
  /** Modules on a side, without the quiet zone. */
  readonly size: number;
  isDark(x: number, y: number): boolean;
}

/** Error correction Q where it fits at this many modules, else M. */
export function cardCode(url: string, mostModules: number): CardCode {
  const at = url.indexOf('#') + 1;
  const segments = [
    { data: new TextEncoder().encode(url.slice(0, at)), mode: 'byte' as const },
    { data: url.slice(at), mode: 'numeric' as const },
  ];
  const make = (errorCorrectionLevel: 'Q' | 'M'): QRCode => create(segments as never, { errorCorrectionLevel });
  const strong = make('Q');
  const { data, size } = (strong.modules.size <= mostModules ? strong : make('M')).modules;
  return { size, isDark: (x, y) => Boolean(data[y * size + x]) };
}
