import type { Column } from '@usina/core/series';
import { cosDeg, RAD, sinDeg } from '../angles.ts';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';
import { checkRange } from '../SolarError.ts';
import type { DiffuseIam } from './DiffuseIam.ts';
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
 * Modifiers of the diffuse light of sky and ground by the integral of Schlick's approximation. Throws `SOLAR_RANGE` for
 * a tilt that is none, NaN too.
 *
 * @see Y. Xie, M. Sengupta, A. Habte, A. Andreas, "The Fresnel equations for diffuse radiation on inclined photovoltaic
 * surfaces (FEDIS)", Renewable and Sustainable Energy Reviews 161, 112362, 2022, eq. 4 and 6.
 *
 * @example
 * iamSchlickDiffuse({ surfaceTiltDeg: 10 }) // { sky: 0.956670, ground: 0.392055 }
 */
export function iamSchlickDiffuse({ surfaceTiltDeg }: { surfaceTiltDeg: number }): DiffuseIam {
  checkRange('surfaceTiltDeg', surfaceTiltDeg, 0, 180);
  const [c, s] = [cosDeg(surfaceTiltDeg), sinDeg(surfaceTiltDeg)];
  const even = (30 / 7) * Math.PI - (10 / 3) * Math.PI * c - Math.PI * c * s ** 2 * (5 / 3 + (5 / 16) * s ** 2);
  const odd = -(160 / 21) * surfaceTiltDeg * RAD + c * s * (160 / 21 + (20 / 7) * s ** 2 + (16 / 105) * s ** 4);
  const sky = (2 / (Math.PI * (1 + c))) * (even + odd);
  return { sky, ground: surfaceTiltDeg < 1e-6 ? 0 : 40 / (21 * (1 - c)) - ((1 + c) / (1 - c)) * sky };
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
