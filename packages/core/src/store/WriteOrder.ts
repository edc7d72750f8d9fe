/** Starts writes in the order of their calls, however long the check of one takes. */
export class WriteOrder {
  #turn: Promise<unknown> = Promise.resolve();
  readonly #running = new Set<Promise<unknown>>();

  /** Starts once all before it have started; those before may still run. What the check throws, this one rejects with. */
  next<T>(check: () => Promise<void>, call: () => Promise<T>): Promise<T> {
    const checked = this.#turn.then(check);
    const work = checked.then(call);
    this.#turn = Promise.allSettled([checked]);
    const settled: Promise<unknown> = Promise.allSettled([work]).then(() => this.#running.delete(settled));
    this.#running.add(settled);
    return work;
  }

  /** Starts once all before it have settled, and those after it wait until it has. */
  alone<T>(call: () => Promise<T>): Promise<T> {
    const work = Promise.all([this.#turn, ...this.#running]).then(call);
    this.#turn = Promise.allSettled([work]);
    return work;
  }
}
