import type { Column } from '@usina/core/series';
import { cosDeg } from '../angles.ts';
import { checkZenith } from '../checkZenith.ts';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';

export interface HaurwitzOptions {
  /** [°] */
  apparentZenithDeg: Quantity;
  out?: Column;
}

/**
 * Global horizontal irradiance of a clear sky from the sun's height alone. [W/m²] 0 when the sun is down. NaN in gives
 * NaN out.
 *
 * @see B. Haurwitz, "Insolation in relation to cloudiness and cloud density", J. Meteorology 2, 154-166, 1945.
 *
 * @example
 * haurwitz({ apparentZenithDeg: 60 }) // 487.8941
 */
export function haurwitz(options: Scalars<HaurwitzOptions>): number;
export function haurwitz(options: HaurwitzOptions): Column;
export function haurwitz({ apparentZenithDeg, out }: HaurwitzOptions): number | Column {
  checkZenith('apparentZenithDeg', apparentZenithDeg);
  return mapQuantities(
    (zenith) => {
      const cosine = cosDeg(zenith);
      return cosine > 0 ? 1098 * cosine * Math.exp(-0.059 / cosine) : cosine <= 0 ? 0 : Number.NaN;
    },
    [apparentZenithDeg],
    out,
  );
}
