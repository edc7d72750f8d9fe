import type { Column } from '@usina/core/series';
import { mapQuantities, type Quantity, type Scalars } from './Quantity.ts';

export interface ExtraRadiationOptions {
  /** Day of the year, 1 to 366, UTC. */
  dayOfYear: Quantity;
  /** @defaultValue 'spencer' */
  model?: 'spencer' | 'asce';
  /** Solar constant. [W/m²] @defaultValue 1366.1 (ASTM E490-00a) */
  solarConstantWm2?: number;
  out?: Column;
}

const distanceFactors = {
  /** J.W. Spencer, "Fourier series representation of the position of the sun", Search 2(5), 172, 1971. */
  spencer: (b: number) =>
    1.00011 + 0.034221 * Math.cos(b) + 0.00128 * Math.sin(b) + 0.000719 * Math.cos(2 * b) + 7.7e-5 * Math.sin(2 * b),
  /** ASCE standardised reference evapotranspiration, 2005. */
  asce: (b: number) => 1 + 0.033 * Math.cos(b),
};

/**
 * Irradiance of a plane that faces the sun outside the air. [W/m²]
 *
 * From the distance to the sun it is `solarConstantWm2 / distanceAu²`, with `distanceAu` of `sunPosition` (pvlib's
 * `nrel`). NaN in gives NaN out.
 *
 * @see J.W. Spencer, "Fourier series representation of the position of the sun", Search 2(5), 172, 1971; ASCE-EWRI,
 * "The ASCE standardized reference evapotranspiration equation", 2005.
 *
 * @example
 * extraRadiation({ dayOfYear: 262 }) // 1353.5208
 */
export function extraRadiation(options: Scalars<ExtraRadiationOptions>): number;
export function extraRadiation(options: ExtraRadiationOptions): Column;
export function extraRadiation({
  dayOfYear,
  model = 'spencer',
  solarConstantWm2 = 1366.1,
  out,
}: ExtraRadiationOptions): number | Column {
  const factor = distanceFactors[model];
  const offset = model === 'spencer' ? 1 : 0;
  return mapQuantities((day) => solarConstantWm2 * factor(((2 * Math.PI) / 365) * (day - offset)), [dayOfYear], out);
}
