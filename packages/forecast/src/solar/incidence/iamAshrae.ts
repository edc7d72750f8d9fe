import type { Column } from '@usina/core/series';
import { cosDeg } from '../angles.ts';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';
import type { IncidenceModel } from './IncidenceModel.ts';

export interface IamAshraeOptions {
  /** Angle of incidence. [°] */
  aoiDeg: Quantity;
  /** How fast the modifier falls. @defaultValue 0.05 */
  b?: number;
  out?: Column;
}

/**
 * Incidence-angle modifier `1 - b (1 / cos aoi - 1)`, never below 0, and 0 from 90° on. NaN in gives NaN out. [1]
 *
 * @see A.F. Souka, H.H. Safwat, "Determination of the optimum orientations for the double exposure flat-plate
 * collector", Solar Energy 10, 170-174, 1966; ASHRAE standard 93-77.
 *
 * @example
 * iamAshrae({ aoiDeg: 30, b: 0.0869 }) // 0.986557
 */
export function iamAshrae(options: Scalars<IamAshraeOptions>): number;
export function iamAshrae(options: IamAshraeOptions): Column;
export function iamAshrae({ aoiDeg, b = 0.05, out }: IamAshraeOptions): number | Column {
  return mapQuantities((aoi) => (Math.abs(aoi) >= 90 ? 0 : Math.max(1 - b * (1 / cosDeg(aoi) - 1), 0)), [aoiDeg], out);
}

/**
 * The ASHRAE model as a part of a `pvSystem`. See `iamAshrae`. NaN in gives NaN out.
 *
 * @see A.F. Souka, H.H. Safwat, Solar Energy 10, 170-174, 1966.
 *
 * @example
 * ashraeIncidence().modifier(Float64Array.of(30, 60)) // [0.992265, 0.95]
 */
export function ashraeIncidence(coefficients: { b?: number } = {}): IncidenceModel {
  return {
    id: 'ashrae',
    source: 'Souka, Safwat 1966',
    modifier: (aoiDeg) => iamAshrae({ ...coefficients, aoiDeg }),
  };
}
