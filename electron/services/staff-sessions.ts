/** Who of the staff is in, in memory only: a restart lets everybody out. A session ends 3 minutes after its last call. */
import { randomBytes } from 'node:crypto';
import type { Actor } from '../../shared/api/actor.ts';
import type { Way } from '../../shared/api/desk/staff.ts';

export const autoLockMs = 3 * 60_000;

export interface StaffSessions {
  /** A token that nobody guesses, good for the way in that it was given for. */
  open(actor: Actor, way: Way): string;
  /** The actor of a token, whose time then begins anew; undefined once it has ended, and for a token of another way in. */
  find(token: string, way: Way): Actor | undefined;
  /** Ends every session of a person, by whatever way they came in. */
  end(staffId: string): void;
}

export function staffSessions(monotonicMs: () => number): StaffSessions {
  const open = new Map<string, { readonly actor: Actor; readonly way: Way; lastMs: number }>();
  return {
    open(actor, way) {
      const token = randomBytes(32).toString('base64url');
      open.set(token, { actor, way, lastMs: monotonicMs() });
      return token;
    },
    find(token, way) {
      const session = open.get(token);
      if (session?.way !== way) return undefined;
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
