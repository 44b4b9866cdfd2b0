/** A process that says things in lines and may be killed at any moment. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Child {
  /** What it says next; undefined when it has ended. */
  line(): Promise<string | undefined>;
  /** Tells it a line; what it cannot hear any more is lost. */
  tell(line: string): void;
  /** Its exit code; null when it was killed. */
  readonly ended: Promise<number | null>;
  readonly isEnded: () => boolean;
  /** `kill -9`. */
  kill(): void;
  /** Lets it end by itself. */
  end(): Promise<void>;
}

export function startChild(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Child {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  // Its pipe breaks when it is killed while it is told something.
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async line() {
      const { value, done } = await lines.next();
      return done ? undefined : value;
    },
    tell: (line) => void child.stdin.write(`${line}\n`),
    ended,
    isEnded: () => child.exitCode !== null || child.signalCode !== null,
    kill: () => void child.kill('SIGKILL'),
    async end() {
      child.stdin.end();
      child.kill('SIGTERM');
      await ended;
    },
  };
}
