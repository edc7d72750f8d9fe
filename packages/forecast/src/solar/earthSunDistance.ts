import type { Column } from '@usina/core/series';
import { outColumn, type Quantity, type Scalars } from './Quantity.ts';
import { sunPosition } from './sunPosition.ts';

export interface EarthSunDistanceOptions {
  /** Instants, epoch milliseconds UTC. */
  atMs: Quantity;
  /** Terrestrial minus universal time. [s] @defaultValue by the year and month of each instant, see `deltaT` */
  deltaTS?: number;
  out?: Column;
}

/**
 * Distance of the Earth from the Sun by the solar position algorithm of NREL. [au] NaN in gives NaN out.
 *
 * @see I. Reda, A. Andreas, "Solar position algorithm for solar radiation applications", Solar Energy 76(5), 577-589,
 * 2004.
 *
 * @example
 * earthSunDistance({ atMs: Date.UTC(2003, 9, 17, 19, 30, 30), deltaTS: 67 }) // 0.996542
 */
export function earthSunDistance(options: Scalars<EarthSunDistanceOptions>): number;
export function earthSunDistance(options: EarthSunDistanceOptions): Column;
export function earthSunDistance({ atMs, deltaTS, out }: EarthSunDistanceOptions): number | Column {
  const nowhere = { latitudeDeg: 0, longitudeDeg: 0, ...(deltaTS === undefined ? {} : { deltaTS }) };
  if (typeof atMs === 'number') return sunPosition({ ...nowhere, atMs }).distanceAu;
  const { distanceAu } = sunPosition({ ...nowhere, atMs });
  if (out === undefined) return distanceAu;
  outColumn(out, atMs.length).set(distanceAu);
  return out;
}

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
