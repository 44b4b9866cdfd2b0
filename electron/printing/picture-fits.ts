import type { Picture } from './printer.ts';

/** 600 mm of paper: longer than any card, shorter than a roll. */
const mostRows = 4_800;

/** Whether a picture is what it says it is and no wider than the paper. */
export function pictureFits({ widthDots, heightDots, bits }: Picture, paperDots: number): boolean {
  const rows = Number.isInteger(heightDots) && heightDots >= 1 && heightDots <= mostRows;
  const columns = Number.isInteger(widthDots) && widthDots >= 1 && widthDots <= paperDots;
  return rows && columns && bits.length === Math.ceil(widthDots / 8) * heightDots;
}
