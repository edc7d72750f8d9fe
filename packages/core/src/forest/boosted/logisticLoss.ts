import { type Loss, weightedMean } from './Loss.ts';

/** −ln p of what happened, for two classes: one output, the log odds of the second. */
export function logisticLoss(classOfRow: Uint16Array, weights: Float64Array | undefined): Loss {
  return {
    task: 'classification',
    outputs: 1,
    link: 'logistic',
    base(_output, rows) {
      const share = weightedMean(rows, weights, (row) => classOfRow[row]!);
      const inside = Math.min(Math.max(share, 1e-9), 1 - 1e-9);
      return Math.log(inside / (1 - inside));
    },
    derivatives(_output, [scores], rows, slope, bend) {
      for (const row of rows) {
        const probability = 1 / (1 + Math.exp(-scores![row]!));
        const weight = weights?.[row] ?? 1;
        slope[row] = weight * (probability - classOfRow[row]!);
        bend[row] = weight * probability * (1 - probability);
      }
    },
    mean([scores], rows) {
      return weightedMean(rows, weights, (row) => {
        const against = classOfRow[row] === 1 ? -scores![row]! : scores![row]!;
        // ln(1 + e^x) without overflow
        return Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against)));
      });
    },
  };
}
