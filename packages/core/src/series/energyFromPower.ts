import { missingColumn } from './coverageOf.ts';
import { mapColumn } from './mapColumn.ts';
import type { Series } from './Series.ts';

export interface EnergyFromPowerOptions<From extends string, To extends string> {
  /** Column of mean power. [W] */
  from: From;
  /** Column of energy to be added. [Wh] */
  to: To;
}

/**
 * Adds the energy of a column of mean power. [Wh] Sign as that of the power. Where an interval is covered in part, it
 * is the energy of that part: not scaled up, `coverage` says so. A number filled in (coverage 0, flagged `estimated`)
 * gives the energy of its whole interval.
 *
 * Throws `SERIES_COLUMN`.
 *
 * @example
 * const s = createSeries({ startMs: 0, stepMs: 900_000, columns: { acPowerW: [1_000, 2_000] } });
 * energyFromPower(s, { from: 'acPowerW', to: 'energyWh' }).columns.energyWh // Float64Array [250, 500]
 */
export function energyFromPower<Name extends string, const To extends string>(
  series: Series<Name>,
  { from, to }: EnergyFromPowerOptions<NoInfer<Name>, To>,
): Series<Name | To> {
  const coverage = series.coverage[from];
  if (coverage === undefined) throw missingColumn(series, from);
  const hours = series.stepMs / 3_600_000;
  return mapColumn(series, { from, to, map: (watts, i) => watts * hours * (coverage[i]! > 0 ? coverage[i]! : 1) });
}
