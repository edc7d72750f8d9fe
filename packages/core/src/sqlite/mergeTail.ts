import type { Reading } from '../readings/Reading.ts';
import { comparePositions } from '../store/readingOrder.ts';
import { type Source, startOf } from './Chunk.ts';
import type { ChunkTable } from './ChunkTable.ts';
import { readingsOf } from './readingsOf.ts';

/** A chunk is written again only when it is smaller than this many times what is added: the cost a reading stays flat. */
const growth = 4;

export interface MergeTailOptions {
  chunks: ChunkTable;
  of: Source;
  /** Sorted. */
  tail: readonly Reading<string>[];
  /** Readings a chunk holds at most, apart from readings that tie in place, which stay together. */
  chunkReadings: number;
}

/** Moves readings of one source into its chunks, which stay sorted and apart. Inside a transaction only. */
export function mergeTail({ chunks, of, tail, chunkReadings }: MergeTailOptions): void {
  let from = 0;
  while (from < tail.length) {
    const floor = chunks.floor(of.id, tail[from]!);
    const next = floor === undefined ? chunks.next(of.id, tail[from]!) : chunks.after(floor);
    const to = next === undefined ? tail.length : endBefore(tail, from, startOf(next));
    let held: Reading<string>[] = tail.slice(from, to);
    if (floor !== undefined && floor.lastMs >= held[0]!.atMs) {
      held = merged(readingsOf({ chunks, of, chunk: floor }), held);
      chunks.remove(floor);
    } else {
      let previous = floor;
      while (
        previous !== undefined &&
        previous.count < growth * held.length &&
        previous.count + held.length <= chunkReadings
      ) {
        held = [...readingsOf({ chunks, of, chunk: previous }), ...held];
        chunks.remove(previous);
        previous = chunks.before(previous);
      }
    }
    for (const piece of pieces(held, chunkReadings, next === undefined)) chunks.write(of.id, piece);
    from = to;
  }
}

function endBefore(
  tail: readonly Reading<string>[],
  from: number,
  bound: Parameters<typeof comparePositions>[1],
): number {
  let to = from + 1;
  while (to < tail.length && comparePositions(tail[to]!, bound) < 0) to += 1;
  return to;
}

/** Two sorted lists as one; of ties those of the first list come first. */
export function merged(first: readonly Reading<string>[], second: readonly Reading<string>[]): Reading<string>[] {
  const all: Reading<string>[] = [];
  let at = 0;
  for (const reading of first) {
    while (at < second.length && comparePositions(second[at]!, reading) < 0) all.push(second[at++]!);
    all.push(reading);
  }
  while (at < second.length) all.push(second[at++]!);
  return all;
}

/** Full chunks at the end of a source, where it grows; even halves in its middle, where late readings find room. */
function* pieces(
  held: readonly Reading<string>[],
  most: number,
  atEnd: boolean,
): Generator<readonly Reading<string>[]> {
  const size = atEnd ? most : Math.ceil(held.length / Math.ceil(held.length / most));
  for (let from = 0; from < held.length; ) {
    let to = Math.min(from + size, held.length);
    while (to < held.length && comparePositions(held[to - 1]!, held[to]!) === 0) to += 1;
    yield held.slice(from, to);
    from = to;
  }
}
