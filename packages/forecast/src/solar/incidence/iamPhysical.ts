import type { Column } from '@usina/core/series';
import { cosDeg } from '../angles.ts';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';
import type { IncidenceModel } from './IncidenceModel.ts';

/** The front glass. */
export interface Glazing {
  /** Refraction index of the glass. @defaultValue 1.526 */
  n?: number;
  /** Extinction coefficient of the glass. [1/m] @defaultValue 4 */
  extinctionPerM?: number;
  /** Thickness of the glass. [m] @defaultValue 0.002 */
  thicknessM?: number;
  /** Refraction index of an anti-reflective coating. @defaultValue none */
  nCoating?: number | undefined;
}

export interface IamPhysicalOptions extends Glazing {
  /** Angle of incidence. [°] */
  aoiDeg: Quantity;
  out?: Column;
}

/**
 * Incidence-angle modifier by refraction (Snell, Fresnel) and absorption (Bouguer) in the glass. 0 from 90° on. [1] NaN
 * in gives NaN out.
 *
 * @see W. De Soto, S.A. Klein, W.A. Beckman, "Improvement and validation of a model for photovoltaic array
 * performance", Solar Energy 80, 78-88, 2006.
 *
 * @example
 * iamPhysical({ aoiDeg: 30, n: 1.5179, extinctionPerM: 12.202, thicknessM: 0.00182 }) // 0.997062
 */
export function iamPhysical(options: Scalars<IamPhysicalOptions>): number;
export function iamPhysical(options: IamPhysicalOptions): Column;
export function iamPhysical(options: IamPhysicalOptions): number | Column {
  const { n = 1.526, extinctionPerM = 4, thicknessM = 0.002, nCoating } = options;
  const depth = extinctionPerM * thicknessM;
  const surfaces = nCoating === undefined ? [1, n] : [1, nCoating, n];
  const normal = transmitted(1, surfaces, depth);
  return mapQuantities(
    (aoi) => transmitted(Math.max(cosDeg(aoi), 0), surfaces, depth) / normal,
    [options.aoiDeg],
    options.out,
  );
}

/** Mean of both polarisations, through one surface or two. */
function transmitted(cosAoi: number, [n1, n2, n3]: readonly number[], depth: number): number {
  const sinAoi = Math.sqrt(1 - cosAoi ** 2);
  const cos2 = Math.sqrt(1 - (sinAoi / n2!) ** 2);
  const cos3 = n3 === undefined ? cos2 : Math.sqrt(1 - (sinAoi / n3) ** 2);
  let across = 1 - reflected(n1! * cosAoi, n2! * cos2);
  let along = 1 - reflected(n1! * cos2, n2! * cosAoi);
  if (n3 !== undefined) {
    const inner = [reflected(n2! * cos2, n3 * cos3), reflected(n2! * cos3, n3 * cos2)] as const;
    across *= (1 - inner[0]) / (1 - inner[0] * (1 - across));
    along *= (1 - inner[1]) / (1 - inner[1] * (1 - along));
  }
  return 0.5 * (across + along) * Math.exp(-depth / cos3);
}

function reflected(a: number, b: number): number {
  return ((a - b) / (a + b)) ** 2;
}

/**
 * The physical model as a part of a `pvSystem`, for a given front glass. See `iamPhysical`. NaN in gives NaN out.
 *
 * @see W. De Soto, S.A. Klein, W.A. Beckman, Solar Energy 80, 78-88, 2006.
 *
 * @example
 * physicalIncidence().modifier(Float64Array.of(30, 60)) // [0.997887, 0.946003]
 */
export function physicalIncidence(glazing: Glazing = {}): IncidenceModel {
  return {
    id: 'physical',
    source: 'De Soto, Klein, Beckman 2006',
    modifier: (aoiDeg) => iamPhysical({ ...glazing, aoiDeg }),
  };
}
