/**
 * Who stands at the screen, by the card that was made or scanned in this touch session. Held in memory only: it ends with the
 * session, and nothing of it outlives the process.
 */
export interface Tie {
  readonly workerId: string;
  readonly cardId: string;
  /** Whether the card itself was held under the scanner. */
  readonly scanned: boolean;
}

export interface Sessions {
  tie(sessionId: string, tie: Tie): void;
  find(sessionId: string): Tie | undefined;
  /** From now on the session is nobody's and gets nothing of what was made in it. */
  end(sessionId: string): void;
  hasEnded(sessionId: string): boolean;
  /** Cuts every tie to a worker who is gone. */
  cut(workerId: string): void;
}

/** A kiosk has one session at a time; what a page that died left behind is dropped with the oldest. */
const mostKept = 500;

export function sessions(): Sessions {
  const ties = new Map<string, Tie>();
  const ended = new Set<string>();
  const dropOldest = (kept: Map<string, unknown> | Set<string>) => {
    if (kept.size <= mostKept) return;
    const [oldest] = kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
  };
  return {
    tie: (sessionId, tie) => {
      if (ended.has(sessionId)) return;
      ties.delete(sessionId);
      ties.set(sessionId, tie);
      dropOldest(ties);
    },
    find: (sessionId) => ties.get(sessionId),
    end: (sessionId) => {
      ties.delete(sessionId);
      ended.add(sessionId);
      dropOldest(ended);
    },
    hasEnded: (sessionId) => ended.has(sessionId),
    cut: (workerId) => {
      for (const [sessionId, tie] of ties) if (tie.workerId === workerId) ties.delete(sessionId);
    },
  };
}
