/** When a session ends by itself: nobody touched the screen, it asked, nobody answered. Pure; time is monotonic. */

export interface IdleLimits {
  /** Alone for so long before it asks; 0 s of asking ends at once (a completion screen). */
  readonly aloneMs: number;
  readonly askingMs: number;
}

export const usualLimits: IdleLimits = { aloneMs: 60_000, askingMs: 20_000 };
export const completionLimits: IdleLimits = { aloneMs: 15_000, askingMs: 0 };

export type IdlePhase =
  | { readonly phase: 'in-use' }
  | { readonly phase: 'asking'; readonly secondsLeft: number }
  | { readonly phase: 'over' };

export function idlePhase(lastTouchMs: number, nowMs: number, { aloneMs, askingMs }: IdleLimits): IdlePhase {
  const alone = nowMs - lastTouchMs;
  if (alone < aloneMs) return { phase: 'in-use' };
  const left = aloneMs + askingMs - alone;
  return left > 0 ? { phase: 'asking', secondsLeft: Math.ceil(left / 1000) } : { phase: 'over' };
}
