import { median } from './median.ts';

/** How a register moved from one row that is there to the next. */
export interface CounterStep {
  readonly from: number;
  readonly to: number;
  /** Energy, 0 or more; undefined where the register fell or leapt. [Wh] */
  readonly progressWh: number | undefined;
}

/** More than this many times the typical rate of the same register is a leap, not energy. */
const leapFactor = 50;

/**
 * Progress of a counter between rows, in order. A fall (reset, exchange, the midnight of a daily counter) and a leap back
 * after a row of nonsense give no progress. The register is held against itself, so that its unit does not matter.
 */
export function counterProgress(registerWh: Float64Array): CounterStep[] {
  const steps: { from: number; to: number; progress: number }[] = [];
  let from = -1;
  for (let to = 0; to < registerWh.length; to++) {
    if (!Number.isFinite(registerWh[to])) continue;
    if (from >= 0) steps.push({ from, to, progress: registerWh[to]! - registerWh[from]! });
    from = to;
  }
  const typical = median(steps.filter(({ progress }) => progress > 0).map(rateOf));
  return steps.map((step) => ({
    from: step.from,
    to: step.to,
    progressWh: step.progress < 0 || rateOf(step) > leapFactor * typical ? undefined : step.progress,
  }));
}

/** Progress for one interval. */
function rateOf({ from, to, progress }: { from: number; to: number; progress: number }): number {
  return progress / (to - from);
}
