/**
 * The fixed set of bad pictures: each condition by itself, at each of three distances. Distance, blur and fold are set on the
 * paper, by the card's module of 6 dots (0.75 mm): the camera sees the same slip from the same place, whatever is printed on it.
 */
import { blur, fade, type Grey, grain, type Photo, photograph, toBytes } from './camera.ts';
import { crease, printSlip, stain } from './paper.ts';
import type { QrSymbol } from './symbol.ts';

const moduleDots = 6;
/** Camera pixels for 0.75 mm of paper. */
export const distances = [8, 5, 3] as const;

type Take = (symbol: QrSymbol, scale: number, random: () => number) => Grey;

const plain: Take = (symbol, scale) => photograph(printSlip(symbol).paper, { scale });
const turned =
  (rotationDegrees: number): Take =>
  (symbol, scale) =>
    photograph(printSlip(symbol).paper, { scale, rotationDegrees });
const soft =
  (modules: number): Take =>
  (symbol, scale, random) =>
    blur(plain(symbol, scale, random), modules * moduleDots * scale);
const stained =
  (kind: 'dark' | 'white'): Take =>
  (symbol, scale, random) =>
    photograph(stain(printSlip(symbol), kind, 0.15, random), { scale });

export const conditions: Readonly<Record<string, Take>> = {
  'as printed': plain,
  'blur of 0.2 module': soft(0.2),
  'blur of 0.3 module': soft(0.3),
  'noise, sigma 40 of 255': (symbol, scale, random) => grain(plain(symbol, scale, random), 40 / 255, random),
  'contrast 30 %': (symbol, scale, random) => fade(plain(symbol, scale, random), 0.3),
  'dark stain over 15 %': stained('dark'),
  'white stain over 15 %': stained('white'),
  folded: (symbol, scale, random) => {
    const slip = printSlip(symbol);
    const foldRow = Math.round(slip.top + slip.side * (0.3 + 0.4 * random()));
    return photograph(crease(slip, foldRow), { scale, foldRow });
  },
  'turned 5°': turned(5),
  'turned 15°': turned(15),
  'turned 30°': turned(30),
  'turned 45°': turned(45),
  'keystone 12 %': (symbol, scale) => photograph(printSlip(symbol).paper, { scale, keystone: 0.12 }),
};

export function take(condition: string, symbol: QrSymbol, distance: number, random: () => number): Photo {
  const shoot = conditions[condition];
  if (!shoot) throw new RangeError(`no condition ${condition}`);
  return toBytes(shoot(symbol, distance / moduleDots, random));
}
