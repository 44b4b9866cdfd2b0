/** Tells whoever subscribed that something changed: what files bring at the pace that is set, what the reader does at once. */
export class Changes {
  readonly #listeners = new Set<() => void>();
  readonly #soon: (tell: () => void) => void;
  #isQueued = false;
  #isDone = false;
  #version = 0;

  constructor(soon: (tell: () => void) => void = (tell) => queueMicrotask(tell)) {
    this.#soon = soon;
  }

  /** Another number after each telling. */
  get version(): number {
    return this.#version;
  }

  readonly changed = (): void => {
    if (this.#isQueued) return;
    this.#isQueued = true;
    this.#soon(() => {
      this.#isQueued = false;
      this.#tell();
    });
  };

  /** Once for all that a reader does in one turn: a touch does not wait for files. */
  readonly done = (): void => {
    if (this.#isDone) return;
    this.#isDone = true;
    queueMicrotask(() => {
      this.#isDone = false;
      this.#tell();
    });
  };

  #tell(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }

  /** Told in the order in which they came. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
}

export interface Pace {
  readonly monotonicMs: () => number;
  readonly after: (ms: number, work: () => void) => void;
}

/** The first after a rest is told at once; in a rush of files what comes within `restMs` is told together. */
export function paced(restMs: number, { monotonicMs, after }: Pace): (tell: () => void) => void {
  let restsUntil = Number.NEGATIVE_INFINITY;
  return (tell) => {
    const told = () => {
      restsUntil = monotonicMs() + restMs;
      tell();
    };
    const wait = restsUntil - monotonicMs();
    if (wait > 0) after(wait, told);
    else queueMicrotask(told);
  };
}
