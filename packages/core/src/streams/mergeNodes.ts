import { flagBit } from '../readings/Flag.ts';
import { type CellPool, columnSize, delayI32, valueF64, valueFlagsU16 } from './CellPool.ts';

/**
 * Makes one reading in flight of two of the same instant, point by point: the later received; of two received together
 * the corrected one, then one that is usable, then the greater number, then the greater set of flags. That choice is a
 * maximum in a total order, so it does not depend on which came first, and a duplicate changes nothing.
 */
export function mergeNodes(pool: CellPool, node: number, other: number, unusableBits: number): void {
  const { nodeF64, nodeI32, nodeU16, nodeSize, width } = pool;
  for (let column = 0; column < width; column++) {
    const to = node * nodeSize + column * columnSize.f64;
    const from = other * nodeSize + column * columnSize.f64;
    if (order(pool, from, to, unusableBits) <= 0) continue;
    nodeF64[to + valueF64] = nodeF64[from + valueF64]!;
    nodeI32[to * 2 + delayI32] = nodeI32[from * 2 + delayI32]!;
    nodeU16[to * 4 + valueFlagsU16] = nodeU16[from * 4 + valueFlagsU16]!;
  }
}

/** Whether a value may be summed. */
export function isUsable(value: number, flags: number, unusableBits: number): boolean {
  return !Number.isNaN(value) && (flags & unusableBits) === 0;
}

/** Above zero where the value at `a` is to be kept, otherwise that at `b`. */
function order({ nodeF64, nodeI32, nodeU16 }: CellPool, a: number, b: number, unusableBits: number): number {
  const valueA = nodeF64[a + valueF64]!;
  const valueB = nodeF64[b + valueF64]!;
  const flagsA = nodeU16[a * 4 + valueFlagsU16]!;
  const flagsB = nodeU16[b * 4 + valueFlagsU16]!;
  const missing = Number(Number.isNaN(valueB) && flagsB === 0) - Number(Number.isNaN(valueA) && flagsA === 0);
  return (
    missing ||
    nodeI32[a * 2 + delayI32]! - nodeI32[b * 2 + delayI32]! ||
    (flagsA & flagBit.corrected) - (flagsB & flagBit.corrected) ||
    Number(isUsable(valueA, flagsA, unusableBits)) - Number(isUsable(valueB, flagsB, unusableBits)) ||
    Number(Number.isNaN(valueB)) - Number(Number.isNaN(valueA)) ||
    valueA - valueB ||
    flagsA - flagsB
  );
}
