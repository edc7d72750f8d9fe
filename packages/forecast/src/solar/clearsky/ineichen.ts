import type { Column } from '@usina/core/series';
import { cosDeg } from '../angles.ts';
import { checkZenith } from '../checkZenith.ts';
import { firstNumbers, outColumns } from '../outColumns.ts';
import { type Quantity, quantityLength, type Scalars, toColumn } from '../Quantity.ts';

export interface IneichenOptions {
  /** [°] */
  apparentZenithDeg: Quantity;
  /** Pressure-corrected air mass; NaN when the sun is down. */
  absoluteAirmass: Quantity;
  /** Haziness of the air: 2 very clear, 3 common, 5 hazy. */
  linkeTurbidity: Quantity;
  /** Above sea level. [m] @defaultValue 0 */
  altitudeM?: number;
  /** Outside the air, facing the sun. [W/m²] @defaultValue 1364 */
  dniExtraWm2?: Quantity;
  /** Perez's enhancement of the global irradiance. @defaultValue false */
  perezEnhancement?: boolean;
  /** Arrays to write to, each as long as the input. @defaultValue new ones */
  out?: Partial<Irradiance>;
}

export interface Irradiance<Q extends Quantity = Column> {
  /** Global horizontal. [W/m²] */
  ghiWm2: Q;
  /** Direct normal. [W/m²] */
  dniWm2: Q;
  /** Diffuse horizontal. [W/m²] */
  dhiWm2: Q;
}

/**
 * Irradiance under a clear sky from air mass and Linke turbidity. 0 when the sun is down. NaN in gives NaN out, but for
 * the air mass: without one, as with the sun down, it is dark.
 *
 * @see P. Ineichen, R. Perez, "A new airmass independent formulation for the Linke turbidity coefficient", Solar Energy
 * 73, 151-157, 2002.
 *
 * @example
 * ineichen({ apparentZenithDeg: 60, absoluteAirmass: 1.99429, linkeTurbidity: 4.165, dniExtraWm2: 1409.848 })
 * // { ghiWm2: 443.67, dniWm2: 660.64, dhiWm2: 113.35 }
 */
export function ineichen(options: Scalars<IneichenOptions>): Irradiance<number>;
export function ineichen(options: IneichenOptions): Irradiance;
export function ineichen({
  apparentZenithDeg,
  absoluteAirmass,
  linkeTurbidity,
  altitudeM = 0,
  dniExtraWm2 = 1364,
  perezEnhancement = false,
  out,
}: IneichenOptions): Irradiance<number> | Irradiance {
  checkZenith('apparentZenithDeg', apparentZenithDeg);
  const length = quantityLength([apparentZenithDeg, absoluteAirmass, linkeTurbidity, dniExtraWm2]);
  const n = length ?? 1;
  const zenith = toColumn(apparentZenithDeg, n);
  const airmass = toColumn(absoluteAirmass, n);
  const turbidity = toColumn(linkeTurbidity, n);
  const extra = toColumn(dniExtraWm2, n);
  const fh1 = Math.exp(-altitudeM / 8000);
  const fh2 = Math.exp(-altitudeM / 1250);
  const cg1 = 5.09e-5 * altitudeM + 0.868;
  const cg2 = 3.92e-5 * altitudeM + 0.0387;
  const result = outColumns(['ghiWm2', 'dniWm2', 'dhiWm2'], n, length === undefined ? {} : out);
  const { ghiWm2, dniWm2, dhiWm2 } = result;
  for (let i = 0; i < n; i++) {
    const cosZenith = Math.max(cosDeg(zenith[i]!), 0);
    const am = airmass[i]!;
    const tl = turbidity[i]!;
    const enhancement = perezEnhancement ? Math.exp(0.01 * am ** 1.8) : 1;
    const through = Math.exp(-cg2 * am * (fh1 + fh2 * (tl - 1))) * enhancement;
    // no air mass means a sun below the horizon, but an unknown turbidity an unknown light
    const ghi = Number.isNaN(tl) ? tl : cg1 * extra[i]! * cosZenith * (through > 0 ? through : 0);
    const beam = (0.664 + 0.163 / fh1) * Math.exp(-0.09 * am * (tl - 1));
    const most = cosZenith > 0 ? (1 - (0.1 - 0.2 * Math.exp(-tl)) / (0.1 + 0.882 / fh1)) / cosZenith : 0;
    const dni = Math.min(extra[i]! * (beam > 0 ? beam : 0), ghi * Math.max(most, 0));
    ghiWm2[i] = ghi;
    dniWm2[i] = dni;
    dhiWm2[i] = ghi - dni * cosZenith;
  }
  return length === undefined ? firstNumbers(result) : result;
}
