/** The printed slip, dot by dot, and what a pocket does to it. */
import type { Grey } from './camera.ts';
import { paperDots, type QrSymbol } from './symbol.ts';

const black = 0.08;
const white = 0.95;
/** White paper above and below the symbol. */
const marginRows = 48;

export interface Slip {
  readonly paper: Grey;
  /** The symbol's first row and column, and its side. */
  readonly top: number;
  readonly left: number;
  readonly side: number;
}

export function printSlip(symbol: QrSymbol): Slip {
  const side = symbol.modules * symbol.dots;
  const left = Math.floor((paperDots - side) / 2);
  const paper = {
    width: paperDots,
    height: side + 2 * marginRows,
    data: new Float32Array(paperDots * (side + 2 * marginRows)).fill(white),
  };
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (!symbol.dark(Math.floor(y / symbol.dots), Math.floor(x / symbol.dots))) continue;
      paper.data[(y + marginRows) * paperDots + x + left] = black;
    }
  }
  return { paper, top: marginRows, left, side };
}

/**
 * A round spot over `share` of the symbol in which nothing can be seen any more, its edge uneven. It lies clear of the three finder
 * patterns: with one of those gone no format is found at all, so that would compare nothing.
 */
export function stain({ paper, top, left, side }: Slip, kind: 'dark' | 'white', share: number, random: () => number): Grey {
  const radius = side * Math.sqrt(share / Math.PI);
  const [centreX, centreY] = [left + side * (0.42 + 0.2 * random()), top + side * (0.42 + 0.2 * random())];
  const [lobes, phase] = [3 + Math.floor(random() * 4), 2 * Math.PI * random()];
  const data = paper.data.slice();
  for (let y = 0; y < paper.height; y++) {
    for (let x = 0; x < paper.width; x++) {
      const angle = Math.atan2(y - centreY, x - centreX);
      if (Math.hypot(x - centreX, y - centreY) > radius * (1 + 0.08 * Math.sin(lobes * angle + phase))) continue;
      data[y * paper.width + x] = kind === 'dark' ? black : white;
    }
  }
  return { ...paper, data };
}

/** The ink breaks off along the fold: a white line of three dots (0.4 mm) across the slip. */
export function crease({ paper }: Slip, row: number): Grey {
  const data = paper.data.slice();
  data.fill(white, (row - 1) * paper.width, (row + 2) * paper.width);
  return { ...paper, data };
}
