import type { Column } from '@usina/core/series';
import { type EarthSunDistanceOptions, earthSunDistance } from './earthSunDistance.ts';
import type { Quantity, Scalars } from './Quantity.ts';

export interface ExtraRadiationNrelOptions extends EarthSunDistanceOptions {
  /** Solar constant. [W/m²] @defaultValue 1366.1 (ASTM E490-00a) */
  solarConstantWm2?: number;
}

/**
 * Irradiance of a plane that faces the sun outside the air, from the true distance (pvlib's `nrel` of
 * `get_extra_radiation`). [W/m²] NaN in gives NaN out.
 *
 * @see I. Reda, A. Andreas, "Solar position algorithm for solar radiation applications", Solar Energy 76(5), 577-589,
 * 2004.
 *
 * @example
 * extraRadiationNrel({ atMs: Date.UTC(2012, 8, 18, 5, 5, 22), deltaTS: 67 }) // 1353.1417
 */
export function extraRadiationNrel(options: Scalars<ExtraRadiationNrelOptions>): number;
export function extraRadiationNrel(options: ExtraRadiationNrelOptions): Column;
export function extraRadiationNrel({ solarConstantWm2 = 1366.1, ...at }: ExtraRadiationNrelOptions): number | Column {
  const distance: Quantity = earthSunDistance(at);
  if (typeof distance === 'number') return solarConstantWm2 / distance ** 2;
  for (let i = 0; i < distance.length; i++) distance[i] = solarConstantWm2 / distance[i]! ** 2;
  return distance as Column;
}
