/** Turns the vote of a model into a probability that holds in the long run. */
export interface Calibration {
  readonly method: string;
  /** Rows and positives that it was learnt from. */
  readonly rows: number;
  readonly positives: number;
  /** All that `apply` depends on: what model files keep, and `calibrationOf` reads. */
  readonly curve: CalibrationCurve;
  apply(probability: number): number;
}

/** A calibration as plain data. */
export type CalibrationCurve = IsotonicCurve | PlattCurve;

/** Straight lines between points, flat outside. */
export interface IsotonicCurve {
  readonly method: 'isotonic';
  readonly rows: number;
  readonly positives: number;
  /** Probabilities of the model, ascending. */
  readonly at: readonly number[];
  /** What each of them becomes, never falling. */
  readonly value: readonly number[];
}

/** `logistic(slope × ln(p / (1 − p)) + offset)`, kept between `low` and `high`. */
export interface PlattCurve {
  readonly method: 'platt';
  readonly rows: number;
  readonly positives: number;
  readonly slope: number;
  readonly offset: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The calibration of a curve, say one that a model file kept.
 *
 * @example
 * calibrationOf({ method: 'isotonic', rows: 9, positives: 3, at: [0.2, 0.6], value: [0.1, 0.5] }).apply(0.4) // 0.3
 */
export function calibrationOf(curve: CalibrationCurve): Calibration {
  const { method, rows, positives } = curve;
  const apply =
    curve.method === 'isotonic' ? (p: number) => interpolate(curve, p) : (p: number) => onLogistic(curve, p);
  return { method, rows, positives, curve, apply };
}

/** Log odds of a vote. Votes of 0 and 1 are finite samples too: kept within 1/1000. */
export function logOdds(probability: number): number {
  const p = Math.min(Math.max(probability, 0.001), 0.999);
  return Math.log(p / (1 - p));
}

export function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

function onLogistic({ slope, offset, low, high }: PlattCurve, p: number): number {
  return Math.min(Math.max(logistic(slope * logOdds(p) + offset), low), high);
}

function interpolate({ at, value }: IsotonicCurve, p: number): number {
  let [next, end] = [0, at.length];
  while (next < end) {
    const middle = (next + end) >> 1;
    if (at[middle]! >= p) end = middle;
    else next = middle + 1;
  }
  if (next === at.length) return value.at(-1) ?? Number.NaN;
  if (next === 0) return value[0]!;
  const [low, high] = [at[next - 1]!, at[next]!];
  return value[next - 1]! + ((value[next]! - value[next - 1]!) * (p - low)) / (high - low);
}
