import { counterProgress } from '../history/counterProgress.ts';
import type { UnitHistory } from '../history/UnitHistory.ts';
import { usableValues } from '../history/usableValues.ts';

/** How counters stand in the columns: energy of each interval, as `seriesFromReadings` makes them, or raw registers. */
export type CounterColumns = 'increments' | 'registers';

/** Wh of each interval, NaN where it is not known. */
export function intervalEnergy(unit: UnitHistory, point: string, counters: CounterColumns): Float64Array | undefined {
  const values = usableValues(unit.series, point, { believe: ['unitSuspect'] });
  if (!values) return undefined;
  const hours = unit.series.stepMs / 3_600_000;
  if (!point.startsWith('energy')) return values.map((watts) => watts * hours);
  if (counters === 'increments') return values;
  const energy = new Float64Array(values.length).fill(Number.NaN);
  for (const { from, to, progressWh } of counterProgress(values)) {
    if (to - from === 1 && progressWh !== undefined) energy[from] = progressWh;
  }
  return energy;
}
