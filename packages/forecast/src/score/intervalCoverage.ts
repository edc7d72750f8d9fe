import { averageOver, checkSizes } from './averageOver.ts';

export interface IntervalCoverageOptions {
  /** What came. Intervals without a number are left out. */
  actual: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
}

/**
 * Share of outcomes within a band, both ends included: 0.8 is right for the 10 % to 90 % band. `meanWidth` says what that
 * costs, in the unit of the data.
 *
 * @example
 * intervalCoverage({ actual: Float64Array.of(5, 9), lower: Float64Array.of(4, 4), upper: Float64Array.of(6, 6) })
 * // { coverage: 0.5, meanWidth: 2, count: 2 }
 */
export function intervalCoverage({ actual, lower, upper }: IntervalCoverageOptions) {
  checkSizes(actual, [lower, upper]);
  const inside = averageOver(actual, [lower, upper], (i) =>
    actual[i]! >= lower[i]! && actual[i]! <= upper[i]! ? 1 : 0,
  );
  const width = averageOver(actual, [lower, upper], (i) => upper[i]! - lower[i]!);
  return { coverage: inside.mean, meanWidth: width.mean, count: inside.count };
}
