/** Transaction, protocol, length: what precedes the unit id in Modbus TCP (Messaging Implementation Guide V1.0b, 3.1.3). */
const headerBytes = 6;
/** Unit id, function code and one byte at least; unit id and a PDU of 253 at most. */
const minLength = 3;
const maxLength = 254;

/**
 * Follows the frames of a byte stream and notices when it is no Modbus TCP: without it one garbage length makes
 * the parser wait for bytes that never come, and every later answer is lost in it.
 */
export class FrameGuard {
  readonly #header = new Uint8Array(headerBytes);
  #have = 0;
  #bodyLeft = 0;

  /** Takes the next bytes; returns what is wrong with them, undefined where nothing is. */
  check(bytes: Uint8Array): string | undefined {
    let at = 0;
    while (at < bytes.length) {
      if (this.#bodyLeft > 0) {
        const skipped = Math.min(this.#bodyLeft, bytes.length - at);
        this.#bodyLeft -= skipped;
        at += skipped;
        continue;
      }
      this.#header[this.#have++] = bytes[at++]!;
      if (this.#have < headerBytes) continue;
      this.#have = 0;
      const protocol = this.#header[2]! * 256 + this.#header[3]!;
      const length = this.#header[4]! * 256 + this.#header[5]!;
      if (protocol !== 0) return `protocol id ${protocol}, expected 0`;
      if (length < minLength || length > maxLength)
        return `frame of ${length} bytes, expected ${minLength} to ${maxLength}`;
      this.#bodyLeft = length;
    }
    return undefined;
  }
}
