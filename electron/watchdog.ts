/**
 * Decides what is done about a page that fell silent or blank: reload, start the whole thing anew, at last a page that
 * needs no script. Pure: clocks are given, the host acts. Used by the Electron shell and by the host of a Chromium browser.
 * Silence is measured by a monotonic clock; only the history of relaunches, which outlives the process, is in wall time.
 */
export type Verdict = 'well' | 'reload' | 'relaunch' | 'static';

export interface WatchdogHistory {
  readonly relaunchesAtMs: readonly number[];
}

export interface WatchdogOptions {
  readonly monotonicMs: () => number;
  readonly wallMs: () => number;
  readonly history: WatchdogHistory;
}

export interface Watchdog {
  /** The page reports. A beat without content counts as silence. */
  beat(showsContent: boolean): void;
  /** To be asked about once a second. A verdict other than `well` is given once and must be acted on. */
  tick(): Verdict;
  /** The page is known to be gone: the same ladder, without the waiting. */
  fail(): Verdict;
  /** To be kept where the next process finds it, whenever the verdict is `relaunch`. */
  history(): WatchdogHistory;
}

const silenceMs = 8_000;
/** A page that was just loaded gets longer until its first beat: a cold board needs that, and reloading it would never end. */
const firstBeatMs = 20_000;
const reloads = { most: 3, withinMs: 10 * 60_000 };
const relaunches = { most: 3, withinMs: 60 * 60_000 };

export function createWatchdog({ monotonicMs, wallMs, history }: WatchdogOptions): Watchdog {
  let reloadsAtMs: number[] = [];
  let relaunchesAtMs = [...historyFrom(history, wallMs()).relaunchesAtMs];
  let beatsSinceLoad = false;
  let lastSignMs = monotonicMs();
  let staticSinceMs: number | null = null;

  function loading() {
    beatsSinceLoad = false;
    lastSignMs = monotonicMs();
  }

  function escalate(): Verdict {
    const nowMs = monotonicMs();
    if (staticSinceMs !== null) return 'static';
    loading();
    reloadsAtMs = reloadsAtMs.filter((atMs) => nowMs - atMs < reloads.withinMs);
    if (reloadsAtMs.length < reloads.most) {
      reloadsAtMs.push(nowMs);
      return 'reload';
    }
    reloadsAtMs = [];
    return relaunch();
  }

  function relaunch(): Verdict {
    relaunchesAtMs = [...historyFrom({ relaunchesAtMs }, wallMs()).relaunchesAtMs];
    if (relaunchesAtMs.length >= relaunches.most) {
      staticSinceMs = monotonicMs();
      return 'static';
    }
    relaunchesAtMs.push(wallMs());
    return 'relaunch';
  }

  return {
    beat(showsContent) {
      if (!showsContent) return;
      beatsSinceLoad = true;
      lastSignMs = monotonicMs();
    },
    tick() {
      const nowMs = monotonicMs();
      if (staticSinceMs !== null) {
        // The static roll shows jobs but serves nobody: after an hour the full page gets another chance.
        if (nowMs - staticSinceMs < relaunches.withinMs) return 'well';
        staticSinceMs = null;
        loading();
        return relaunch();
      }
      return nowMs - lastSignMs >= (beatsSinceLoad ? silenceMs : firstBeatMs) ? escalate() : 'well';
    },
    fail: escalate,
    history: () => ({ relaunchesAtMs: [...relaunchesAtMs] }),
  };
}

/** Whatever a file held, as a history: times outside the last hour, or ahead of the clock, would count for ever. */
export function historyFrom(value: unknown, nowMs: number): WatchdogHistory {
  const listed = typeof value === 'object' && value !== null && 'relaunchesAtMs' in value ? value.relaunchesAtMs : [];
  const relaunchesAtMs = (Array.isArray(listed) ? listed : [])
    .filter((atMs): atMs is number => Number.isFinite(atMs) && atMs <= nowMs && nowMs - atMs < relaunches.withinMs)
    .slice(-relaunches.most);
  return { relaunchesAtMs };
}
