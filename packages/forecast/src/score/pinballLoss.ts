import { averageOver, checkSizes } from './averageOver.ts';

export interface PinballOptions {
  /** What came. Intervals without a number are left out. */
  actual: Float64Array;
  /** Ascending probabilities. */
  levels: readonly number[];
  /** A column a level. */
  quantiles: readonly Float64Array[];
}

export interface PinballLoss {
  /** Mean loss of each level, in the unit of the data. */
  readonly byLevel: readonly number[];
  /** Mean over the levels. NaN without data. */
  readonly mean: number;
  /** Intervals that were scored. */
  readonly count: number;
}

/**
 * Pinball (quantile) loss: `level × (actual - quantile)` where the outcome lies above, `(1 - level) × (quantile - actual)`
 * where below. Lower is better; the true quantiles have the least.
 *
 * @see R. Koenker, G. Bassett, "Regression quantiles", Econometrica 46, 33-50, 1978.
 *
 * @example
 * pinballLoss({ actual: Float64Array.of(10), levels: [0.1, 0.9], quantiles: [Float64Array.of(8), Float64Array.of(11)] })
 * // { byLevel: [0.2, 0.1], mean: 0.15, count: 1 }
 */
export function pinballLoss({ actual, levels, quantiles }: PinballOptions): PinballLoss {
  checkSizes(actual, quantiles, levels.length);
  const scores = levels.map((level, l) =>
    averageOver(actual, quantiles, (i) => {
      const miss = actual[i]! - quantiles[l]![i]!;
      return miss >= 0 ? level * miss : (level - 1) * miss;
    }),
  );
  const byLevel = scores.map(({ mean }) => mean);
  return { byLevel, mean: byLevel.reduce((sum, loss) => sum + loss, 0) / levels.length, count: scores[0]?.count ?? 0 };
}
