/** How a register moved from one row that is there to the next. */
export interface CounterStep {
  readonly from: number;
  readonly to: number;
  /** Energy, 0 or more; undefined where the register fell or leapt farther than the machine can deliver. [Wh] */
  readonly progressWh: number | undefined;
}

/** A leap of more than this many times the peak power is no energy. Wide, so that a register in a wrong unit still counts. */
const leapFactor = 20;

/**
 * Progress of a counter between rows, in order. A fall (reset, exchange, the midnight of a daily counter) and a leap back
 * after a row of nonsense give no progress.
 */
export function counterProgress(registerWh: Float64Array, peakW: number, stepMs: number): CounterStep[] {
  const steps: CounterStep[] = [];
  let from = -1;
  for (let to = 0; to < registerWh.length; to++) {
    if (!Number.isFinite(registerWh[to])) continue;
    if (from >= 0) {
      const progress = registerWh[to]! - registerWh[from]!;
      const most = leapFactor * peakW * ((to - from) * (stepMs / 3_600_000));
      steps.push({ from, to, progressWh: progress >= 0 && progress <= most ? progress : undefined });
    }
    from = to;
  }
  return steps;
}
