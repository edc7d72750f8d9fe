/** Reads what `ByteWriter` wrote. Past the end it throws a RangeError. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  unsigned(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.#next();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
  }

  signed(): number {
    const first = this.#next();
    let size = first & 0x3f;
    if (first >= 0x80) size += this.unsigned() * 0x40;
    return (first & 0x40) === 0 ? size : -size;
  }

  float64(): number {
    const bytes = this.raw(8);
    return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, true);
  }

  raw(length: number): Uint8Array {
    if (this.#offset + length > this.#bytes.length) throw new RangeError('past the end');
    this.#offset += length;
    return this.#bytes.subarray(this.#offset - length, this.#offset);
  }

  #next(): number {
    const byte = this.#bytes[this.#offset];
    if (byte === undefined) throw new RangeError('past the end');
    this.#offset += 1;
    return byte;
  }
}
