import { checkCurve, type PowerCurve } from './PowerCurve.ts';
import { checkWind } from './WindError.ts';

/** A wind turbine. */
export interface WindTurbine {
  /** Above ground. [m] */
  readonly hubHeightM: number;
  readonly curve: PowerCurve;
  /** How it holds its rated power: thinner air shifts the curve of a pitched one, and scales that of a stalled one. */
  readonly regulation: 'pitch' | 'stall';
  /** Exponent of the power law of the wind over height. @defaultValue 1/7 */
  readonly shearExponent?: number;
  /** Taken off the curve's power: wakes, cables, standstill. [%] @defaultValue 0 */
  readonly lossPercent?: number;
}

/**
 * A turbine, checked. Throws `WIND_RANGE` and `WIND_CURVE`. NaN is refused too.
 *
 * @example
 * windTurbine({ hubHeightM: 18, regulation: 'stall', curve: { windSpeedMps: [3, 9.5, 25], powerW: [0, 11_000, 11_000] } }).hubHeightM
 * // 18
 */
export function windTurbine(turbine: WindTurbine): WindTurbine {
  checkWind('hubHeightM', turbine.hubHeightM, 1, 500);
  checkWind('lossPercent', turbine.lossPercent ?? 0, 0, 100);
  checkCurve(turbine.curve);
  return turbine;
}
