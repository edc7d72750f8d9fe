import { type Loss, weightedMean } from './Loss.ts';

/** −ln p of what happened, for any number of classes: an output a class. */
export function softmaxLoss(classOfRow: Uint16Array, classes: number, weights: Float64Array | undefined): Loss {
  const logSum = (scores: readonly Float64Array[], row: number) => {
    let most = -Infinity;
    for (const score of scores) most = Math.max(most, score[row]!);
    let sum = 0;
    for (const score of scores) sum += Math.exp(score[row]! - most);
    return most + Math.log(sum);
  };
  return {
    task: 'classification',
    outputs: classes,
    link: 'softmax',
    base: (output, rows) =>
      Math.log(
        Math.max(
          weightedMean(rows, weights, (row) => (classOfRow[row] === output ? 1 : 0)),
          1e-9,
        ),
      ),
    derivatives(output, scores, rows, slope, bend) {
      for (const row of rows) {
        const probability = Math.exp(scores[output]![row]! - logSum(scores, row));
        const weight = weights?.[row] ?? 1;
        slope[row] = weight * (probability - (classOfRow[row] === output ? 1 : 0));
        bend[row] = weight * probability * (1 - probability);
      }
    },
    mean: (scores, rows) => weightedMean(rows, weights, (row) => logSum(scores, row) - scores[classOfRow[row]!]![row]!),
  };
}
