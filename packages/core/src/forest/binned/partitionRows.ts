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
  let [left, right] = [start, 0];
  for (let at = start; at < end; at++) {
    const entry = entries[at]!;
    if (((codes[(entry & rowBits) * features + feature]! + turn) & missingCode) <= limit) entries[left++] = entry;
    else scratch[right++] = entry;
  }
  for (let at = 0; at < right; at++) entries[left + at] = scratch[at]!;
  return left;
}
