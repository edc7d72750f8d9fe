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
  /**
   * Non-linearity at low irradiance: the share of capacity that is lost at 200 W/m², positive for a loss there.
   * @defaultValue 0, the linear model
   */
  k?: number;
  /** With `k`: no correction from 1000 W/m² on, where it would be a gain. @defaultValue false */
  capAdjustment?: boolean;
  out?: Column;
}

/**
 * DC power of a PV array, before losses. [W] NaN in gives NaN out. Irradiance below 0 gives power below 0; `simulate`
 * takes both as 0.
 *
 * @see A.P. Dobos, "PVWatts version 5 manual", NREL/TP-6A20-62641, 2014; B. Marion, "Comparison of predictive models
 * for photovoltaic module performance", 33rd IEEE PVSC, 2008 (the correction by `k`).
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
  k = 0,
  capAdjustment = false,
  out,
}: PvwattsDcOptions): number | Column {
  return mapQuantities(
    (irradiance, cell, capacity, gamma) =>
      irradiance * 0.001 * capacity * (1 + gamma * (cell - referenceTemperatureC)) -
      (k === 0 ? 0 : capacity * k * nonlinearity(irradiance, capAdjustment)),
    [effectiveIrradianceWm2, cellTemperatureC, dcCapacityW, temperatureCoefficientPerC],
    out,
  );
}

/** 0 in the dark, 1 at 200 W/m², 0 at 1000 W/m² and a gain above. */
function nonlinearity(irradianceWm2: number, capAdjustment: boolean): number {
  if (irradianceWm2 <= 200) return 1 - (1 - irradianceWm2 / 200) ** 4;
  return capAdjustment && irradianceWm2 >= 1000 ? 0 : (1000 - irradianceWm2) / 800;
}
