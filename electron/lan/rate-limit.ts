/** So much and no more from one address, in memory. Tries of a PIN are counted by the lock beside it; this one keeps the station free. */

export interface RateLimit {
  /** Whether one more is served now. */
  takes(address: string): boolean;
}

const mostAddresses = 1000;

/** @param most how many at once; as many come back in `perMs` */
export function rateLimit(most: number, perMs: number, monotonicMs: () => number): RateLimit {
  const buckets = new Map<string, { left: number; atMs: number }>();
  return {
    takes(address) {
      const atMs = monotonicMs();
      const before = buckets.get(address) ?? { left: most, atMs };
      const left = Math.min(most, before.left + ((atMs - before.atMs) / perMs) * most);
      buckets.delete(address);
      const isServed = left >= 1;
      buckets.set(address, { left: isServed ? left - 1 : left, atMs });
      // The one that has been silent the longest goes: it has most of its share back.
      for (const oldest of buckets.keys()) {
        if (buckets.size <= mostAddresses) break;
        buckets.delete(oldest);
      }
      return isServed;
    },
  };
}
