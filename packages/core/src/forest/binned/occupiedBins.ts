import { missingCode } from './chooseEdges.ts';
import type { BestSplit } from './NodeSplitter.ts';

/**
 * Turns marks, one bit a bin, into the bins that are marked, ascending, and clears them. In small nodes, where most bins are
 * empty, this is how rows come out in the order of their codes without being sorted. Gives the number of bins.
 */
export function occupiedBins(marks: Int32Array, bins: Uint8Array): number {
  let count = 0;
  for (let word = 0; word < 8; word++) {
    let bits = marks[word]!;
    marks[word] = 0;
    while (bits !== 0) {
      bins[count++] = (word << 5) | (31 - Math.clz32(bits & -bits));
      bits &= bits - 1;
    }
  }
  return count;
}

/** From this many entries on all bins are looked at instead of marked. */
export const markBelow = 256;

/** The cut halfway between an occupied bin and the next one. */
export function cutBetween(bins: Uint8Array, index: number): number {
  const next = bins[index + 1]!;
  return next === missingCode ? bins[index]! : (bins[index]! + next - 1) >> 1;
}

/** Where no row of the node misses the feature, rows that will are sent the way of most. */
export function missingWithMost(best: BestSplit, left: number, total: number): void {
  best.missingLeft = 2 * left >= total;
}
