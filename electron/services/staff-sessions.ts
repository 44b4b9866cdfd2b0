/** Who of the staff is in, in memory only: a restart lets everybody out. A session ends 3 minutes after its last call. */
import { randomBytes } from 'node:crypto';
import type { Actor } from '../../shared/api/desk-api.ts';

export const autoLockMs = 3 * 60_000;

export interface StaffSessions {
  /** A token that nobody guesses. */
  open(actor: Actor): string;
  /** The actor of a token, whose time then begins anew; undefined once it has ended. */
  find(token: string): Actor | undefined;
  /** Ends every session of a person. */
  end(staffId: string): void;
}

export function staffSessions(monotonicMs: () => number): StaffSessions {
  const open = new Map<string, { readonly actor: Actor; lastMs: number }>();
  return {
    open(actor) {
      const token = randomBytes(32).toString('base64url');
      open.set(token, { actor, lastMs: monotonicMs() });
      return token;
    },
    find(token) {
      const session = open.get(token);
      if (!session) return undefined;
      const nowMs = monotonicMs();
      if (nowMs - session.lastMs >= autoLockMs) {
        open.delete(token);
        return undefined;
      }
      session.lastMs = nowMs;
      return session.actor;
    },
    end(staffId) {
      for (const [token, { actor }] of open) if (actor.staffId === staffId) open.delete(token);
    },
  };
}
