import type { Column } from '@usina/core/series';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';
import type { CellTemperatureModel } from './CellTemperatureModel.ts';

export interface RossOptions {
  /** [W/m²] */
  poaWm2: Quantity;
  /** [°C] */
  airTemperatureC: Quantity;
  /** Nominal operating cell temperature. [°C] */
  noctC: Quantity;
  out?: Column;
}

/**
 * Cell temperature in proportion to the irradiance, from the NOCT. [°C] The wind is not in it. NaN in gives NaN out.
 *
 * @see R.G. Ross, "Design techniques for flat-plate photovoltaic arrays", 15th IEEE Photovoltaic Specialists Conference, 1981.
 *
 * @example
 * ross({ poaWm2: 800, airTemperatureC: 38.32, noctC: 50.46 }) // 68.78
 */
export function ross(options: Scalars<RossOptions>): number;
export function ross(options: RossOptions): Column;
export function ross({ poaWm2, airTemperatureC, noctC, out }: RossOptions): number | Column {
  return mapQuantities((poa, air, noct) => air + ((noct - 20) / 800) * poa, [poaWm2, airTemperatureC, noctC], out);
}

/**
 * The model of Ross as a part of a `pvSystem`. See `ross`. NaN in gives NaN out.
 *
 * @see R.G. Ross, 15th IEEE Photovoltaic Specialists Conference, 1981.
 *
 * @example
 * const noon = { poaWm2: Float64Array.of(900), airTemperatureC: Float64Array.of(20), windSpeedMps: Float64Array.of(5) };
 * rossTemperature({ noctC: 45 }).cellTemperatureC(noon) // [48.125]
 */
export function rossTemperature({ noctC }: { noctC: number }): CellTemperatureModel {
  return {
    id: 'ross',
    source: 'Ross 1981',
    cellTemperatureC: ({ poaWm2, airTemperatureC }) => ross({ noctC, poaWm2, airTemperatureC }),
  };
}
