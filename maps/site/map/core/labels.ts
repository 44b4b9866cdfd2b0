/** Which labels stand on the map: those that lie over nothing. They yield in this order: closed, unknown, open, closing. */
import { discPx } from '../../../../shared/map-data/cells.ts';
import type { DoorState } from '../door.tsx';
import { labelPx } from './drawing.ts';
import type { Mark } from './marks.ts';

export const labelZoom = 15;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface PlacedMark {
  readonly mark: Mark;
  /** CSS pixels in the canvas. */
  readonly x: number;
  readonly y: number;
}

export interface Label {
  readonly words: string;
  readonly x: number;
  readonly y: number;
  readonly align: 'left' | 'center';
}

const rank: Readonly<Record<DoorState, number>> = { soon: 0, open: 1, unknown: 2, closed: 3 };
const overlaps = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const gap = 20;

/** What a mark itself covers. */
export function boxOf({ mark, x, y }: PlacedMark): Box {
  const radius = discPx(mark.count) / 2;
  return mark.number === 0
    ? { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }
    : { left: x - 14, top: y - 31, right: x + 14, bottom: y + 2 };
}

/** @param widthOf of words in CSS pixels  @param view nothing is cut: what does not lie in it whole is left out */
export function placeLabels(
  marks: readonly PlacedMark[],
  covered: readonly Box[],
  view: Box,
  widthOf: (words: string) => number,
): readonly Label[] {
  // Rows of a grid, so that each label is compared with its neighbours only.
  const cell = 96;
  const grid = new Map<number, Box[]>();
  const cellsOf = ({ left, top, right, bottom }: Box): number[] => {
    const keys: number[] = [];
    for (let row = Math.floor(top / cell); row <= Math.floor(bottom / cell); row++)
      for (let column = Math.floor(left / cell); column <= Math.floor(right / cell); column++) keys.push(row * 10_000 + column);
    return keys;
  };
  const put = (box: Box) => {
    for (const key of cellsOf(box)) grid.set(key, [...(grid.get(key) ?? []), box]);
  };
  const isFree = (box: Box) => cellsOf(box).every((key) => !(grid.get(key) ?? []).some((other) => overlaps(box, other)));
  covered.forEach(put);

  const labels: Label[] = [];
  const wanted = marks.filter(({ mark }) => mark.label !== '');
  wanted.sort((a, b) => b.mark.count - a.mark.count || rank[a.mark.state] - rank[b.mark.state] || a.mark.number - b.mark.number);
  for (const { mark, x, y } of wanted) {
    const isGroup = mark.number === 0;
    const width = widthOf(mark.label) + 4;
    const at = isGroup ? { x, y: y + discPx(mark.count) / 2 + 12 } : { x: x + gap, y: y - 14 };
    const left = isGroup ? at.x - width / 2 : at.x - 2;
    const box = { left, top: at.y - labelPx / 2 - 3, right: left + width, bottom: at.y + labelPx / 2 + 3 };
    const isInside = box.left >= view.left && box.right <= view.right && box.top >= view.top && box.bottom <= view.bottom;
    if (!isInside || !isFree(box)) continue;
    put(box);
    labels.push({ words: mark.label, ...at, align: isGroup ? 'center' : 'left' });
  }
  return labels;
}
