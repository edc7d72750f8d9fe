import { checkWind } from './WindError.ts';

export interface WindSpeedAtHeightOptions {
  /** At `heightM`. [m/s] */
  windSpeedMps: number;
  /** Where the wind is known, above ground. [m] */
  heightM: number;
  /** Where it is asked, above ground. [m] */
  hubHeightM: number;
  /** Exponent of the power law, 0 to 1. @defaultValue 1/7 (open land, neutral air) */
  shearExponent?: number;
}

/**
 * Wind speed at another height by the power law. [m/s] NaN in gives NaN out.
 *
 * @see J. Peterson, J. Hennessey, "On the use of power laws for estimates of wind power potential", Journal of Applied
 * Meteorology 17, 390-394, 1978.
 *
 * @example
 * windSpeedAtHeight({ windSpeedMps: 5, heightM: 10, hubHeightM: 80 }) // 6.7295
 */
export function windSpeedAtHeight({
  windSpeedMps,
  heightM,
  hubHeightM,
  shearExponent = 1 / 7,
}: WindSpeedAtHeightOptions): number {
  checkWind('heightM', heightM, Number.MIN_VALUE, 1_000);
  checkWind('hubHeightM', hubHeightM, Number.MIN_VALUE, 1_000);
  checkWind('shearExponent', shearExponent, 0, 1);
  return windSpeedMps * (hubHeightM / heightM) ** shearExponent;
}
