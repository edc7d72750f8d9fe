import { sinDeg } from '../angles.ts';

/**
 * Share of an isotropic sky's light on a tilted plane that the row in front hides, 0 to 1 (pvlib's
 * `sky_diffuse_passias`). NaN in gives NaN out.
 *
 * @see D. Passias, B. Källbäck, Solar Cells 11, 281-291, 1984.
 *
 * @example
 * skyDiffusePassias({ maskingAngleDeg: 17.878 }) // 0.024144
 */
export function skyDiffusePassias({ maskingAngleDeg }: { maskingAngleDeg: number }): number {
  return sinDeg(maskingAngleDeg / 2) ** 2;
}
