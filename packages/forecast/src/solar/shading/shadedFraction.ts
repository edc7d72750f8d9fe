import type { Column } from '@usina/core/series';
import { cosDeg } from '../angles.ts';
import { checkZenith } from '../checkZenith.ts';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';
import { checkRange } from '../SolarError.ts';
import { projectedSolarZenith } from '../tracking/projectedSolarZenith.ts';

/** Long equal rows of modules that stand behind one another. */
export interface Rows {
  /** Of the axis along the rows, 0 is level. [°] @defaultValue 0 */
  axisTiltDeg?: number;
  /** Along the rows, clockwise from north. [°] */
  axisAzimuthDeg: number;
  /** Ground coverage: width of the modules over the level distance of the rows, above 0 to 1. */
  gcr: number;
  /** Slope of the ground across the rows; positive falls to the right of the axis's direction. [°] @defaultValue 0 */
  crossAxisTiltDeg?: number;
}

export interface ShadedFractionOptions extends Rows {
  /** Apparent zenith. [°] */
  solarZenithDeg: Quantity;
  /** Clockwise from north. [°] */
  solarAzimuthDeg: Quantity;
  /** Rotation of the rows about their axis; positive faces to the right of the axis's direction. [°] */
  rotationDeg: Quantity;
  out?: Column;
}

/**
 * Share of a row's width that its neighbour keeps the beam from, 0 to 1; 0 with the sun below the horizon or behind the
 * modules. NaN in gives NaN out. Rows are endless and shade in two dimensions (pvlib's `shaded_fraction1d`).
 *
 * @see K. Anderson, A. Jensen, "Shaded fraction and backtracking in single-axis trackers on rolling terrain", Journal of
 * Renewable and Sustainable Energy 16(2), 023504, 2024 (the geometry).
 *
 * @example
 * shadedFraction({ solarZenithDeg: 80, solarAzimuthDeg: 270, axisAzimuthDeg: 180, gcr: 0.5, rotationDeg: 80 }) // 0.652704
 */
export function shadedFraction(options: Scalars<ShadedFractionOptions>): number;
export function shadedFraction(options: ShadedFractionOptions): Column;
export function shadedFraction(options: ShadedFractionOptions): number | Column {
  const { solarZenithDeg, solarAzimuthDeg, rotationDeg, out } = options;
  const { axisTiltDeg = 0, axisAzimuthDeg, gcr, crossAxisTiltDeg = 0 } = options;
  checkZenith('solarZenithDeg', solarZenithDeg);
  checkRange('gcr', gcr, Number.MIN_VALUE, 1);
  checkRange('crossAxisTiltDeg', crossAxisTiltDeg, -89, 89);
  const distance = 1 / (gcr * cosDeg(crossAxisTiltDeg));
  return mapQuantities(
    (zenith, azimuth, rotation) => {
      if (zenith > 90) return 0;
      const sun = projectedSolarZenith({
        solarZenithDeg: zenith,
        solarAzimuthDeg: azimuth,
        axisTiltDeg,
        axisAzimuthDeg,
      });
      // seen from the sun a row is this wide, and its neighbour that far away, in widths of the modules
      const width = cosDeg(rotation - sun);
      if (width <= 0) return 0;
      return Math.min(1, Math.max(0, 1 - Math.abs(distance * cosDeg(sun - crossAxisTiltDeg)) / width));
    },
    [solarZenithDeg, solarAzimuthDeg, rotationDeg],
    out,
  );
}
