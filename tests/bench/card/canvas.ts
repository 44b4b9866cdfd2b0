import type { Picture } from '../../../electron/printing/printer.ts';
import type { IssuedCard } from '../../../shared/api/kiosk-api.ts';
import { printedCardSymbol } from './symbol.ts';
export async function withCanvas<T>(
  use: (draw: (card: IssuedCard) => Promise<{ picture: Picture; ms: number }>) => Promise<T>,
): Promise<T> {
  return use(async (card) => {
    const start = performance.now();
    const prefix = card.url.slice(0, card.url.indexOf('#') + 1);
    const s = printedCardSymbol(card.url, prefix);
    const w = 384,
      h = 400;
    const bits = new Uint8Array((w / 8) * h);
    const side = s.modules * s.dots;
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++)
        if (s.dark(Math.floor(y / s.dots), Math.floor(x / s.dots))) {
          const X = x + 8;
          const at = y * 48 + (X >> 3);
          bits[at] = (bits[at] ?? 0) | (0x80 >> (X & 7));
        }
    return { picture: { widthDots: w, heightDots: h, bits }, ms: performance.now() - start };
  });
}
