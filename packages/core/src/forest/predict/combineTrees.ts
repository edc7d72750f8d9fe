import { type FlatForest, leafOf } from '../FlatForest.ts';
import { type CodedForest, codeForest, eachLeaf } from './CodedForest.ts';

/** Rows from which coding them pays. */
const manyRows = 64;

const coded = new WeakMap<FlatForest, CodedForest | undefined>();

/**
 * One output of all trees for each row: the mean, or base plus sum, before the link. Leaves are added in the order of the trees, so that
 * one row alone gets the same bits as among many.
 */
export function combineTrees(
  forest: FlatForest,
  columns: readonly Float64Array[],
  output: number,
): Float64Array<ArrayBuffer> {
  const { outputs, value, roots } = forest;
  const rows = columns[0]!.length;
  const start = forest.combine === 'sum' ? forest.base[output]! : 0;
  const sums = new Float64Array(rows).fill(start);
  const fast = rows >= manyRows ? codedOf(forest) : undefined;
  if (fast) {
    eachLeaf(fast, columns, (leaves, from, to) => {
      for (let row = from; row < to; row++) sums[row]! += value[leaves[row - from]! * outputs + output]!;
    });
  } else {
    for (let tree = 0; tree < roots.length; tree++) {
      for (let row = 0; row < rows; row++) {
        sums[row]! += value[forest.leaf[leafOf(forest, roots[tree]!, columns, row)]! * outputs + output]!;
      }
    }
  }
  if (forest.combine === 'mean') for (let row = 0; row < rows; row++) sums[row]! /= roots.length;
  return sums;
}

function codedOf(forest: FlatForest): CodedForest | undefined {
  if (!coded.has(forest)) coded.set(forest, codeForest(forest));
  return coded.get(forest);
}
