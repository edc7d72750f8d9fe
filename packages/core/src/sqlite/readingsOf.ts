import { bitsToFlags, type Flag } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';
import { firstSince } from '../store/readingOrder.ts';
import type { Chunk, Source } from './Chunk.ts';
import type { ChunkTable } from './ChunkTable.ts';

export interface ReadingsOfOptions {
  chunks: ChunkTable;
  of: Source;
  chunk: Chunk;
  /** Points wanted; all when left out. */
  points?: readonly string[] | undefined;
  /** @defaultValue the whole chunk */
  startMs?: number;
  endMs?: number;
}

/** Readings of a chunk in order, all revisions; also those that mention none of the points, which then are empty. */
export function readingsOf({ chunks, of, chunk, points, startMs, endMs }: ReadingsOfOptions): Reading<string>[] {
  const keys = chunks.keys(chunk);
  const columns = chunks.columns(chunk, points);
  const first = startMs === undefined ? 0 : firstSince(keys, startMs);
  const end = endMs === undefined ? keys.length : firstSince(keys, endMs);
  const readings: Reading<string>[] = [];
  for (let index = first; index < end; index += 1) {
    const values: Record<string, number> = {};
    let flags: Record<string, readonly Flag[]> | undefined;
    for (const [name, column] of columns) {
      const value = column.values[index]!;
      const bits = column.flags[index]!;
      if (!Number.isNaN(value)) values[name] = value;
      if (bits !== 0) {
        flags ??= {};
        flags[name] = bitsToFlags(bits);
      }
    }
    const reading = { assetId: of.assetId, ...keys[index]!, source: of.source, values };
    readings.push(flags === undefined ? reading : { ...reading, flags });
  }
  return readings;
}
