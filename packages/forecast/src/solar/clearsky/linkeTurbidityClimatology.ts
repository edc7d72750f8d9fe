import type { Column } from '@usina/core/series';
import { dayOfYear } from '../dayOfYear.ts';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';
import { checkRange } from '../SolarError.ts';

/** Monthly means, January to December, of a mild climate in the northern hemisphere. */
const monthly = {
  mountains: [1.5, 1.6, 1.8, 1.9, 2, 2.3, 2.3, 2.3, 2.1, 1.8, 1.6, 1.5],
  rural: [2.1, 2.2, 2.5, 2.9, 3.2, 3.4, 3.5, 3.3, 2.9, 2.6, 2.3, 2.2],
  city: [3.1, 3.2, 3.5, 4, 4.2, 4.3, 4.4, 4.3, 4, 3.6, 3.3, 3.1],
  industrial: [4.1, 4.3, 4.7, 5.3, 5.5, 5.7, 5.8, 5.7, 5.3, 4.9, 4.5, 4.2],
} as const;

export interface LinkeTurbidityClimatologyOptions {
  /** Instants, epoch milliseconds UTC. */
  atMs: Quantity;
  /** North positive; south of the equator the months are shifted by six. [°] */
  latitudeDeg: number;
  /** What the air is like. @defaultValue 'rural' */
  area?: keyof typeof monthly;
  out?: Column;
}

/**
 * Typical Linke turbidity of a season: a climatology of twelve numbers for each of four kinds of area, not of the
 * place.
 *
 * Made for mild climates of Europe. It does not know deserts, monsoons, smoke or the Amazon, where single months differ
 * by 1 to 3 (10 to 30 % of the beam): where turbidity is known (SoDa's world map, a measurement, `kasten96Lt`), give
 * that. Read between the middles of the months, each a twelfth of the year. Throws `SOLAR_RANGE` for a latitude that is
 * none. [1] NaN in gives NaN out.
 *
 * @see J. Hofierka, M. Šúri, "The solar radiation model for Open source GIS", 2002; the table of r.sun's manual.
 *
 * @example
 * linkeTurbidityClimatology({ atMs: Date.UTC(2026, 0, 16, 5), latitudeDeg: -27.6, area: 'city' }) // 4.4
 */
export function linkeTurbidityClimatology(options: Scalars<LinkeTurbidityClimatologyOptions>): number;
export function linkeTurbidityClimatology(options: LinkeTurbidityClimatologyOptions): Column;
export function linkeTurbidityClimatology({
  atMs,
  latitudeDeg,
  area = 'rural',
  out,
}: LinkeTurbidityClimatologyOptions): number | Column {
  checkRange('latitudeDeg', latitudeDeg, -90, 90);
  const means = monthly[area];
  const shift = latitudeDeg < 0 ? 6 : 0;
  return mapQuantities(
    (at) => {
      const month = ((dayOfYear(at) - 1) / 365.25) * 12 - 0.5 + shift + 12;
      const before = Math.floor(month);
      const share = month - before;
      return means[before % 12]! * (1 - share) + means[(before + 1) % 12]! * share;
    },
    [atMs],
    out,
  );
}
