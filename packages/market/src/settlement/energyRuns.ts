import type { EnergyRun } from '@usina/core/agreements';
import type { Column } from '@usina/core/series';
import { wholeWh } from './wholeWh.ts';

export interface EnergyRunsOptions {
  readonly meterId: string;
  /** Counter that the energy stands for. @defaultValue 'energyExportedWh' */
  readonly point?: string;
  readonly startMs: number;
  readonly stepMs: number;
  /** Energy of each interval, NaN where missing; never negative. [Wh] */
  readonly energyWh: Column;
}

/**
 * Energy of a series as settlement takes it: whole Wh in runs without a gap. A missing interval ends a run, so that
 * nothing missing is taken for zero.
 *
 * @example
 * energyRuns({ meterId: 'm1', startMs: 0, stepMs: 900_000, energyWh: Float64Array.of(1_000.4, Number.NaN, 7) })
 * // two runs: [1_000n] from 0 and [7n] from 1_800_000
 */
export function energyRuns(options: EnergyRunsOptions): EnergyRun[] {
  const { meterId, point = 'energyExportedWh', startMs, stepMs, energyWh } = options;
  const runs: EnergyRun[] = [];
  let run: EnergyRun | undefined;
  for (const [i, energy] of energyWh.entries()) {
    const wh = wholeWh(energy);
    if (wh === undefined) run = undefined;
    else if (run) run.energyWh.push(wh);
    else {
      run = { meterId, point, startMs: startMs + i * stepMs, stepMs, energyWh: [wh], flags: {}, revisions: {} };
      runs.push(run);
    }
  }
  return runs;
}
