import type { FlatForest, LeafSamples } from '../FlatForest.ts';
import { forestLeaves } from './forestLeaves.ts';

/**
 * Quantiles of the targets that share a leaf with a row, each leaf weighing the same: the smallest target that the share of the
 * weight up to it reaches the level at. One array a level.
 *
 * @see N. Meinshausen, "Quantile Regression Forests", JMLR 7, 2006.
 */
export function forestQuantiles(
  forest: FlatForest,
  samples: LeafSamples,
  columns: readonly Float64Array[],
  levels: readonly number[],
): Float64Array<ArrayBuffer>[] {
  const rows = columns[0]!.length;
  const answers = levels.map(() => new Float64Array(rows));
  const ascending = levels.map((_, index) => index).sort((a, b) => levels[a]! - levels[b]!);
  const weight = new Float64Array(samples.targets.length);
  const trees = forest.roots.length;
  // blocks of targets let a level be found without looking at every target
  const blockSize = Math.max(1, Math.round(Math.sqrt(weight.length)));
  const blocks = new Float64Array(Math.ceil(weight.length / blockSize));
  const { start, members, targets } = samples;
  const answer = (row: number, leaves: Int32Array) => {
    for (let tree = 0; tree < trees; tree++) {
      const end = start[leaves[tree]! + 1]!;
      const share = 1 / (end - start[leaves[tree]!]!);
      for (let at = start[leaves[tree]!]!; at < end; at++) {
        const member = members[at]!;
        weight[member]! += share;
        blocks[(member / blockSize) | 0]! += share;
      }
    }
    let block = 0;
    let before = 0;
    for (const index of ascending) {
      // a little less, so that sums that miss a level by rounding reach it
      const wanted = levels[index]! * trees - 1e-9 * trees;
      while (block < blocks.length - 1 && before + blocks[block]! < wanted) before += blocks[block++]!;
      answers[index]![row] = targets[reach(weight, block * blockSize, before, wanted)]!;
    }
    // only what was touched: there may be many more targets
    for (let tree = 0; tree < trees; tree++) {
      const end = start[leaves[tree]! + 1]!;
      for (let at = start[leaves[tree]!]!; at < end; at++) weight[members[at]!] = 0;
    }
    blocks.fill(0);
  };
  let found = new Int32Array(0);
  let tree = 0;
  forestLeaves(forest, columns, (leaves, from, to) => {
    if (found.length < (to - from) * trees) found = new Int32Array((to - from) * trees);
    for (let row = 0; row < to - from; row++) found[row * trees + tree] = leaves[row]!;
    if (++tree < trees) return;
    tree = 0;
    for (let row = from; row < to; row++) answer(row, found.subarray((row - from) * trees, (row - from + 1) * trees));
  });
  return answers;
}

/** First target with weight, from `start` on, at which the running sum reaches what is wanted. */
function reach(weight: Float64Array, start: number, before: number, wanted: number): number {
  let [sum, last] = [before, -1];
  for (let at = start; at < weight.length; at++) {
    if (weight[at] === 0) continue;
    sum += weight[at]!;
    last = at;
    if (sum >= wanted) break;
  }
  return last;
}
