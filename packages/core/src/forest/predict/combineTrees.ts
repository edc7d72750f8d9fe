import type { FlatForest } from '../FlatForest.ts';
import { forestLeaves } from './forestLeaves.ts';

/**
 * Outputs of all trees for each row, one array an output: the mean, or base plus sum, before the link. Leaves are added in the order of the
 * trees, so that one row alone gets the same bits as among many.
 */
export function combineTrees(
  forest: FlatForest,
  columns: readonly Float64Array[],
  outputs: readonly number[] = [...forest.base.keys()],
): Float64Array<ArrayBuffer>[] {
  const { value, roots, base } = forest;
  const rows = columns[0]!.length;
  const sums = outputs.map((output) => new Float64Array(rows).fill(forest.combine === 'sum' ? base[output]! : 0));
  forestLeaves(forest, columns, (leaves, from, to) => {
    for (const [index, output] of outputs.entries())
      addLeaves(sums[index]!, value, forest.outputs, output, leaves, from, to);
  });
  if (forest.combine === 'mean') for (const sum of sums) for (let row = 0; row < rows; row++) sum[row]! /= roots.length;
  return sums;
}

function addLeaves(
  sums: Float64Array,
  value: Float64Array,
  outputs: number,
  output: number,
  leaves: Int32Array,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row++) sums[row]! += value[leaves[row - from]! * outputs + output]!;
}
