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
