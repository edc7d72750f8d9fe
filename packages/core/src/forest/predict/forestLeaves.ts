import { type FlatForest, leafOf } from '../FlatForest.ts';
import { type CodedForest, codeForest, eachLeaf } from './CodedForest.ts';

/** Rows from which coding them pays. */
const manyRows = 64;

const coded = new WeakMap<FlatForest, CodedForest | undefined>();

/**
 * Calls back for each block of rows, and in it for each tree in their order, with the leaf that each row falls into:
 * `leaves[row - from]`. What is not remembered is overwritten by the next call.
 */
export function forestLeaves(
  forest: FlatForest,
  columns: readonly Float64Array[],
  visit: (leaves: Int32Array, from: number, to: number) => void,
): void {
  const rows = columns[0]!.length;
  const fast = rows >= manyRows ? codedOf(forest) : undefined;
  if (fast) {
    eachLeaf(fast, columns, visit);
    return;
  }
  const leaves = new Int32Array(rows);
  for (const root of forest.roots) {
    for (let row = 0; row < rows; row++) leaves[row] = forest.leaf[leafOf(forest, root, columns, row)]!;
    visit(leaves, 0, rows);
  }
}

function codedOf(forest: FlatForest): CodedForest | undefined {
  if (!coded.has(forest)) coded.set(forest, codeForest(forest));
  return coded.get(forest);
}
