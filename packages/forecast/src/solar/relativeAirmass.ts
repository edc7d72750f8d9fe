import type { Column } from '@usina/core/series';
import { cosDeg } from './angles.ts';
import { checkZenith } from './checkZenith.ts';
import { mapQuantities, type Quantity, type Scalars } from './Quantity.ts';

export interface RelativeAirmassOptions {
  /** Apparent zenith (the true one for `simple`, `young1994` and `youngirvine1967`). NaN comes out above 90. [°] */
  zenithDeg: Quantity;
  /**
   * By author and year: kastenyoung1989, kasten1966, youngirvine1967, gueymard1993, young1994, pickering2002,
   * gueymard2003; `simple` is the secant of the zenith. @defaultValue 'kastenyoung1989'
   */
  model?: keyof typeof airmassModels;
  out?: Column;
}

const airmassModels = {
  /** F. Kasten, A. Young, Applied Optics 28, 4735-4738, 1989. */
  kastenyoung1989: (z: number) => 1 / (cosDeg(z) + 0.50572 * (6.07995 + (90 - z)) ** -1.6364),
  /** C. Gueymard, Solar Energy 51, 121-138, 1993. */
  gueymard1993: (z: number) => 1 / (cosDeg(z) + 0.00176759 * z * (94.37515 - z) ** -1.21563),
  /** F. Kasten, Arch. Meteorol. Geophys. Bioklimatol. B 14, 206-223, 1966. */
  kasten1966: (z: number) => 1 / (cosDeg(z) + 0.15 * (93.885 - z) ** -1.253),
  /** C. Gueymard, Solar Energy 74, 355-379, 2003. */
  gueymard2003: (z: number) => 1 / (cosDeg(z) + (0.48353 * z ** 0.095846) / (96.741 - z) ** 1.754),
  /** A.T. Young, Applied Optics 33, 1108-1110, 1994; takes the true zenith. */
  young1994: (z: number) => {
    const c = cosDeg(z);
    return (1.002432 * c * c + 0.148386 * c + 0.0096467) / (c ** 3 + 0.149864 * c * c + 0.0102963 * c + 0.000303978);
  },
  /** A.T. Young, W.M. Irvine, Astronomical Journal 72, 945-950, 1967; takes the true zenith, fails near 90. */
  youngirvine1967: (z: number) => (1 - 0.0012 * (1 / cosDeg(z) ** 2 - 1)) / cosDeg(z),
  /** K.A. Pickering, DIO 12, 3-27, 2002. */
  pickering2002: (z: number) => 1 / cosDeg(z - 244 / (165 + 47 * (90 - z) ** 1.1)),
  simple: (z: number) => 1 / cosDeg(z),
};

/**
 * Path of the beam through the air relative to the vertical one at sea level; NaN where the sun is down (zenith above
 * 90). [1] NaN in gives NaN out.
 *
 * @see F. Kasten, A.T. Young, "Revised optical air mass tables and approximation formula", Applied Optics 28(22),
 * 4735-4738, 1989; the other models by author and year at `model`.
 *
 * @example
 * relativeAirmass({ zenithDeg: 60 }) // 1.99429
 */
export function relativeAirmass(options: Scalars<RelativeAirmassOptions>): number;
export function relativeAirmass(options: RelativeAirmassOptions): Column;
export function relativeAirmass({
  zenithDeg,
  model = 'kastenyoung1989',
  out,
}: RelativeAirmassOptions): number | Column {
  checkZenith('zenithDeg', zenithDeg);
  const formula = airmassModels[model];
  return mapQuantities((zenith) => (zenith > 90 ? Number.NaN : formula(zenith)), [zenithDeg], out);
}
