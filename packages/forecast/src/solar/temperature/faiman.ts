import type { Column } from '@usina/core/series';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';
import type { CellTemperatureModel } from './CellTemperatureModel.ts';

export interface FaimanOptions {
  /** Irradiance in the plane of the array. [W/m²] */
  poaWm2: Quantity;
  /** Ambient dry-bulb temperature. [°C] */
  airTemperatureC: Quantity;
  /** Wind speed at module height. [m/s] @defaultValue 1 */
  windSpeedMps?: Quantity;
  /** Constant heat-loss coefficient. [W/(m²·K)] @defaultValue 25 */
  u0?: number;
  /** Wind-dependent heat-loss coefficient. [W·s/(m³·K)] @defaultValue 6.84 */
  u1?: number;
  out?: Column;
}

/**
 * Temperature of PV modules by the Faiman heat-loss model. [°C]
 *
 * Steady state: meant for means of 5 min or longer. NaN in gives NaN out.
 *
 * @see D. Faiman, "Assessing the outdoor operating temperature of photovoltaic modules", Prog. Photovolt. 16(4),
 * 307-315, 2008.
 *
 * @example
 * faiman({ poaWm2: 900, airTemperatureC: 20, windSpeedMps: 5 }) // 35.203
 */
export function faiman(options: Scalars<FaimanOptions>): number;
export function faiman(options: FaimanOptions): Column;
export function faiman({
  poaWm2,
  airTemperatureC,
  windSpeedMps = 1,
  u0 = 25,
  u1 = 6.84,
  out,
}: FaimanOptions): number | Column {
  return mapQuantities((poa, air, wind) => air + poa / (u0 + u1 * wind), [poaWm2, airTemperatureC, windSpeedMps], out);
}

/**
 * Faiman's model as a part of a `pvSystem`. See `faiman`. NaN in gives NaN out.
 *
 * @see D. Faiman, Prog. Photovolt. 16(4), 307-315, 2008.
 *
 * @example
 * const noon = { poaWm2: Float64Array.of(900), airTemperatureC: Float64Array.of(20), windSpeedMps: Float64Array.of(5) };
 * faimanTemperature().cellTemperatureC(noon) // [35.203]
 */
export function faimanTemperature(coefficients: { u0?: number; u1?: number } = {}): CellTemperatureModel {
  return {
    id: 'faiman',
    source: 'Faiman 2008',
    cellTemperatureC: ({ poaWm2, airTemperatureC, windSpeedMps }) =>
      faiman({ ...coefficients, poaWm2, airTemperatureC, windSpeedMps }),
  };
}
