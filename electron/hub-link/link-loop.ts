/**
 * When to exchange: soon after something changed, now and then to hear what is new, ever more seldom while nobody answers. A hub of
 * thousands must not be asked by all of them at once when its network comes back, so pauses have a random part.
 */
import type { ExchangeOutcome } from './exchange.ts';

export interface LoopParts {
  readonly run: () => Promise<ExchangeOutcome>;
  /** Marks that wait to be sent. */
  readonly waiting: () => number;
  readonly isLinked: () => boolean;
  readonly monotonicMs: () => number;
  /** 0 to 1. */
  readonly random: () => number;
  readonly onOutcome: (outcome: ExchangeOutcome) => void;
}

export interface LinkLoop {
  /** To be called every two seconds or so; does nothing while it is not time. */
  tick(): Promise<void>;
  /** Now, whatever the pause: staff asked for it. */
  now(): Promise<ExchangeOutcome | undefined>;
}

/** What is changed in quick succession travels together. */
const gatherMs = 1000;
const listenEveryMs = 30_000;
const firstPauseMs = 5000;
const longestPauseMs = 300_000;

export function linkLoop({ run, waiting, isLinked, monotonicMs, random, onOutcome }: LoopParts): LinkLoop {
  let ranAtMs = Number.NEGATIVE_INFINITY;
  let pauseMs = 0;
  let running: Promise<ExchangeOutcome> | undefined;

  function exchange(): Promise<ExchangeOutcome> {
    running ??= run()
      .then((outcome) => {
        if (outcome.kind === 'done') pauseMs = 0;
        else {
          const next = outcome.kind === 'refused' ? longestPauseMs : Math.min(longestPauseMs, Math.max(firstPauseMs, pauseMs * 2));
          pauseMs = next;
        }
        onOutcome(outcome);
        return outcome;
      })
      .finally(() => {
        ranAtMs = monotonicMs();
        running = undefined;
      });
    return running;
  }

  return {
    async tick() {
      if (running || !isLinked()) return;
      const sinceMs = monotonicMs() - ranAtMs;
      const usual = waiting() > 0 ? gatherMs : listenEveryMs;
      if (sinceMs >= (pauseMs > 0 ? pauseMs * (0.75 + random() / 2) : usual)) await exchange();
    },
    now: async () => (isLinked() ? exchange() : undefined),
  };
}
