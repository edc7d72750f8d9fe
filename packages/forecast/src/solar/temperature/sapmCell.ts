import type { Column } from '@usina/core/series';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';
import type { CellTemperatureModel } from './CellTemperatureModel.ts';

/** Coefficients of the Sandia model for a mounting. */
export interface SapmCoefficients {
  a: number;
  b: number;
  /** Cell minus back of module at 1000 W/m². [°C] */
  deltaTC: number;
}

/**
 * Mountings of the report's table, by the names that a nameplate uses.
 *
 * @see D.L. King, W.E. Boyson, J.A. Kratochvil, SAND2004-3535, 2004, table 1.
 */
export const sapmMountings = {
  openRack: { a: -3.56, b: -0.075, deltaTC: 3 },
  closeRoof: { a: -2.98, b: -0.0471, deltaTC: 1 },
  insulatedBack: { a: -2.81, b: -0.0455, deltaTC: 0 },
} as const satisfies Record<string, SapmCoefficients>;

export interface SapmCellOptions extends SapmCoefficients {
  /** [W/m²] */
  poaWm2: Quantity;
  /** [°C] */
  airTemperatureC: Quantity;
  /** At 10 m height. [m/s] */
  windSpeedMps: Quantity;
  out?: Column;
}

/**
 * Cell temperature by the Sandia array performance model. [°C] NaN in gives NaN out.
 *
 * @see D.L. King, W.E. Boyson, J.A. Kratochvil, "Photovoltaic array performance model", SAND2004-3535, 2004.
 *
 * @example
 * sapmCell({ poaWm2: 800, airTemperatureC: 38.32, windSpeedMps: 0.05, ...sapmMountings.insulatedBack }) // 86.3745
 */
export function sapmCell(options: Scalars<SapmCellOptions>): number;
export function sapmCell(options: SapmCellOptions): Column;
export function sapmCell({
  poaWm2,
  airTemperatureC,
  windSpeedMps,
  a,
  b,
  deltaTC,
  out,
}: SapmCellOptions): number | Column {
  return mapQuantities(
    (poa, air, wind) => poa * Math.exp(a + b * wind) + air + (poa / 1000) * deltaTC,
    [poaWm2, airTemperatureC, windSpeedMps],
    out,
  );
}

/**
 * The Sandia model as a part of a `pvSystem`. See `sapmCell`. NaN in gives NaN out.
 *
 * @see D.L. King, W.E. Boyson, J.A. Kratochvil, SAND2004-3535, 2004.
 *
 * @example
 * const noon = { poaWm2: Float64Array.of(900), airTemperatureC: Float64Array.of(20), windSpeedMps: Float64Array.of(5) };
 * sapmTemperature(sapmMountings.closeRoof).cellTemperatureC(noon) // [57.0217]
 */
export function sapmTemperature(coefficients: SapmCoefficients = sapmMountings.openRack): CellTemperatureModel {
  return {
    id: 'sapm',
    source: 'King, Boyson, Kratochvil 2004',
    cellTemperatureC: ({ poaWm2, airTemperatureC, windSpeedMps }) =>
      sapmCell({ ...coefficients, poaWm2, airTemperatureC, windSpeedMps }),
  };
}
