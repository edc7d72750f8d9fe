import type { Column } from '@usina/core/series';
import { cosDeg } from './angles.ts';
import { mapQuantities, type Quantity, type Scalars } from './Quantity.ts';

export interface GroundDiffuseOptions {
  /** [°] */
  surfaceTiltDeg: Quantity;
  /** Global horizontal. [W/m²] */
  ghiWm2: Quantity;
  /** Share that the ground reflects. @defaultValue 0.25 */
  albedo?: Quantity;
  out?: Column;
}

/**
 * Light that the ground reflects into a tilted plane. [W/m²] NaN in gives NaN out.
 *
 * @see B.Y.H. Liu, R.C. Jordan, "The long-term average performance of flat-plate solar-energy collectors", Solar Energy
 * 7(2), 53-74, 1963.
 *
 * @example
 * groundDiffuse({ surfaceTiltDeg: 64.479, ghiWm2: 133.1, albedo: 0.476 }) // 18.0297
 */
export function groundDiffuse(options: Scalars<GroundDiffuseOptions>): number;
export function groundDiffuse(options: GroundDiffuseOptions): Column;
export function groundDiffuse({ surfaceTiltDeg, ghiWm2, albedo = 0.25, out }: GroundDiffuseOptions): number | Column {
  return mapQuantities(
    (tilt, ghi, share) => ghi * share * (1 - cosDeg(tilt)) * 0.5,
    [surfaceTiltDeg, ghiWm2, albedo],
    out,
  );
}
