/** The wire to a receipt printer: bytes out with back-pressure, single bytes back. What the bytes mean is escpos.ts's matter. */

export interface Line {
  /** Resolves when the printer's side has taken them, as far as can be known. @throws LineCut */
  write(bytes: Uint8Array): Promise<void>;
  /** What the printer says. */
  readonly inbox: Inbox;
  /** Closes when the other side has taken everything, at the latest after `ms`; then says what becomes of the rest. */
  end(ms: number, rest: 'deliver' | 'discard'): Promise<void>;
  /** Closes at once and throws away what has not left. */
  discard(): void;
}

/** @throws LineCut when there is nobody at the other end */
export type OpenLine = () => Promise<Line>;

export class LineCut extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LineCut';
  }
}

export interface Inbox {
  push(bytes: Uint8Array): void;
  /** No more bytes will come. */
  shut(): void;
  /** Forgets the accepted bytes that came before; answers how many. */
  forget(accepts: (byte: number) => boolean): number;
  /** Takes the first byte that is accepted, others stay for who waits for them; null after `ms` or when the line is shut. */
  next(accepts: (byte: number) => boolean, ms: number): Promise<number | null>;
}

export function createInbox(): Inbox {
  let bytes: number[] = [];
  let open = true;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of [...waiting]) look();
  };

  function take(accepts: (byte: number) => boolean): number | null {
    const at = bytes.findIndex(accepts);
    return at < 0 ? null : (bytes.splice(at, 1)[0] ?? null);
  }

  return {
    push(more) {
      // A printer says a few bytes; anything else is noise that must not pile up.
      bytes = [...bytes, ...more].slice(-4_096);
      wake();
    },
    shut() {
      open = false;
      wake();
    },
    forget(accepts) {
      const before = bytes.length;
      bytes = bytes.filter((byte) => !accepts(byte));
      return before - bytes.length;
    },
    next(accepts, ms) {
      return new Promise((resolve) => {
        const finish = (byte: number | null) => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve(byte);
        };
        const look = () => {
          const byte = take(accepts);
          if (byte !== null || !open) finish(byte);
        };
        const timer = setTimeout(() => finish(null), ms);
        waiting.add(look);
        look();
      });
    },
  };
}
