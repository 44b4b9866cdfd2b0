import { describe, expect, it } from 'vitest';
import { inSlices } from '../../../electron/services/slices.ts';

/** A clock that goes on by so much with every look at it. */
const clockOf = (stepMs: number) => {
  let nowMs = 0;
  return () => {
    nowMs += stepMs;
    return nowMs;
  };
};

describe('work in slices', () => {
  const items = [1, 2, 3, 4, 5, 6, 7];

  it('hands out every item once, in order, a few milliseconds at a time', async () => {
    const slices: number[][] = [];
    await inSlices(items, 2, (slice) => void slices.push([...slice]), clockOf(0.8));
    expect(slices).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
  });

  it('hands out one at least, however slow it is', async () => {
    const slices: number[][] = [];
    await inSlices(items, 2, (slice) => void slices.push([...slice]), clockOf(50));
    expect(slices).toEqual(items.map((item) => [item]));
  });

  it('lets what waits come between two slices', async () => {
    const order: string[] = [];
    setImmediate(() => order.push('a touch'));
    await inSlices([1, 2], 2, (slice) => order.push(`slice ${[...slice]}`), clockOf(50));
    expect(order).toEqual(['slice 1', 'a touch', 'slice 2']);
  });

  it('tells how far it is, and ends when it is told so', async () => {
    const done: number[] = [];
    await inSlices(
      items,
      2,
      (slice, count) => {
        for (const item of slice) if (item === 4) return false;
        return done.push(count());
      },
      clockOf(0.8),
    );
    expect(done).toEqual([3]);
  });

  it('breaks off with what throws, and with a slice that nobody uses', async () => {
    await expect(
      inSlices(items, 2, () => {
        throw new Error('the disk is full');
      }),
    ).rejects.toThrow('the disk is full');
    await expect(inSlices(items, 2, () => {})).rejects.toThrow('a slice that nobody used');
  });

  it('does nothing without items', async () => {
    await inSlices([], 2, () => {
      throw new Error('never');
    });
  });
});
