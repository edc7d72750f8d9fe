import type { Column } from '@usina/core/series';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';

export interface Kasten96LtOptions {
  /** Pressure-corrected; meant for less than 5. */
  absoluteAirmass: Quantity;
  /** Column of water vapour; meant for less than 5. [cm] */
  precipitableWaterCm: Quantity;
  /** Broadband optical depth of the aerosol; that at 700 nm is close to it. */
  aodBb: Quantity;
  out?: Column;
}

/**
 * Linke turbidity from water and aerosol by Kasten's pyrheliometric formula. NaN in gives NaN out. [1]
 *
 * @see F. Kasten, "The Linke turbidity factor based on improved values of the integral Rayleigh optical thickness",
 * Solar Energy 56(3), 239-244, 1996; B. Molineaux, P. Ineichen, N. O'Neill, Applied Optics 37(30), 7008-7018, 1998.
 *
 * @example
 * kasten96Lt({ absoluteAirmass: 0.943844, precipitableWaterCm: 4.962, aodBb: 0.0323 }) // 3.769761
 */
export function kasten96Lt(options: Scalars<Kasten96LtOptions>): number;
export function kasten96Lt(options: Kasten96LtOptions): Column;
export function kasten96Lt({ absoluteAirmass, precipitableWaterCm, aodBb, out }: Kasten96LtOptions): number | Column {
  return mapQuantities(
    (airmass, water, aerosol) => {
      const clean = -0.101 + 0.235 * airmass ** -0.16;
      const vapour = 0.112 * airmass ** -0.55 * water ** 0.34;
      return (9.4 + 0.9 * airmass) * (clean + vapour + aerosol);
    },
    [absoluteAirmass, precipitableWaterCm, aodBb],
    out,
  );
}
