import type { Column } from '@usina/core/series';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';
import type { CellTemperatureModel } from './CellTemperatureModel.ts';

/** Nameplate and mounting, as SAM's NOCT model takes them. */
export interface NoctSamCoefficients {
  /** Nominal operating cell temperature. [°C] */
  noctC: number;
  /** At reference conditions, 0 to 1. */
  moduleEfficiency: number;
  /** @defaultValue 0.9 */
  transmittanceAbsorptance?: number;
  /** Storeys of the building: corrects the wind. @defaultValue 1 */
  arrayHeight?: 1 | 2;
  /** Air gap behind the modules, inches as in SAM. Above 3.5 the modules count as free. [in] @defaultValue 4 */
  mountStandoffIn?: number;
}

export interface NoctSamOptions extends NoctSamCoefficients {
  /** [W/m²] */
  poaWm2: Quantity;
  /** [°C] */
  airTemperatureC: Quantity;
  /** At 10 m height. [m/s] */
  windSpeedMps: Quantity;
  /** Irradiance after reflection. [W/m²] @defaultValue `poaWm2` */
  effectiveIrradianceWm2?: Quantity | undefined;
  out?: Column;
}

/** Upper ends of the gap and what each adds to the NOCT, as pvlib reads SAM's table. */
function standoffRiseC(inches: number): number {
  if (inches <= 0 || inches > 3.5) return 0;
  if (inches < 0.5) return 18;
  if (inches < 1.5) return 11;
  return inches < 2.5 ? 6 : 2;
}

/**
 * Cell temperature by the NOCT model of the System Advisor Model. [°C] Where no light passes the front it is that of
 * the air (pvlib gives NaN or minus infinity there when the effective irradiance is given). NaN in gives NaN out.
 *
 * @see P. Gilman, A. Dobos, N. DiOrio, J. Freeman, S. Janzou, D. Ryberg, "SAM photovoltaic model technical reference
 * update", NREL/TP-6A20-67399, 2018.
 *
 * @example
 * noctSam({ poaWm2: 800, airTemperatureC: 38.32, windSpeedMps: 0.05, effectiveIrradianceWm2: 796.22, noctC: 50.46,
 *   moduleEfficiency: 0.1825, arrayHeight: 2, mountStandoffIn: 0.41 }) // 101.3496
 */
export function noctSam(options: Scalars<NoctSamOptions>): number;
export function noctSam(options: NoctSamOptions): Column;
export function noctSam(options: NoctSamOptions): number | Column {
  const { poaWm2, airTemperatureC, windSpeedMps, effectiveIrradianceWm2 = poaWm2, out } = options;
  const { noctC, moduleEfficiency, transmittanceAbsorptance = 0.9, arrayHeight = 1, mountStandoffIn = 4 } = options;
  const windShare = arrayHeight === 1 ? 0.51 : 0.61;
  const riseC = noctC + standoffRiseC(mountStandoffIn) - 20;
  return mapQuantities(
    (poa, air, wind, effective) => {
      // the model divides by the light that passes: where none does nothing is heated
      if (effective <= 0) return air + 0 * poa;
      const heat = 1 - moduleEfficiency / (transmittanceAbsorptance * (effective / poa));
      return air + (((poa / 800) * riseC * heat) / (5.7 + 3.8 * windShare * wind)) * 9.5;
    },
    [poaWm2, airTemperatureC, windSpeedMps, effectiveIrradianceWm2],
    out,
  );
}

/**
 * SAM's NOCT model as a part of a `pvSystem`. See `noctSam`. NaN in gives NaN out.
 *
 * @see P. Gilman et al., NREL/TP-6A20-67399, 2018.
 *
 * @example
 * const noon = { poaWm2: Float64Array.of(900), airTemperatureC: Float64Array.of(20), windSpeedMps: Float64Array.of(5) };
 * noctSamTemperature({ noctC: 45, moduleEfficiency: 0.2 }).cellTemperatureC(noon) // [33.503]
 */
export function noctSamTemperature(coefficients: NoctSamCoefficients): CellTemperatureModel {
  return {
    id: 'noctSam',
    source: 'Gilman et al. 2018',
    cellTemperatureC: ({ effectiveWm2, ...weather }) =>
      noctSam({ ...coefficients, ...weather, effectiveIrradianceWm2: effectiveWm2 }),
  };
}
