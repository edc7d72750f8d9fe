import type { Position } from '../store/readingOrder.ts';

/** One source of one asset. */
export interface Source {
  readonly id: number;
  readonly assetId: string;
  readonly source: string;
}

/** A row of chunk: up to `chunkReadings` readings of one source that lie side by side. Chunks do not overlap. */
export interface Chunk {
  readonly id: number;
  readonly source: number;
  readonly firstMs: number;
  readonly firstSequence: number;
  readonly firstReceivedMs: number;
  readonly lastMs: number;
  readonly count: number;
  readonly crc: number;
  readonly keys: Uint8Array;
}

/** Place of the first reading of a chunk. */
export function startOf(chunk: Chunk): Position {
  return {
    atMs: chunk.firstMs,
    receivedAtMs: chunk.firstReceivedMs,
    ...(chunk.firstSequence >= 0 && { sequence: chunk.firstSequence }),
  };
}
