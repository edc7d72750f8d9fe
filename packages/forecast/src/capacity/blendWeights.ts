/** How a day of forecasts by one origin went. */
export interface Trial {
  /** Mean absolute error of each expert, in shares of the clear envelope. */
  readonly losses: Float64Array;
  /** When all the numbers that it was judged by were known. [epoch ms] */
  readonly knownAtMs: number;
}

/** How sharply weights follow past errors: 1 % more error in each of 20 days costs a tenth of the weight. */
const SHARPNESS = 0.5;
/** Trials looked back. */
const SPAN = 60;

/**
 * Weights of the experts by their errors in the trials known at `asOfMs`: equal at first, then falling exponentially with
 * the excess over the best (the aggregating forecaster of Vovk, 1990).
 */
export function blendWeights(trials: readonly Trial[], asOfMs: number, experts: number): Float64Array {
  const sums = new Float64Array(experts);
  let count = 0;
  for (let i = trials.length - 1; i >= 0 && count < SPAN; i--) {
    if (trials[i]!.knownAtMs > asOfMs) continue;
    for (let e = 0; e < experts; e++) sums[e]! += trials[i]!.losses[e]!;
    count++;
  }
  const best = sums.reduce((least, sum) => Math.min(least, sum), Number.POSITIVE_INFINITY);
  const weights = sums.map((sum) => (best > 0 ? Math.exp(-SHARPNESS * count * (sum / best - 1)) : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
