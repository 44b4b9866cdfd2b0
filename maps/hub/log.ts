/** The hub's log: one line of JSON an event on stderr. No addresses, no coordinates, no texts that people wrote. */
import { randomBytes } from 'node:crypto';

export interface HubLog {
  /** Answers the id under which it stands in the log. */
  bug(where: string, error: unknown): string;
}

export function hubLog(write: (line: string) => void = (line) => console.error(line)): HubLog {
  return {
    bug(where, error) {
      const id = randomBytes(4).toString('hex');
      const { code, stack } = error as { code?: unknown; stack?: unknown };
      // The first line of a stack holds the message, and a database's message may hold what somebody wrote.
      const frames = typeof stack === 'string' ? stack.split('\n').filter((line) => line.startsWith('    at ')) : [];
      const name = error instanceof Error ? error.name : typeof error;
      write(JSON.stringify({ at: new Date().toISOString(), level: 'error', id, where, name, code, frames: frames.slice(0, 8) }));
      return id;
    },
  };
}
