/** What a leaf may answer, or add before the learning rate, so that none on the low side of a monotone cut answers above one on the high side. */
export interface StepBounds {
  readonly low: number;
  readonly high: number;
}

export const unbounded: StepBounds = { low: -Infinity, high: Infinity };

/** An answer, as far as its bounds let it go. */
export function within(answer: number, { low, high }: StepBounds): number {
  return Math.min(high, Math.max(low, answer));
}

/** The step of a leaf of boosting within its bounds. */
export function stepOf(slope: number, bend: number, bounds: StepBounds): number {
  return within(-slope / bend, bounds);
}

/** Twice what a step lessens the loss by; without bounds this is slope² / bend. */
export function worthOf(slope: number, bend: number, bounds: StepBounds): number {
  const step = stepOf(slope, bend, bounds);
  return -step * (2 * slope + bend * step);
}

/** Bounds of the children: halfway between their steps where the cut is on a monotone feature (1 rising, -1 falling). */
export function childBounds(
  bounds: StepBounds,
  direction: number,
  leftStep: number,
  rightStep: number,
): { left: StepBounds; right: StepBounds } {
  if (direction === 0) return { left: bounds, right: bounds };
  const middle = leftStep + (rightStep - leftStep) / 2;
  const [lower, upper] = [
    { low: bounds.low, high: middle },
    { low: middle, high: bounds.high },
  ];
  return direction > 0 ? { left: lower, right: upper } : { left: upper, right: lower };
}
