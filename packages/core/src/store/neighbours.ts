import type { Reading } from '../readings/Reading.ts';
import type { AppendResult } from './AppendResult.ts';
import { comparePositions, sameKey } from './readingOrder.ts';
import { sameContent } from './sameContent.ts';

/** The readings of the same source around a position: just before it, exactly on it, just after it. */
export interface Neighbours {
  readonly before?: Reading<string> | undefined;
  readonly ties: readonly Reading<string>[];
  readonly after?: Reading<string> | undefined;
}

/** The neighbours of a reading that would be inserted at `index`, the first place after its position. */
export function neighboursIn(sorted: readonly Reading<string>[], index: number, reading: Reading<string>): Neighbours {
  let first = index;
  while (first > 0 && comparePositions(sorted[first - 1]!, reading) === 0) first -= 1;
  return { before: sorted[first - 1], ties: sorted.slice(first, index), after: sorted[index] };
}

/** Neighbours among the readings of two places of storage together. */
export function mergeNeighbours(a: Neighbours, b: Neighbours): Neighbours {
  return {
    before: pick(a.before, b.before, (order) => order >= 0),
    ties: [...a.ties, ...b.ties],
    after: pick(a.after, b.after, (order) => order <= 0),
  };
}

function pick<T extends Reading<string>>(a: T | undefined, b: T | undefined, isFirst: (order: number) => boolean) {
  if (a === undefined || b === undefined) return a ?? b;
  return isFirst(comparePositions(a, b)) ? a : b;
}

/** What a reading is beside those that are stored: new, a revision, or one that says nothing new. */
export function judge(reading: Reading<string>, { before, ties, after }: Neighbours): keyof AppendResult {
  const earlier = ties.length > 0 ? ties : before !== undefined && sameKey(before, reading) ? [before] : [];
  if (earlier.some((known) => sameContent(known, reading))) return 'duplicates';
  if (earlier.length > 0 || (after !== undefined && sameKey(after, reading))) return 'corrected';
  return 'appended';
}
