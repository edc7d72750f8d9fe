import type { Column } from '@usina/core/series';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';

export interface Gueymard94PwOptions {
  /** Near the ground. [°C] */
  airTemperatureC: Quantity;
  /** Near the ground, 0 to 100. [%] */
  relativeHumidityPercent: Quantity;
  out?: Column;
}

/**
 * Column of water vapour over a place from the air near its ground, at least 0.1. [cm] NaN in gives NaN out.
 *
 * @see C. Gueymard, "Analysis of monthly average atmospheric precipitable water and turbidity in Canada and northern United
 * States", Solar Energy 53(1), 57-71, 1994; W.M. Keogh, A.W. Blakers, Prog. Photovolt. 12(1), 1-19, 2004, eq. 7.
 *
 * @example
 * gueymard94Pw({ airTemperatureC: 35.96, relativeHumidityPercent: 66.42 }) // 6.156442
 */
export function gueymard94Pw(options: Scalars<Gueymard94PwOptions>): number;
export function gueymard94Pw(options: Gueymard94PwOptions): Column;
export function gueymard94Pw({ airTemperatureC, relativeHumidityPercent, out }: Gueymard94PwOptions): number | Column {
  return mapQuantities(
    (celsius, humidity) => {
      const t = celsius + 273.15;
      const theta = t / 273.15;
      const scaleHeight = 0.4976 + 1.5265 * theta + Math.exp(13.6897 * theta - 14.9188 * theta ** 3);
      const saturation = Math.exp(22.33 - 49.14 * (100 / t) - 10.922 * (100 / t) ** 2 - (0.39015 * t) / 100);
      return Math.max(0.1 * scaleHeight * ((216.7 * humidity) / (100 * t)) * saturation, 0.1);
    },
    [airTemperatureC, relativeHumidityPercent],
    out,
  );
}
