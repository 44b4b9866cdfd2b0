/** Tells whoever subscribed that something changed: once for all that changes in one turn. */
export class Changes {
  readonly #listeners = new Set<() => void>();
  #isQueued = false;
  #version = 0;

  /** Another number after each telling. */
  get version(): number {
    return this.#version;
  }

  readonly changed = (): void => {
    if (this.#isQueued) return;
    this.#isQueued = true;
    queueMicrotask(() => {
      this.#isQueued = false;
      this.#version += 1;
      for (const listener of this.#listeners) listener();
    });
  };

  /** Told in the order in which they came. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
}
