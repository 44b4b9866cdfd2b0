/** The time as the server has it: phones are wrong by minutes, and some by a day. Between answers it runs with the monotonic clock. */
export interface SiteClock {
  now(): number;
  /** From an answer that came over the network just now. */
  learn(servedMs: number): void;
}

/** A phone this near the server's second is believed: the header knows no more than that, and the answer took its time. */
const believedMs = 5_000;

export function siteClock(wallMs: () => number, monotonicMs: () => number): SiteClock {
  let offsetMs = wallMs() - monotonicMs();
  return {
    now: () => monotonicMs() + offsetMs,
    learn(servedMs) {
      const phoneMs = wallMs();
      offsetMs = (Math.abs(phoneMs - servedMs) <= believedMs ? phoneMs : servedMs) - monotonicMs();
    },
  };
}
