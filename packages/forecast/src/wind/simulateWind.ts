import { createSeries, type Series, seriesLength } from '@usina/core/series';
import { airDensity } from './airDensity.ts';
import { curvePower } from './PowerCurve.ts';
import { WindError } from './WindError.ts';
import type { WindTurbine } from './WindTurbine.ts';
import { windSpeedAtHeight } from './windSpeedAtHeight.ts';

export interface SimulateWindOptions {
  /** Where the weather's wind is known, above ground. [m] @defaultValue 10 */
  windHeightM?: number;
  /** Where the weather has none. [°C] @defaultValue 15 */
  airTemperatureC?: number;
  /** Where the weather has none. [Pa] @defaultValue 101325 */
  pressurePa?: number;
}

/**
 * Power of a wind turbine under given weather: shear to hub height, air density, power curve, losses.
 *
 * `acPowerW` [W, positive is delivery] is on the grid of the weather, keyed by interval start, NaN where the wind is
 * missing. A power curve maps means of 10 minutes; over longer intervals it is a little off where the curve bends.
 * Throws `WIND_INPUT` when the weather has no `windSpeedMps`.
 *
 * @see IEC 61400-12-1:2017, section 9.1.5 (density: the speed by its third root for pitch, the power for stall
 * regulation).
 *
 * @example
 * const curve = { windSpeedMps: [3, 4, 12, 25], powerW: [0, 1_000, 11_000, 11_000] };
 * const turbine = windTurbine({ hubHeightM: 18, regulation: 'pitch', curve });
 * const series = createSeries({ startMs: 0, stepMs: 3_600_000, columns: { windSpeedMps: [14, 1, 26, Number.NaN] } });
 * simulateWind(turbine, { series }, { windHeightM: 18 }).columns.acPowerW // [11000, 0, 0, NaN]
 */
export function simulateWind(
  turbine: WindTurbine,
  { series }: { series: Series },
  { windHeightM = 10, airTemperatureC = 15, pressurePa = 101_325 }: SimulateWindOptions = {},
): Series<'acPowerW'> {
  const { windSpeedMps, airTemperatureC: air, pressurePa: pressure } = series.columns;
  if (windSpeedMps === undefined) {
    throw new WindError(
      'WIND_INPUT',
      `Read the columns ${Object.keys(series.columns).join(', ')}, expected windSpeedMps.`,
      {
        context: { columns: Object.keys(series.columns) },
      },
    );
  }
  const { hubHeightM, curve, regulation, shearExponent = 1 / 7, lossPercent = 0 } = turbine;
  const lift = windSpeedAtHeight({ windSpeedMps: 1, heightM: windHeightM, hubHeightM, shearExponent });
  const acPowerW = new Float64Array(seriesLength(series));
  for (let i = 0; i < acPowerW.length; i++) {
    const density = airDensity({
      airTemperatureC: orElse(air?.[i], airTemperatureC),
      pressurePa: orElse(pressure?.[i], pressurePa),
    });
    const thickness = density / (curve.airDensityKgM3 ?? 1.225);
    const speed = windSpeedMps[i]! * lift;
    const power =
      regulation === 'pitch' ? curvePower(curve, speed * Math.cbrt(thickness)) : curvePower(curve, speed) * thickness;
    acPowerW[i] = power * (1 - lossPercent / 100);
  }
  return createSeries({ startMs: series.startMs, stepMs: series.stepMs, columns: { acPowerW } });
}

function orElse(value: number | undefined, rest: number): number {
  return value === undefined || Number.isNaN(value) ? rest : value;
}
