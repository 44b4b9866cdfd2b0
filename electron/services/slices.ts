/** Long work beside screens that must be answered: a few milliseconds of it at a time. */

/** What waits meanwhile comes first. */
const pause = () => new Promise((resolve) => setImmediate(resolve));

/**
 * Hands out all items, at least one in each slice, and pauses between two of them.
 * @param sliceMs how long a touch may wait, besides the item that is under way
 * @param take is to use up its slice, or answers false when it has enough; `done`: how many have been handed out
 */
export async function inSlices<T>(
  items: readonly T[],
  sliceMs: number,
  take: (slice: Iterable<T>, done: () => number) => unknown,
  monotonicMs: () => number = () => performance.now(),
): Promise<void> {
  let at = 0;
  function* slice(): Generator<T> {
    const untilMs = monotonicMs() + sliceMs;
    do yield items[at++] as T;
    while (at < items.length && monotonicMs() < untilMs);
  }
  while (at < items.length) {
    const before = at;
    if (take(slice(), () => at) === false) return;
    if (at === before) throw new Error('a slice that nobody used would come for ever');
    await pause();
  }
}
