import { SolarError } from '../SolarError.ts';

/** What a window may differ from a clear sky by. */
export interface ClearskyLimits {
  /** Length of a window. [min] @defaultValue 10 */
  windowMin: number;
  /** Between the means. [W/m²] @defaultValue 75 */
  meanDiffWm2: number;
  /** Between the maxima. [W/m²] @defaultValue 75 */
  maxDiffWm2: number;
  /** Length of the measured line less that of the clear one, in the unit of minutes and W/m² together. @defaultValue -5 */
  lowerLineLength: number;
  /** @defaultValue 10 */
  upperLineLength: number;
  /** Standard deviation of the slopes over the mean. [1/min] @defaultValue 0.005 */
  varDiff: number;
  /** Largest change of the difference from one value to the next. [W/m²] @defaultValue 8 */
  slopeDev: number;
}

/** D.C. Jordan, C. Hansen 2023, table 1: minutes of the step, window, maximum, deviation, slope. */
const bySteps = [
  [1, 50, 60, 0.005, 50],
  [5, 60, 65, 0.01, 60],
  [15, 90, 75, 0.032, 75],
  [30, 120, 90, 0.07, 96],
] as const;

/** The given limits, Reno and Hansen's where none is given, or those of Jordan and Hansen for a step. */
export function clearskyLimits(
  { inferLimits = false, ...given }: Partial<ClearskyLimits> & { inferLimits?: boolean },
  minutes: number,
): ClearskyLimits {
  if (inferLimits) return limitsOfStep(minutes);
  return {
    windowMin: given.windowMin ?? 10,
    meanDiffWm2: given.meanDiffWm2 ?? 75,
    maxDiffWm2: given.maxDiffWm2 ?? 75,
    lowerLineLength: given.lowerLineLength ?? -5,
    upperLineLength: given.upperLineLength ?? 10,
    varDiff: given.varDiff ?? 0.005,
    slopeDev: given.slopeDev ?? 8,
  };
}

function limitsOfStep(minutes: number): ClearskyLimits {
  if (!(minutes >= 1 && minutes <= 30)) {
    throw new SolarError('SOLAR_RANGE', `Read a step of ${minutes} min, expected 1 to 30 to infer the limits.`, {
      context: { name: 'stepMs', value: minutes * 60_000, min: 60_000, max: 1_800_000 },
    });
  }
  const next = Math.max(
    1,
    bySteps.findIndex(([step]) => minutes <= step),
  );
  const [low, high] = [bySteps[next - 1]!, bySteps[next]!];
  const share = (minutes - low[0]) / (high[0] - low[0]);
  const at = (k: 1 | 2 | 3 | 4) => low[k] + (high[k] - low[k]) * share;
  return {
    windowMin: at(1),
    meanDiffWm2: 75,
    maxDiffWm2: at(2),
    lowerLineLength: -45,
    upperLineLength: 80,
    varDiff: at(3),
    slopeDev: at(4),
  };
}
