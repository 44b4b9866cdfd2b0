import { describe, expect, it } from 'vitest';
import { Changes, paced } from '../../../../maps/site/map/core/changes.ts';

/** A clock that stands until it is moved, and the work that waits for it. */
function stillClock() {
  let nowMs = 0;
  let waiting: { atMs: number; work: () => void }[] = [];
  return {
    pace: { monotonicMs: () => nowMs, after: (ms: number, work: () => void) => void waiting.push({ atMs: nowMs + ms, work }) },
    async pass(ms: number): Promise<void> {
      nowMs += ms;
      const due = waiting.filter(({ atMs }) => atMs <= nowMs);
      waiting = waiting.filter(({ atMs }) => atMs > nowMs);
      for (const { work } of due) work();
      await Promise.resolve();
    },
  };
}

describe('changes', () => {
  it('are told once for all that happen in one turn, to all who listen', async () => {
    const changes = new Changes();
    const told: number[] = [];
    changes.subscribe(() => told.push(changes.version));
    const leave = changes.subscribe(() => told.push(changes.version * 10));
    changes.changed();
    changes.changed();
    await Promise.resolve();
    leave();
    changes.changed();
    await Promise.resolve();
    expect(told).toEqual([1, 10, 2]);
  });

  it('are told at once after a rest, and together in a rush', async () => {
    const { pace, pass } = stillClock();
    const changes = new Changes(paced(60, pace));
    const versions: number[] = [];
    const changed = async (...afterMs: readonly number[]) => {
      for (const ms of afterMs) {
        await pass(ms);
        changes.changed();
        await pass(0);
        versions.push(changes.version);
      }
    };
    // the first; three within 60 ms of it; at 60 ms they are told; the next within 60 ms of that waits again
    await changed(0, 10, 20, 20, 15);
    expect(versions).toEqual([1, 1, 1, 1, 2]);
    await pass(60);
    expect(changes.version).toBe(3);
    await pass(1000);
    await changed(0);
    expect(changes.version).toBe(4);
  });

  it('that the reader makes are told at once, in a rush too, and once for one turn', async () => {
    const { pace, pass } = stillClock();
    const changes = new Changes(paced(60, pace));
    const told: number[] = [];
    changes.subscribe(() => told.push(changes.version));
    changes.changed();
    await pass(10);
    changes.changed();
    await pass(10);
    changes.done();
    changes.done();
    await pass(0);
    expect(told).toEqual([1, 2]);
    await pass(60);
    expect(told).toEqual([1, 2, 3]);
  });
});
