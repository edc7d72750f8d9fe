import type { Position } from '../store/readingOrder.ts';
import { ByteReader } from './ByteReader.ts';
import { ByteWriter } from './ByteWriter.ts';

/** Places of the readings of a chunk: change of the step between instants, lag of receipt, step of the sequence. */
export function encodeKeys(positions: readonly Position[]): Uint8Array {
  const out = new ByteWriter();
  let atMs = 0;
  let stepMs = 0;
  let sequence = -1;
  for (const position of positions) {
    const step = position.atMs - atMs;
    out.signed(step - stepMs);
    out.signed(position.receivedAtMs - position.atMs);
    out.signed((position.sequence ?? -1) - sequence);
    atMs = position.atMs;
    stepMs = step;
    sequence = position.sequence ?? -1;
  }
  return out.bytes();
}

export function decodeKeys(bytes: Uint8Array, count: number): Position[] {
  const from = new ByteReader(bytes);
  const positions: Position[] = [];
  let atMs = 0;
  let stepMs = 0;
  let sequence = -1;
  for (let index = 0; index < count; index += 1) {
    stepMs += from.signed();
    atMs += stepMs;
    const receivedAtMs = atMs + from.signed();
    sequence += from.signed();
    positions.push(sequence < 0 ? { atMs, receivedAtMs } : { atMs, receivedAtMs, sequence });
  }
  return positions;
}
