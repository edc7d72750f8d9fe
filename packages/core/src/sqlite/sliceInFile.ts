import type { Reading } from '../readings/Reading.ts';
import { firstSince } from '../store/readingOrder.ts';
import type { PageQuery } from '../store/StoreBackend.ts';
import { type SourceSlice, sliceOf } from '../store/sourceSlice.ts';
import type { ChunkTable } from './ChunkTable.ts';
import { merged } from './mergeTail.ts';
import { readingsOf } from './readingsOf.ts';
import type { LiveSource } from './SourceTable.ts';

/** About a page of the readings of one source: its chunks and what of it is in the log. */
export function sliceInFile(chunks: ChunkTable, source: LiveSource, query: PageQuery): SourceSlice {
  const { startMs, endMs, limit, points } = query;
  const stored: Reading<string>[] = [];
  let reachMs = Number.POSITIVE_INFINITY;
  if (source.id !== undefined && startMs <= source.endMs) {
    const of = { ...source, id: source.id };
    const before = { atMs: Math.ceil(startMs), sequence: -2, receivedAtMs: 0 };
    let chunk = chunks.floor(of.id, before) ?? chunks.next(of.id, before);
    if (chunk !== undefined && chunk.lastMs < startMs) chunk = chunks.after(chunk);
    for (; chunk !== undefined && chunk.firstMs < endMs; chunk = chunks.after(chunk)) {
      if (stored.length >= limit && chunk.firstMs > startMs) {
        reachMs = chunk.firstMs;
        break;
      }
      for (const reading of readingsOf({ chunks, of, chunk, points, startMs, endMs })) stored.push(reading);
    }
  }
  const tail = source.tail.slice(firstSince(source.tail, startMs), firstSince(source.tail, Math.min(reachMs, endMs)));
  const whole = sliceOf(tail.length === 0 ? stored : merged(stored, tail), startMs, limit);
  return { readings: whole.readings, reachMs: Math.min(reachMs, whole.reachMs) };
}
