import type { Column } from '@usina/core/series';
import { mapQuantities, type Quantity, type Scalars } from './Quantity.ts';

export interface PvwattsDcOptions {
  /** Irradiance that the cells use: plane of array after reflection. [W/m²] */
  effectiveIrradianceWm2: Quantity;
  /** [°C] */
  cellTemperatureC: Quantity;
  /** DC power at 1000 W/m² and the reference temperature. [W] */
  dcCapacityW: Quantity;
  /** Change of power with temperature, negative. [1/°C] */
  temperatureCoefficientPerC: Quantity;
  /** [°C] @defaultValue 25 */
  referenceTemperatureC?: number;
  out?: Column;
}

/**
 * DC power of a PV array, before losses. [W]
 *
 * @see A.P. Dobos, "PVWatts version 5 manual", NREL/TP-6A20-62641, 2014.
 *
 * @example
 * pvwattsDc({ effectiveIrradianceWm2: 800, cellTemperatureC: 45, dcCapacityW: 6_600, temperatureCoefficientPerC: -0.004 })
 * // 4857.6
 */
export function pvwattsDc(options: Scalars<PvwattsDcOptions>): number;
export function pvwattsDc(options: PvwattsDcOptions): Column;
export function pvwattsDc({
  effectiveIrradianceWm2,
  cellTemperatureC,
  dcCapacityW,
  temperatureCoefficientPerC,
  referenceTemperatureC = 25,
  out,
}: PvwattsDcOptions): number | Column {
  return mapQuantities(
    (irradiance, cell, capacity, gamma) => irradiance * 0.001 * capacity * (1 + gamma * (cell - referenceTemperatureC)),
    [effectiveIrradianceWm2, cellTemperatureC, dcCapacityW, temperatureCoefficientPerC],
    out,
  );
}
