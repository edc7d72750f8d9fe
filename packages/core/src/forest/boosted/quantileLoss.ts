import { type Loss, weightedMean } from './Loss.ts';

/** Pinball loss of some levels: an output a level. Leaves answer with the quantile of what is left, not with a step. */
export function quantileLoss(
  targets: Float64Array,
  levels: Float64Array<ArrayBuffer>,
  weights: Float64Array | undefined,
): Loss {
  const quantile = (level: number, rows: Int32Array, left: (row: number) => number) => {
    const order = Array.from(rows, (row) => ({ left: left(row), weight: weights?.[row] ?? 1 }));
    order.sort((a, b) => a.left - b.left);
    const wanted = level * order.reduce((sum, { weight }) => sum + weight, 0);
    let reached = 0;
    for (const { left: value, weight } of order) {
      reached += weight;
      if (reached >= wanted) return value;
    }
    return order.at(-1)?.left ?? 0;
  };
  return {
    task: 'quantile',
    outputs: levels.length,
    link: 'identity',
    levels,
    base: (output, rows) => quantile(levels[output]!, rows, (row) => targets[row]!),
    derivatives(output, scores, rows, slope, bend) {
      const level = levels[output]!;
      const score = scores[output]!;
      for (const row of rows) {
        const weight = weights?.[row] ?? 1;
        slope[row] = weight * (score[row]! >= targets[row]! ? 1 - level : -level);
        bend[row] = weight;
      }
    },
    mean: (scores, rows) =>
      weightedMean(rows, weights, (row) =>
        levels.reduce((sum, level, output) => {
          const left = targets[row]! - scores[output]![row]!;
          return sum + Math.max(level * left, (level - 1) * left) / levels.length;
        }, 0),
      ),
    leafValue: (output, scores, rows) =>
      quantile(levels[output]!, rows, (row) => targets[row]! - scores[output]![row]!),
  };
}
