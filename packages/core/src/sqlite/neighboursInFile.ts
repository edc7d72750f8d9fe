import type { Reading } from '../readings/Reading.ts';
import { type Neighbours, neighboursIn } from '../store/neighbours.ts';
import { firstAfter, sameKey } from '../store/readingOrder.ts';
import { type Source, startOf } from './Chunk.ts';
import type { ChunkTable } from './ChunkTable.ts';
import { readingsOf } from './readingsOf.ts';

/** The readings in chunks around one that came late. Content is read only where the key is the same. */
export function neighboursInFile(chunks: ChunkTable, of: Source, reading: Reading<string>): Neighbours {
  const floor = chunks.floor(of.id, reading);
  const next = floor === undefined ? chunks.next(of.id, reading) : chunks.after(floor);
  const keys = floor === undefined ? [] : chunks.keys(floor);
  const index = firstAfter(keys, reading);
  const before = keys[index - 1];
  const after = keys[index] ?? (next && startOf(next));
  const following = after && { ...reading, sequence: undefined, ...after };
  if (floor === undefined || before === undefined || !sameKey(before, reading)) return { ties: [], after: following };
  const { atMs } = reading;
  const there = readingsOf({ chunks, of, chunk: floor, startMs: atMs, endMs: atMs + 1 });
  return { ...neighboursIn(there, firstAfter(there, reading), reading), after: following };
}
