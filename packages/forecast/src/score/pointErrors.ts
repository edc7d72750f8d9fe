import { averageOver, checkSizes } from './averageOver.ts';

export interface PointErrorsOptions {
  /** What came. Intervals without a number are left out. */
  actual: Float64Array;
  forecast: Float64Array;
}

export interface PointErrors {
  /** Mean absolute error. */
  readonly mae: number;
  /** Root of the mean squared error. */
  readonly rmse: number;
  /** Mean of forecast minus outcome: positive is too high. */
  readonly bias: number;
  /** Intervals that were scored. */
  readonly count: number;
}

/**
 * Errors of a point forecast, in the unit of the data. NaN without data.
 *
 * @example
 * pointErrors({ actual: Float64Array.of(10, 20), forecast: Float64Array.of(13, 16) })
 * // { mae: 3.5, rmse: 3.5355, bias: -0.5, count: 2 }
 */
export function pointErrors({ actual, forecast }: PointErrorsOptions): PointErrors {
  checkSizes(actual, [forecast]);
  const mean = (score: (miss: number) => number) =>
    averageOver(actual, [forecast], (i) => score(forecast[i]! - actual[i]!));
  const { mean: mae, count } = mean(Math.abs);
  return { mae, rmse: Math.sqrt(mean((miss) => miss * miss).mean), bias: mean((miss) => miss).mean, count };
}

/**
 * Skill against a reference such as persistence: 0.2 is a fifth less error, below 0 is worse.
 *
 * @example
 * skill({ error: 80, referenceError: 100 }) // 0.2
 */
export function skill({ error, referenceError }: { error: number; referenceError: number }): number {
  return 1 - error / referenceError;
}
