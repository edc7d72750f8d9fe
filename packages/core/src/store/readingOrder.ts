/** Place of a reading among those of its source: instant, sequence, then when it became known. */
export interface Position {
  readonly atMs: number;
  readonly sequence?: number | undefined;
  readonly receivedAtMs: number;
}

/** Stores keep the readings of one source in this order; revisions of one key lie side by side, oldest first. */
export function comparePositions(a: Position, b: Position): number {
  return a.atMs - b.atMs || (a.sequence ?? -1) - (b.sequence ?? -1) || a.receivedAtMs - b.receivedAtMs;
}

/** Two readings of one source under one key. */
export function sameKey(a: Position, b: Position): boolean {
  return a.atMs === b.atMs && a.sequence === b.sequence;
}

/** Index of the first reading that lies after the position. */
export function firstAfter(sorted: readonly Position[], position: Position): number {
  let low = 0;
  let high = sorted.length;
  if (high > 0 && comparePositions(sorted[high - 1]!, position) <= 0) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comparePositions(sorted[middle]!, position) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Index of the first reading at or after the instant. */
export function firstSince(sorted: readonly Position[], atMs: number): number {
  return firstAfter(sorted, { atMs, sequence: -2, receivedAtMs: 0 });
}
