/** Time as services see it. Tests give their own; timeouts use the monotonic one, dates the wall's. */
export interface Clock {
  nowMs(): number;
  monotonicMs(): number;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};

export interface StationClock {
  nowMs(): number;
  /** What expiry and staleness are judged by: stands on the last trusted moment while the wall clock is suspect. */
  trustedMs(): number;
  state(): 'good' | 'suspect';
}

/** A wall clock may be set by so much (time service, a drifting board) without being suspected. */
const slackMs = 2 * 60_000;
const longestJumpMs = 24 * 3_600_000;

/**
 * The clock guard: the wall clock is suspect while it stands before the last event the station knows of, or after it jumped
 * ahead by more than a day against the monotonic clock. Then automatic expiry stands still at the trusted time: a flat battery
 * must not empty the screen. A station that was switched off for a week has not jumped: nothing ran that could have seen it.
 */
export function stationClock(clock: Clock, lastEventMs: number): StationClock {
  let lastGoodMs = lastEventMs;
  let lastGoodMonotonicMs = clock.monotonicMs();
  let watched = false;

  function look(): { nowMs: number; trustedMs: number; state: 'good' | 'suspect' } {
    const nowMs = clock.nowMs();
    const monotonicMs = clock.monotonicMs();
    const expectedMs = lastGoodMs + (monotonicMs - lastGoodMonotonicMs);
    const behind = nowMs < lastGoodMs - slackMs;
    const ahead = watched && nowMs - expectedMs > longestJumpMs;
    if (behind || ahead) return { nowMs, trustedMs: expectedMs, state: 'suspect' };
    lastGoodMs = nowMs;
    lastGoodMonotonicMs = monotonicMs;
    watched = true;
    return { nowMs, trustedMs: nowMs, state: 'good' };
  }

  return { nowMs: () => look().nowMs, trustedMs: () => Math.floor(look().trustedMs), state: () => look().state };
}
