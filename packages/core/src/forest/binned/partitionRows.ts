import type { BinnedTable } from './BinnedTable.ts';
import { missingCode } from './chooseEdges.ts';

/** Bits of an entry that are the number of its row. */
const rowBits = 0xffffff;

/**
 * Puts the entries of a range that go left first, both sides in their old order. Gives the first place that goes right. Row numbers
 * themselves are entries too.
 */
export function partitionRows(
  entries: Int32Array,
  { start, end }: { start: number; end: number },
  { codes, features }: BinnedTable,
  { feature, bin, missingLeft }: { feature: number; bin: number; missingLeft: boolean },
  scratch: Int32Array,
): number {
  // where missing goes left its code, the highest, turns into the lowest
  const turn = missingLeft ? 1 : 0;
  const limit = bin + turn;
  let left = start;
  let right = 0;
  for (let at = start; at < end; at++) {
    const entry = entries[at]!;
    const goesRight = (limit - ((codes[(entry & rowBits) * features + feature]! + turn) & missingCode)) >>> 31;
    // written to both sides and kept on one: a branch would be guessed wrong half of the time
    entries[left] = entry;
    scratch[right] = entry;
    left += 1 - goesRight;
    right += goesRight;
  }
  for (let at = 0; at < right; at++) entries[left + at] = scratch[at]!;
  return left;
}
