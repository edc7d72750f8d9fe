/** What came of an input. */
export interface Result {
  /** `fingerprint` of the input. */
  readonly inputPrint: number;
  readonly output: unknown;
}

/** Results of finished work by key; the one longest unused goes first. It shares no output with anyone: copies come and go. */
export class ResultCache {
  readonly #results = new Map<string, Result>();
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  /** Throws what `structuredClone` throws where the output cannot be copied. */
  set(key: string, { inputPrint, output }: Result): void {
    if (this.#size > 0) this.#keep(key, { inputPrint, output: structuredClone(output) });
  }

  inputPrint(key: string): number | undefined {
    return this.#results.get(key)?.inputPrint;
  }

  /** Of another input than this one. */
  forgetOther(key: string, inputPrint: number): void {
    if (this.inputPrint(key) !== inputPrint) this.#results.delete(key);
  }

  output(key: string): unknown {
    const result = this.#results.get(key)!;
    this.#keep(key, result);
    return structuredClone(result.output);
  }

  #keep(key: string, result: Result): void {
    this.#results.delete(key);
    this.#results.set(key, result);
    if (this.#results.size > this.#size) this.#results.delete(this.#results.keys().next().value!);
  }
}
