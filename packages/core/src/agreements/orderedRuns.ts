import { badInput } from './AgreementError.ts';
import type { EnergyRun } from './EnergyRun.ts';

/**
 * Runs of one meter and point in order of time. Throws `AGREEMENT_INPUT` where two overlap: their energy would count
 * twice.
 *
 * @example
 * orderedRuns([hourly, quarterHourlyOfTheSameDay]) // throws AGREEMENT_INPUT
 */
export function orderedRuns(runs: readonly EnergyRun[]): EnergyRun[] {
  const ordered = [...runs].sort((a, b) => a.startMs - b.startMs);
  ordered.forEach((run, i) => {
    const before = ordered[i - 1];
    if (before === undefined || endOf(before) <= run.startMs) return;
    const read = `${spanOf(before)} and ${spanOf(run)}`;
    throw badInput(`runs of ${run.meterId} ${run.point}`, read, 'every interval once');
  });
  return ordered;
}

function endOf({ startMs, stepMs, energyWh }: EnergyRun): number {
  return startMs + energyWh.length * stepMs;
}

function spanOf(run: EnergyRun): string {
  return `${new Date(run.startMs).toISOString()} to ${new Date(endOf(run)).toISOString()} in steps of ${run.stepMs} ms`;
}
