import type { FlatForest } from '../FlatForest.ts';

/** What boosting makes small. Rows are numbers of the table; scores are the sum of the trees so far, by output and row. */
export interface Loss extends Pick<FlatForest, 'task' | 'outputs' | 'link' | 'levels'> {
  /** The best constant score of an output over rows. */
  base(output: number, rows: Int32Array): number;
  /** First and second derivative of the loss by the score of an output, written for the rows. */
  derivatives(
    output: number,
    scores: readonly Float64Array[],
    rows: Int32Array,
    slope: Float64Array,
    bend: Float64Array,
  ): void;
  /** Mean loss of rows. */
  mean(scores: readonly Float64Array[], rows: Int32Array): number;
  /** What a leaf adds, where that is not a step along the derivatives. */
  leafValue?(output: number, scores: readonly Float64Array[], rows: Int32Array): number;
}

/** Mean of a figure over rows by their weight. */
export function weightedMean(
  rows: Int32Array,
  weights: Float64Array | undefined,
  figure: (row: number) => number,
): number {
  let [sum, total] = [0, 0];
  for (const row of rows) {
    const weight = weights?.[row] ?? 1;
    sum += weight * figure(row);
    total += weight;
  }
  return total > 0 ? sum / total : 0;
}
