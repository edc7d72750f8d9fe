/** Copies of the results of finished work by key; the one longest unused goes first. */
export class ResultCache {
  readonly #results = new Map<string, unknown>();
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  has(key: string): boolean {
    return this.#results.has(key);
  }

  get(key: string): unknown {
    const result = this.#results.get(key);
    this.#results.delete(key);
    this.#results.set(key, result);
    return structuredClone(result);
  }

  set(key: string, result: unknown): void {
    if (this.#size === 0) return;
    this.#results.delete(key);
    this.#results.set(key, structuredClone(result));
    if (this.#results.size > this.#size) this.#results.delete(this.#results.keys().next().value!);
  }
}
