import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxOf, type PlacedMark, placeLabels } from '../../../../maps/site/map/core/labels.ts';
import type { DoorState } from '../../../../maps/site/map/door.tsx';

const view = { left: 0, top: 0, right: 400, bottom: 800 };
const widthOf = (words: string) => words.length * 14;
const door = (number: number, x: number, y: number, state: DoorState, label: string): PlacedMark => ({
  ...{ x, y },
  mark: { x: 0, y: 0, count: 1, open: null, number, state, label },
});
const placed = (...marks: PlacedMark[]) => placeLabels(marks, marks.map(boxOf), view, widthOf).map(({ words }) => words);

describe('labels beside the doors', () => {
  it('yield where two would lie on each other: closed first, then unknown, then open', () => {
    const near = (state: DoorState, label: string, number: number) => door(number, 100, 100 + number * 3, state, label);
    expect(placed(near('closed', '14:00 开', 1), near('soon', '12:00 午休', 2))).toEqual(['12:00 午休']);
    expect(placed(near('unknown', '不明', 1), near('open', '到 21:00', 2))).toEqual(['到 21:00']);
    expect(placed(near('closed', '14:00 开', 1), near('unknown', '不明', 2))).toEqual(['不明']);
  });

  it('are left out rather than cut at the edge, or laid over another door', () => {
    expect(placed(door(1, 380, 100, 'open', '到 21:00'))).toEqual([]);
    expect(placed(door(1, 100, 100, 'open', '到 21:00'), door(2, 140, 102, 'closed', ''))).toEqual([]);
  });

  it('stand free of each other and of every mark, wherever the marks are', () => {
    const mark = fc.tuple(
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 800 }),
      fc.constantFrom<DoorState>('open', 'soon', 'closed', 'unknown'),
    );
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 60 }), (all) => {
        const marks = all.map(([x, y, state], index) => door(index + 1, x, y, state, '到 21:00'));
        const boxes = placeLabels(marks, marks.map(boxOf), view, widthOf).map(({ words, x, y }) => ({
          ...{ left: x - 2, right: x + widthOf(words) + 2, top: y - 10, bottom: y + 10 },
        }));
        const taken = [...marks.map(boxOf), ...boxes];
        for (const box of boxes) {
          const over = taken.filter(
            (other) =>
              other !== box && other.left < box.right && box.left < other.right && other.top < box.bottom && box.top < other.bottom,
          );
          expect(over).toEqual([]);
          expect(box.left >= 0 && box.right <= 400 && box.top >= 0 && box.bottom <= 800).toBe(true);
        }
      }),
    );
  });
});
