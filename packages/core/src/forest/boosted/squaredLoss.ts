import { type Loss, weightedMean } from './Loss.ts';

/** Half the squared error: the score becomes the expected target. */
export function squaredLoss(targets: Float64Array, weights: Float64Array | undefined): Loss {
  return {
    task: 'regression',
    outputs: 1,
    link: 'identity',
    base: (_output, rows) => weightedMean(rows, weights, (row) => targets[row]!),
    derivatives(_output, [scores], rows, slope, bend) {
      for (const row of rows) {
        const weight = weights?.[row] ?? 1;
        slope[row] = weight * (scores![row]! - targets[row]!);
        bend[row] = weight;
      }
    },
    mean: ([scores], rows) => weightedMean(rows, weights, (row) => (scores![row]! - targets[row]!) ** 2 / 2),
  };
}
