/** A growing buffer of variable-length integers and raw bytes: small numbers take one byte. */
export class ByteWriter {
  #bytes = new Uint8Array(1_024);
  #length = 0;

  /** A whole number from 0 to 2^53. */
  unsigned(value: number): void {
    this.#reserve(9);
    this.#rest(value);
  }

  /** A whole number from -2^53 to 2^53. */
  signed(value: number): void {
    this.#reserve(9);
    const size = Math.abs(value);
    const sign = value < 0 ? 0x40 : 0;
    if (size < 0x40) {
      this.#bytes[this.#length++] = sign | size;
      return;
    }
    this.#bytes[this.#length++] = 0x80 | sign | (size % 0x40);
    this.#rest(Math.floor(size / 0x40));
  }

  float64(value: number): void {
    this.#reserve(8);
    new DataView(this.#bytes.buffer).setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** What was written; valid until the next write. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #rest(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = 0x80 | (rest % 0x80);
      rest = rest < 0x8000_0000 ? rest >>> 7 : Math.floor(rest / 0x80);
    }
    this.#bytes[this.#length++] = rest;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
