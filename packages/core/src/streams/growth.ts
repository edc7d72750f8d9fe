/** A buffer with the same bytes and room for more. */
export function lengthened(view: ArrayBufferView, bytes: number): ArrayBuffer {
  const buffer = new ArrayBuffer(bytes);
  new Uint8Array(buffer).set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  return buffer;
}

/** A sixteenth more: little is unused, and a byte is moved sixteen times at most. */
export function withRoom(count: number): number {
  return count + Math.max(32, count >> 4);
}
