import type { Column } from '@usina/core/series';
import { mapQuantities, type Quantity, type Scalars } from './Quantity.ts';

export interface AbsoluteAirmassOptions {
  relativeAirmass: Quantity;
  /** [Pa] @defaultValue 101325 */
  pressurePa?: Quantity;
  out?: Column;
}

/**
 * Relative air mass corrected for the pressure. [1] NaN in, as with the sun down, gives NaN out.
 *
 * @see C. Gueymard, "Critical analysis and performance assessment of clear sky solar irradiance models using
 * theoretical and measured data", Solar Energy 51(2), 121-138, 1993.
 *
 * @example
 * absoluteAirmass({ relativeAirmass: 2, pressurePa: 90_000 }) // 1.776462
 */
export function absoluteAirmass(options: Scalars<AbsoluteAirmassOptions>): number;
export function absoluteAirmass(options: AbsoluteAirmassOptions): Column;
export function absoluteAirmass({
  relativeAirmass,
  pressurePa = 101_325,
  out,
}: AbsoluteAirmassOptions): number | Column {
  return mapQuantities((airmass, pressure) => (airmass * pressure) / 101_325, [relativeAirmass, pressurePa], out);
}
