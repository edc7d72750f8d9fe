import type { Column } from '@usina/core/series';
import { sinDeg } from '../angles.ts';
import { outColumn, quantityLength } from '../Quantity.ts';
import { checkRange } from '../SolarError.ts';

export interface SnowCoverageOptions {
  /** Fresh snow of each step. [cm] */
  snowfallCm: Float64Array;
  /** In the plane of the array. [W/m²] */
  poaWm2: Float64Array;
  /** [°C] */
  airTemperatureC: Float64Array;
  /** [°] */
  surfaceTiltDeg: number;
  /** Length of a step. [ms] */
  stepMs: number;
  /** Covered share at the start. @defaultValue 0 */
  initialCoverage?: number;
  /** More snow than this in an hour covers the modules. [cm/h] @defaultValue 1 */
  thresholdCmPerH?: number;
  /** Snow slides where the air is warmer than irradiance over this. [W/(m²·°C)] @defaultValue -80 */
  canSlideCoefficient?: number;
  /** Share of the slope that slides in an hour at an upright plane. [1/h] @defaultValue 0.197 */
  slideAmountCoefficient?: number;
  out?: Column;
}

/**
 * Share of the modules' slope under snow, 0 to 1 (pvlib's `coverage_nrel`): fresh snow covers all, then it slides off.
 * NaN counts as no snow, and nothing slides.
 *
 * @see B. Marion, R. Schaefer, H. Caine, G. Sanchez, "Measured and modeled photovoltaic system energy losses from snow
 * for Colorado and Wisconsin locations", Solar Energy 97, 112-121, 2013; D. Ryberg, J. Freeman, NREL/TP-6A20-68705,
 * 2017.
 *
 * @example
 * snowCoverage({ snowfallCm: Float64Array.of(0, 5, 0), poaWm2: Float64Array.of(0, 0, 400), airTemperatureC: new Float64Array(3),
 *   surfaceTiltDeg: 30, stepMs: 3_600_000 }) // [0, 1, 0.9015]
 */
export function snowCoverage({
  snowfallCm,
  poaWm2,
  airTemperatureC,
  surfaceTiltDeg,
  stepMs,
  initialCoverage = 0,
  thresholdCmPerH = 1,
  canSlideCoefficient = -80,
  slideAmountCoefficient = 0.197,
  out,
}: SnowCoverageOptions): Column {
  checkRange('surfaceTiltDeg', surfaceTiltDeg, 0, 90);
  checkRange('stepMs', stepMs, 1, 86_400_000);
  const coverage = outColumn(out, quantityLength([snowfallCm, poaWm2, airTemperatureC])!);
  const hours = stepMs / 3_600_000;
  const slide = slideAmountCoefficient * sinDeg(surfaceTiltDeg) * hours;
  let covered = initialCoverage;
  for (let i = 0; i < coverage.length; i++) {
    if (snowfallCm[i]! / hours > thresholdCmPerH) covered = 1;
    else if (i > 0 && airTemperatureC[i]! > poaWm2[i]! / canSlideCoefficient) covered = Math.max(covered - slide, 0);
    coverage[i] = covered;
  }
  return coverage;
}
