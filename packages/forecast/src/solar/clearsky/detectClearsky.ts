import { SolarError } from '../SolarError.ts';
import { type ClearskyLimits, clearskyLimits } from './clearskyLimits.ts';
import { windowStatistics } from './windowStatistics.ts';

export interface DetectClearskyOptions extends Partial<ClearskyLimits> {
  /** Measured irradiance on a regular grid, NaN where missing. [W/m²] */
  measuredWm2: Float64Array;
  /** Expected under a clear sky in the same plane at the same instants. [W/m²] */
  clearskyWm2: Float64Array;
  /** Step of the grid. [ms] */
  stepMs: number;
  /** Limits by the step, from 1 to 30 min, in place of the given ones. @defaultValue false */
  inferLimits?: boolean;
  /** How often the clear sky is scaled anew. @defaultValue 20 */
  maxIterations?: number;
}

export interface ClearPeriods {
  /** 1 where the sky is clear, 0 where it is not or where a value is missing. */
  clear: Uint8Array<ArrayBuffer>;
  /** What the clear sky was multiplied by so that it fits the clear times. */
  alpha: number;
  /** Whether the scale settled within the iterations. */
  converged: boolean;
}

/**
 * Finds clear times in measured irradiance by comparing windows of it with a clear sky: mean, maximum, length of the
 * line, steadiness and largest change of slope. The clear sky is scaled until it fits the times that were found.
 *
 * Made for global horizontal irradiance in steps of 1 minute and windows of 10; give `inferLimits` for others and for
 * tilted planes. A time is clear that lies in a clear window; the night is not. Throws `SOLAR_LENGTHS` for arrays of
 * unequal length, `SOLAR_INPUT` for a window of fewer than 3 values or longer than the data. NaN in either array is not
 * clear.
 *
 * @see M.J. Reno, C.W. Hansen, "Identification of periods of clear sky irradiance in time series of GHI measurements",
 * Renewable Energy 90, 520-531, 2016; D.C. Jordan, C. Hansen, Renewable Energy 209, 393-400, 2023.
 *
 * @example
 * // an hour of minutes, clear but for a cloud in the minutes 30 to 32
 * const clearskyWm2 = Float64Array.from({ length: 60 }, (_, i) => 800 + i);
 * const measuredWm2 = clearskyWm2.map((each, i) => (i >= 30 && i < 33 ? 300 : each));
 * detectClearsky({ measuredWm2, clearskyWm2, stepMs: 60_000 }).clear.reduce((sum, each) => sum + each) // 57
 */
export function detectClearsky(options: DetectClearskyOptions): ClearPeriods {
  const { measuredWm2: measured, clearskyWm2: expected, stepMs, maxIterations = 20 } = options;
  if (measured.length !== expected.length) {
    throw new SolarError(
      'SOLAR_LENGTHS',
      `Read ${measured.length} measured and ${expected.length} clear values, expected as many.`,
      { context: { lengths: [measured.length, expected.length] } },
    );
  }
  const minutes = stepMs / 60_000;
  const limits = clearskyLimits(options, minutes);
  const width = Math.floor(limits.windowMin / minutes);
  if (!(width >= 3 && width <= measured.length)) {
    throw new SolarError(
      'SOLAR_INPUT',
      `Read ${measured.length} values ${minutes} min apart and a window of ${limits.windowMin} min, expected 3 values or more in a window and a window or more of values.`,
      { context: { length: measured.length, stepMs, windowMin: limits.windowMin } },
    );
  }
  const seen = windowStatistics(measured, width, minutes);
  const model = windowStatistics(expected, width, minutes);
  const rest = new Float64Array(measured.length);
  const scaled = new Float64Array(measured.length);
  const clear = new Uint8Array(measured.length);
  let alpha = 1;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    for (let i = 0; i < rest.length; i++) {
      scaled[i] = alpha * expected[i]!;
      rest[i] = measured[i]! - scaled[i]!;
    }
    const line = windowStatistics(scaled, width, minutes).lineLength;
    const change = windowStatistics(rest, width, minutes).largestStep;
    clear.fill(0);
    for (let k = 0; k < seen.mean.length; k++) {
      const longer = seen.lineLength[k]! - line[k]!;
      const isClear =
        Math.abs(seen.mean[k]! - alpha * model.mean[k]!) < limits.meanDiffWm2 &&
        Math.abs(seen.max[k]! - alpha * model.max[k]!) < limits.maxDiffWm2 &&
        longer > limits.lowerLineLength &&
        longer < limits.upperLineLength &&
        seen.slopeDeviation[k]! < limits.varDiff &&
        change[k]! < limits.slopeDev &&
        model.mean[k] !== 0;
      if (isClear) clear.fill(1, k, k + width);
    }
    const next = bestScale(measured, expected, clear) ?? alpha;
    const settled = Math.round(next * 10_000) === Math.round(alpha * 10_000);
    alpha = next;
    if (settled) return { clear, alpha, converged: true };
  }
  return { clear, alpha, converged: false };
}

/** By least squares over the clear times; undefined without any. */
function bestScale(measured: Float64Array, expected: Float64Array, clear: Uint8Array): number | undefined {
  let product = 0;
  let square = 0;
  for (let i = 0; i < clear.length; i++) {
    if (clear[i] === 0) continue;
    product += measured[i]! * expected[i]!;
    square += expected[i]! ** 2;
  }
  return square > 0 ? product / square : undefined;
}
