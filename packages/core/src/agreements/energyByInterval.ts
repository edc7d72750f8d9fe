import { clipRun, type EnergyRun } from './EnergyRun.ts';
import { orderedRuns } from './orderedRuns.ts';

export interface EnergyByIntervalOptions {
  runs: readonly EnergyRun[];
  startMs: number;
  /** Excluded. The last interval is shorter where the range is no whole number of intervals. */
  endMs: number;
  intervalMs: number;
}

export interface EnergyByInterval {
  /** Energy of each interval; undefined where readings do not cover the whole of it. [Wh] */
  readonly energyWh: readonly (bigint | undefined)[];
  /** Intervals that are not wholly covered. */
  readonly missing: number;
}

/**
 * Adds the readings of one meter and point up to longer intervals. Finer readings are summed; a reading that
 * straddles two intervals belongs to neither, and both count as missing. Nothing is spread, scaled or filled.
 * Throws `AGREEMENT_INPUT` where two runs overlap.
 */
export function energyByInterval(options: EnergyByIntervalOptions): EnergyByInterval {
  const { startMs, endMs, intervalMs } = options;
  const count = Math.ceil((endMs - startMs) / intervalMs);
  const energyWh = new Array<bigint>(count).fill(0n);
  const coveredMs = new Float64Array(count);
  for (const whole of orderedRuns(options.runs)) {
    const run = clipRun(whole, startMs, endMs);
    if (run === undefined) continue;
    for (let i = 0; i < run.energyWh.length; i++) {
      const fromStart = run.startMs + i * run.stepMs - startMs;
      const interval = Math.floor(fromStart / intervalMs);
      if (fromStart + run.stepMs > (interval + 1) * intervalMs) continue;
      energyWh[interval]! += run.energyWh[i]!;
      coveredMs[interval]! += run.stepMs;
    }
  }
  let missing = 0;
  const result = energyWh.map((energy, i) => {
    const lengthMs = Math.min(intervalMs, endMs - startMs - i * intervalMs);
    if (coveredMs[i] === lengthMs) return energy;
    missing += 1;
    return undefined;
  });
  return { energyWh: result, missing };
}
