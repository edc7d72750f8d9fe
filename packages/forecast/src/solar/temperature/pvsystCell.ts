import type { Column } from '@usina/core/series';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';
import type { CellTemperatureModel } from './CellTemperatureModel.ts';

/** Coefficients of the PVsyst model. */
export interface PvsystCoefficients {
  /** Constant heat-loss factor. [W/(m²·K)] @defaultValue 29 (freestanding; 15 with an insulated back) */
  uC?: number;
  /** Wind-dependent heat-loss factor. [W·s/(m³·K)] @defaultValue 0 */
  uV?: number;
  /** Share of the irradiance that leaves as electricity. @defaultValue 0.1 */
  moduleEfficiency?: number;
  /** Share of the irradiance that is absorbed. @defaultValue 0.9 */
  alphaAbsorption?: number;
}

export interface PvsystCellOptions extends PvsystCoefficients {
  /** [W/m²] */
  poaWm2: Quantity;
  /** [°C] */
  airTemperatureC: Quantity;
  /** At the height of the modules. [m/s] @defaultValue 1 */
  windSpeedMps?: Quantity;
  out?: Column;
}

/**
 * Cell temperature by the heat-loss factors of PVsyst. [°C] NaN in gives NaN out.
 *
 * @see A. Mermoud, B. Wittmer, "PVsyst user's manual", 2014; D. Faiman, Prog. Photovolt. 16(4), 307-315, 2008.
 *
 * @example
 * pvsystCell({ poaWm2: 800, airTemperatureC: 38.32, uC: 15, moduleEfficiency: 0.1825, alphaAbsorption: 0.8 }) // 73.2
 */
export function pvsystCell(options: Scalars<PvsystCellOptions>): number;
export function pvsystCell(options: PvsystCellOptions): Column;
export function pvsystCell({
  poaWm2,
  airTemperatureC,
  windSpeedMps = 1,
  uC = 29,
  uV = 0,
  moduleEfficiency = 0.1,
  alphaAbsorption = 0.9,
  out,
}: PvsystCellOptions): number | Column {
  const heat = alphaAbsorption * (1 - moduleEfficiency);
  return mapQuantities(
    (poa, air, wind) => air + (poa * heat) / (uC + uV * wind),
    [poaWm2, airTemperatureC, windSpeedMps],
    out,
  );
}

/**
 * The PVsyst model as a part of a `pvSystem`. See `pvsystCell`. NaN in gives NaN out.
 *
 * @see A. Mermoud, B. Wittmer, "PVsyst user's manual", 2014.
 *
 * @example
 * const noon = { poaWm2: Float64Array.of(900), airTemperatureC: Float64Array.of(20), windSpeedMps: Float64Array.of(5) };
 * pvsystTemperature().cellTemperatureC(noon) // [45.138]
 */
export function pvsystTemperature(coefficients: PvsystCoefficients = {}): CellTemperatureModel {
  return {
    id: 'pvsyst',
    source: 'Mermoud, Wittmer 2014',
    cellTemperatureC: ({ poaWm2, airTemperatureC, windSpeedMps }) =>
      pvsystCell({ ...coefficients, poaWm2, airTemperatureC, windSpeedMps }),
  };
}
