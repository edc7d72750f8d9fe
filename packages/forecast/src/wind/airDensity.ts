/** Gas constant of dry air and of water vapour. [J/(kg·K)] */
const DRY_AIR = 287.05;
const WATER_VAPOUR = 461.5;

export interface AirDensityOptions {
  /** [Pa] @defaultValue 101325 */
  pressurePa?: number;
  /** [°C] */
  airTemperatureC: number;
  /** 0 to 1. @defaultValue 0 */
  relativeHumidity?: number;
}

/**
 * Density of air. [kg/m³] NaN in gives NaN out.
 *
 * @see IEC 61400-12-1:2017, eq. 12 (humid air by the gas constants of its parts).
 *
 * @example
 * airDensity({ airTemperatureC: 15 }) // 1.2250
 */
export function airDensity({ pressurePa = 101_325, airTemperatureC, relativeHumidity = 0 }: AirDensityOptions): number {
  const kelvin = airTemperatureC + 273.15;
  const vapourPa = 2.05e-5 * Math.exp(0.0631846 * kelvin);
  return (pressurePa / DRY_AIR - relativeHumidity * vapourPa * (1 / DRY_AIR - 1 / WATER_VAPOUR)) / kelvin;
}
