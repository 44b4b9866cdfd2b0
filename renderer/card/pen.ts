/** Drawing on one-bit paper: text that never runs over its place, lines, boxes, the code's modules. */
import type { CardCode } from './card-code.ts';

export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
export type Weight = 400 | 600 | 800;
export const family = '"Noto Sans SC Variable", "Noto Sans SC", sans-serif';
const smallest = 16;

export interface Pen {
  /** Baseline text; set smaller until it fits; answers the width it took. */
  text(
    words: string,
    at: { x: number; y: number; size: number; weight?: Weight; most?: number; align?: 'left' | 'right' | 'center'; white?: boolean },
  ): number;
  line(y: number, from: number, to: number, thick?: number): void;
  fill(x: number, y: number, width: number, height: number): void;
  box(x: number, y: number, width: number, height: number, radius: number, thick: number): void;
  code(code: CardCode, x: number, y: number, module: number): void;
  /** A pictogram drawn in a 256 square, as lines. */
  shape(path: string, x: number, y: number, side: number): void;
}

export function pen(context: Context): Pen {
  const font = (size: number, weight: Weight) => {
    context.font = `${weight} ${size}px ${family}`;
  };
  return {
    text(words, { x, y, size, weight = 400, most = Number.POSITIVE_INFINITY, align = 'left', white = false }) {
      let fitting = size;
      font(fitting, weight);
      while (fitting > smallest && context.measureText(words).width > most) {
        fitting = Math.max(smallest, Math.min(fitting - 1, Math.floor((fitting * most) / context.measureText(words).width)));
        font(fitting, weight);
      }
      context.fillStyle = white ? '#fff' : '#000';
      context.textAlign = align;
      context.textBaseline = 'alphabetic';
      context.fillText(words, Math.round(x), Math.round(y), Number.isFinite(most) ? most : undefined);
      return Math.min(most, context.measureText(words).width);
    },
    line: (y, from, to, thick = 3) => {
      context.fillStyle = '#000';
      context.fillRect(from, Math.round(y), to - from, thick);
    },
    fill: (x, y, width, height) => {
      context.fillStyle = '#000';
      context.fillRect(x, y, width, height);
    },
    box: (x, y, width, height, radius, thick) => {
      context.strokeStyle = '#000';
      context.lineWidth = thick;
      context.beginPath();
      context.roundRect(x, y, width, height, radius);
      context.stroke();
    },
    code: (code, x, y, module) => {
      context.fillStyle = '#000';
      for (let row = 0; row < code.size; row++) {
        for (let column = 0; column < code.size; column++) {
          if (code.isDark(column, row)) context.fillRect(Math.round(x) + column * module, Math.round(y) + row * module, module, module);
        }
      }
    },
    shape: (path, x, y, side) => {
      context.save();
      context.translate(x, y);
      context.scale(side / 256, side / 256);
      context.fillStyle = '#000';
      context.fill(new Path2D(path));
      context.restore();
    },
  };
}
