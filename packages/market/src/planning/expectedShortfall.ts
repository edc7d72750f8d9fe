export interface ExpectedShortfallOptions {
  /** What was sold. */
  readonly sold: number;
  /** Ascending probabilities between 0 and 1. */
  readonly levels: readonly number[];
  /** The quantile at each level, not descending; in the unit of `sold`. */
  readonly quantiles: readonly number[];
  /** Equally likely outcomes; used instead of the quantiles where there are any. */
  readonly scenarios?: readonly number[];
}

/**
 * Mean of what an uncertain output falls short of what was sold, in the unit of `sold`. From scenarios, or from
 * quantiles: linear between two of them, flat beyond the first and the last.
 *
 * @example
 * expectedShortfall({ sold: 10, levels: [0.25, 0.75], quantiles: [8, 12] })
 * // 0.75: 2 × 0.25 below the first level, 1 × 0.25 up to the median
 */
export function expectedShortfall({ sold, levels, quantiles, scenarios = [] }: ExpectedShortfallOptions): number {
  if (scenarios.length > 0)
    return scenarios.reduce((sum, outcome) => sum + Math.max(0, sold - outcome), 0) / scenarios.length;
  const [first, last] = [quantiles[0]!, quantiles.at(-1)!];
  let total = Math.max(0, sold - first) * levels[0]! + Math.max(0, sold - last) * (1 - levels.at(-1)!);
  for (let k = 1; k < levels.length; k += 1) {
    const width = levels[k]! - levels[k - 1]!;
    const [low, high] = [quantiles[k - 1]!, quantiles[k]!];
    if (high <= sold) total += (sold - (low + high) / 2) * width;
    else if (low < sold) total += (((sold - low) / 2) * (sold - low) * width) / (high - low);
  }
  return total;
}
