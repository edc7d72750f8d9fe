import { flagBit } from '../readings/Flag.ts';
import { NodePool } from './NodePool.ts';

/**
 * Makes one reading in flight of two of the same instant, point by point: the later received; of two received together
 * the corrected one, then one that is usable, then the greater number, then the greater set of flags. That choice is a
 * maximum in a total order, so it does not depend on which came first, and a duplicate changes nothing.
 */
export function mergeNodes(pool: NodePool, node: number, other: number, unusableBits: number): void {
  const isPlain = pool.notesOf(node) < 0 && pool.notesOf(other) < 0;
  const isAlike = isPlain && pool.delayOf(node, 0) === pool.delayOf(other, 0);
  for (let column = 0; column < pool.width; column++) {
    if (order(pool, other, node, column, unusableBits) <= 0) continue;
    pool.nodeF64[node * pool.nodeSize + NodePool.values + column] = pool.valueOf(other, column);
    if (!isAlike) pool.note(node, column, pool.delayOf(other, column), pool.flagsOf(other, column));
  }
}

/** Whether a value may be summed. */
export function isUsable(value: number, flags: number, unusableBits: number): boolean {
  return !Number.isNaN(value) && (flags & unusableBits) === 0;
}

/** Above zero where the value of `a` is to be kept, otherwise that of `b`. */
function order(pool: NodePool, a: number, b: number, column: number, unusableBits: number): number {
  const valueA = pool.valueOf(a, column);
  const valueB = pool.valueOf(b, column);
  const flagsA = pool.flagsOf(a, column);
  const flagsB = pool.flagsOf(b, column);
  const missing = Number(Number.isNaN(valueB) && flagsB === 0) - Number(Number.isNaN(valueA) && flagsA === 0);
  return (
    missing ||
    pool.delayOf(a, column) - pool.delayOf(b, column) ||
    (flagsA & flagBit.corrected) - (flagsB & flagBit.corrected) ||
    Number(isUsable(valueA, flagsA, unusableBits)) - Number(isUsable(valueB, flagsB, unusableBits)) ||
    Number(Number.isNaN(valueB)) - Number(Number.isNaN(valueA)) ||
    valueA - valueB ||
    flagsA - flagsB
  );
}
