/** Runs work one at a time a key, and all that is running to its end before it closes. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();
  readonly #running = new Set<Promise<unknown>>();
  readonly #closing = new AbortController();
  readonly #closedError: () => Error;

  constructor(closedError: () => Error) {
    this.#closedError = closedError;
  }

  /** Work under one key waits for what was asked before it; work without a key does not. The signal says to stop. */
  async take<T>(key: string | undefined, work: (closing: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#closing.signal.aborted) throw this.#closedError();
    const before = key === undefined ? undefined : this.#last.get(key);
    const running = (async () => {
      await before?.catch(() => undefined);
      return work(this.#closing.signal);
    })();
    this.#running.add(running);
    if (key !== undefined) this.#last.set(key, running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
      if (key !== undefined && this.#last.get(key) === running) this.#last.delete(key);
    }
  }

  /** Refuses new work, asks long work to stop, and waits for it. False when it was closed before. */
  async close(): Promise<boolean> {
    const first = !this.#closing.signal.aborted;
    this.#closing.abort(this.#closedError());
    await Promise.allSettled([...this.#running]);
    return first;
  }
}
