import { cosDeg, RAD, sinDeg } from '../angles.ts';
import { checkRange } from '../SolarError.ts';

export interface MaskingAngleOptions {
  /** 0 is flat, 90 upright. [°] */
  surfaceTiltDeg: number;
  /** Ground coverage: width of the modules over the distance of the rows, above 0 to 1. */
  gcr: number;
  /** Place along the width, 0 at the lower edge, 1 at the upper one. @defaultValue 0 */
  slantHeight?: number;
}

/**
 * Elevation below which the row in front hides the sky. [°] Throws `SOLAR_RANGE` for rows that cannot be, NaN too.
 *
 * @see D. Passias, B. Källbäck, "Shading effects in rows of solar cell panels", Solar Cells 11, 281-291, 1984.
 *
 * @example
 * maskingAngle({ surfaceTiltDeg: 20, gcr: 0.5 }) // 17.878
 */
export function maskingAngle({ surfaceTiltDeg, gcr, slantHeight = 0 }: MaskingAngleOptions): number {
  checkRange('surfaceTiltDeg', surfaceTiltDeg, 0, 90);
  checkRange('gcr', gcr, Number.MIN_VALUE, 1);
  checkRange('slantHeight', slantHeight, 0, 1);
  const above = gcr * (1 - slantHeight);
  return Math.atan2(above * sinDeg(surfaceTiltDeg), 1 - above * cosDeg(surfaceTiltDeg)) / RAD;
}
