/** What was decoded lately, by number; emptied when it is full. */
export class DecodedCache<T> {
  readonly #decoded = new Map<number, T>();
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  of(id: number, decode: () => T): T {
    const known = this.#decoded.get(id);
    if (known !== undefined) return known;
    const decoded = decode();
    if (this.#decoded.size >= this.#size) this.#decoded.clear();
    this.#decoded.set(id, decoded);
    return decoded;
  }

  clear(): void {
    this.#decoded.clear();
  }
}
