import type { Column } from '@usina/core/series';
import { cosDeg } from '../angles.ts';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';
import type { IncidenceModel } from './IncidenceModel.ts';

export interface IamSchlickOptions {
  /** Angle of incidence. [°] */
  aoiDeg: Quantity;
  out?: Column;
}

/**
 * Incidence-angle modifier by Schlick's approximation of the Fresnel equations, without coefficients; 0 from 90° on.
 * NaN in gives NaN out. [1]
 *
 * @see C. Schlick, "An inexpensive BRDF model for physically-based rendering", Computer Graphics Forum 13, 233-246,
 * 1994.
 *
 * @example
 * iamSchlick({ aoiDeg: 30 }) // 0.999957
 */
export function iamSchlick(options: Scalars<IamSchlickOptions>): number;
export function iamSchlick(options: IamSchlickOptions): Column;
export function iamSchlick({ aoiDeg, out }: IamSchlickOptions): number | Column {
  return mapQuantities((aoi) => (Math.abs(aoi) >= 90 ? 0 : 1 - (1 - cosDeg(aoi)) ** 5), [aoiDeg], out);
}

/**
 * Schlick's approximation as a part of a `pvSystem`. See `iamSchlick`. NaN in gives NaN out.
 *
 * @see C. Schlick, Computer Graphics Forum 13, 233-246, 1994.
 *
 * @example
 * schlickIncidence.modifier(Float64Array.of(30, 60)) // [0.999957, 0.96875]
 */
export const schlickIncidence: IncidenceModel = {
  id: 'schlick',
  source: 'Schlick 1994',
  modifier: (aoiDeg) => iamSchlick({ aoiDeg }),
};
