import { type FlatForest, type LeafSamples, leafOf } from '../FlatForest.ts';

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
  for (let row = 0; row < rows; row++) {
    weight.fill(0);
    blocks.fill(0);
    for (let tree = 0; tree < trees; tree++) {
      const leaf = forest.leaf[leafOf(forest, forest.roots[tree]!, columns, row)]!;
      const [from, to] = [samples.start[leaf]!, samples.start[leaf + 1]!];
      const share = 1 / (to - from);
      for (let at = from; at < to; at++) {
        const member = samples.members[at]!;
        weight[member]! += share;
        blocks[(member / blockSize) | 0]! += share;
      }
    }
    let [block, before] = [0, 0];
    for (const index of ascending) {
      // a little less, so that sums that miss a level by rounding reach it
      const wanted = levels[index]! * trees - 1e-9 * trees;
      while (block < blocks.length - 1 && before + blocks[block]! < wanted) before += blocks[block++]!;
      answers[index]![row] = samples.targets[reach(weight, block * blockSize, before, wanted)]!;
    }
  }
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
