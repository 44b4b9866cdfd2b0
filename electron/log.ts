/**
 * The station's log: transitions, not ticks; no personal data (names, phones and texts never go into `details`).
 * JSON lines in five files of 5 MB. A log that cannot be written must not stop the station.
 */
import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Log {
  info(event: string, details?: object): void;
  warn(event: string, details?: object): void;
  error(event: string, details?: object): void;
}

const fileBytes = 5_000_000;
const files = 5;

export function createLog(dataDir: string, options: { readonly also?: (line: string) => void; readonly bytes?: number } = {}): Log {
  const limit = options.bytes ?? fileBytes;
  const folder = join(dataDir, 'logs');
  const name = (number: number) => join(folder, number === 0 ? 'station.log' : `station.${number}.log`);

  function rotate(): void {
    rmSync(name(files - 1), { force: true });
    for (let number = files - 2; number >= 0; number--) {
      if (statSync(name(number), { throwIfNoEntry: false })) renameSync(name(number), name(number + 1));
    }
  }

  function write(level: 'info' | 'warn' | 'error', event: string, details?: object): void {
    const line = JSON.stringify({ at: new Date().toISOString(), level, event, ...details });
    options.also?.(line);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if ((statSync(name(0), { throwIfNoEntry: false })?.size ?? 0) + line.length > limit) rotate();
      appendFileSync(name(0), `${line}\n`, { mode: 0o600 });
    } catch {
      // a full or read-only disk is told on the screen and by the exit code; here there is nobody left to tell
    }
  }

  return {
    info: (event, details) => write('info', event, details),
    warn: (event, details) => write('warn', event, details),
    error: (event, details) => write('error', event, details),
  };
}
