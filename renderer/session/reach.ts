/** Collects how often postings were shown and touched, and hands it over now and then: the beginning of the funnel. */
import type { KioskApi } from '../../shared/api/kiosk-api.ts';

const mostPostings = 200;

export interface ReachCounter {
  shown(postingIds: readonly string[]): void;
  touched(postingId: string): void;
  /** Sends what has been counted; what cannot be sent is kept for the next time. */
  flush(): Promise<void>;
}

export function reachCounter(api: Pick<KioskApi, 'reach.record'>): ReachCounter {
  let counts = new Map<string, { shown: number; touched: number }>();

  const add = (postingId: string, shown: number, touched: number) => {
    const before = counts.get(postingId);
    // A station that stays silent for hours must not fill the page's memory.
    if (!before && counts.size >= mostPostings) return;
    counts.set(postingId, { shown: (before?.shown ?? 0) + shown, touched: (before?.touched ?? 0) + touched });
  };

  return {
    shown: (postingIds) => {
      for (const id of postingIds) add(id, 1, 0);
    },
    touched: (postingId) => add(postingId, 0, 1),
    flush: async () => {
      if (counts.size === 0) return;
      const sending = counts;
      counts = new Map();
      try {
        await api['reach.record']({ reach: [...sending].map(([postingId, count]) => ({ postingId, ...count })) });
      } catch {
        for (const [postingId, count] of sending) add(postingId, count.shown, count.touched);
      }
    },
  };
}
