import { averageOver, checkSizes } from './averageOver.ts';
import { type PinballOptions, pinballLoss } from './pinballLoss.ts';

export interface CrpsEnsembleOptions {
  /** What came. Intervals without a number are left out. */
  actual: Float64Array;
  /** Equally likely courses, a column each. */
  members: readonly Float64Array[];
}

/**
 * Continuous ranked probability score of an ensemble, in the unit of the data; the absolute error for one member.
 *
 * Mean |member - outcome| less half the mean |member - member| over all pairs.
 *
 * @see T. Gneiting, A. Raftery, "Strictly proper scoring rules, prediction, and estimation", JASA 102, 359-378, 2007, eq. 20-21.
 *
 * @example
 * crpsFromEnsemble({ actual: Float64Array.of(2), members: [Float64Array.of(1), Float64Array.of(5)] }) // { crps: 1, count: 1 }
 */
export function crpsFromEnsemble({ actual, members }: CrpsEnsembleOptions): { crps: number; count: number } {
  checkSizes(actual, members);
  const n = members.length;
  const sorted = new Float64Array(n);
  const { mean, count } = averageOver(actual, members, (i) => {
    for (let m = 0; m < n; m++) sorted[m] = members[m]![i]!;
    sorted.sort();
    let miss = 0;
    let spread = 0;
    for (let m = 0; m < n; m++) {
      miss += Math.abs(sorted[m]! - actual[i]!);
      // each number counts in the pairs as often as there are smaller ones, less the larger ones
      spread += sorted[m]! * (2 * m - n + 1);
    }
    return miss / n - spread / (n * n);
  });
  return { crps: mean, count };
}

/**
 * The score from quantiles: twice the pinball loss integrated over the levels by the trapezoid rule; outside the outermost
 * levels their loss is taken as falling to 0. An approximation that gets better with more levels.
 *
 * @example
 * crpsFromQuantiles({ actual: Float64Array.of(10), levels: [0.5], quantiles: [Float64Array.of(8)] }) // { crps: 1, count: 1 }
 */
export function crpsFromQuantiles(options: PinballOptions): { crps: number; count: number } {
  const { byLevel, count } = pinballLoss(options);
  const levels = [0, ...options.levels, 1];
  const losses = [0, ...byLevel, 0];
  let crps = 0;
  for (let l = 1; l < levels.length; l++) crps += (levels[l]! - levels[l - 1]!) * (losses[l]! + losses[l - 1]!);
  return { crps, count };
}
