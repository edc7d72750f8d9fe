import type { Column } from '@usina/core/series';
import { cosDeg } from '../angles.ts';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';
import { checkRange } from '../SolarError.ts';
import type { IncidenceModel } from './IncidenceModel.ts';

export interface IamMartinRuizOptions {
  /** Angle of incidence. [°] */
  aoiDeg: Quantity;
  /** Angular losses coefficient, above 0. @defaultValue 0.16 (clean glass on silicon) */
  aR?: number;
  out?: Column;
}

/**
 * Incidence-angle modifier by an exponential of the cosine; 0 from 90° on. NaN in gives NaN out. [1]
 *
 * @see N. Martín, J.M. Ruiz, "Calculation of the PV modules angular losses under field conditions by means of an
 * analytical model", Solar Energy Materials and Solar Cells 70, 25-38, 2001.
 *
 * @example
 * iamMartinRuiz({ aoiDeg: 30, aR: 0.1874 }) // 0.994950
 */
export function iamMartinRuiz(options: Scalars<IamMartinRuizOptions>): number;
export function iamMartinRuiz(options: IamMartinRuizOptions): Column;
export function iamMartinRuiz({ aoiDeg, aR = 0.16, out }: IamMartinRuizOptions): number | Column {
  checkRange('aR', aR, Number.MIN_VALUE, Number.MAX_VALUE);
  const normal = -Math.expm1(-1 / aR);
  return mapQuantities((aoi) => (Math.abs(aoi) >= 90 ? 0 : -Math.expm1(-cosDeg(aoi) / aR) / normal), [aoiDeg], out);
}

/**
 * The model of Martín and Ruiz as a part of a `pvSystem`. See `iamMartinRuiz`. NaN in gives NaN out.
 *
 * @see N. Martín, J.M. Ruiz, Solar Energy Materials and Solar Cells 70, 25-38, 2001.
 *
 * @example
 * martinRuizIncidence().modifier(Float64Array.of(30, 60)) // [0.997466, 0.957912]
 */
export function martinRuizIncidence(coefficients: { aR?: number } = {}): IncidenceModel {
  return {
    id: 'martinRuiz',
    source: 'Martín, Ruiz 2001',
    modifier: (aoiDeg) => iamMartinRuiz({ ...coefficients, aoiDeg }),
  };
}
