import type { Column } from '@usina/core/series';
import { cosDeg } from '../angles.ts';
import { checkZenith } from '../checkZenith.ts';
import { firstNumbers, outColumns } from '../outColumns.ts';
import { type Quantity, quantityLength, type Scalars, toColumn } from '../Quantity.ts';
import { relativeAirmass } from '../relativeAirmass.ts';
import { clearnessIndex } from './ClearnessDecomposition.ts';

export interface DiscOptions {
  /** Global horizontal, means of an hour. [W/m²] */
  ghiWm2: Quantity;
  /** True (not refracted) zenith. [°] */
  zenithDeg: Quantity;
  /** Outside the air, facing the sun; the model was fitted with a solar constant of 1370 W/m². [W/m²] */
  dniExtraWm2: Quantity;
  /** [Pa] @defaultValue 101325 */
  pressurePa?: Quantity;
  /** Least cosine of the zenith in the clearness index. @defaultValue 0.065 */
  minCosZenith?: number;
  /** Beam is 0 above it. [°] @defaultValue 87 */
  maxZenithDeg?: number;
  /** Arrays to write to, each as long as the input. @defaultValue new ones */
  out?: Partial<DiscResult>;
}

export interface DiscResult<Q extends Quantity = Column> {
  /** Direct normal. [W/m²] */
  dniWm2: Q;
  /** Clearness index, 0 to 1. */
  kt: Q;
  /** Pressure-corrected, at most 12; NaN when the sun is down. */
  airmass: Q;
}

/**
 * Direct normal irradiance from hourly global irradiance by the direct insolation simulation code (DISC). NaN in gives NaN
 * out; 0 when the sun is down.
 *
 * @see E.L. Maxwell, "A quasi-physical model for converting hourly global horizontal to direct normal insolation",
 * SERI/TR-215-3087, 1987.
 *
 * @example
 * const dniExtraWm2 = extraRadiation({ dayOfYear: 269, solarConstantWm2: 1370 });
 * disc({ ghiWm2: 533.66, zenithDeg: 39.5581, dniExtraWm2, pressurePa: 83_890.3 })
 * // { dniWm2: 177.9112, kt: 0.507903, airmass: 1.072474 }
 */
export function disc(options: Scalars<DiscOptions>): DiscResult<number>;
export function disc(options: DiscOptions): DiscResult;
export function disc(options: DiscOptions): DiscResult<number> | DiscResult {
  const { pressurePa = 101_325, minCosZenith = 0.065, maxZenithDeg = 87 } = options;
  checkZenith('zenithDeg', options.zenithDeg);
  const length = quantityLength([options.ghiWm2, options.zenithDeg, options.dniExtraWm2, pressurePa]);
  const n = length ?? 1;
  const ghi = toColumn(options.ghiWm2, n);
  const zenith = toColumn(options.zenithDeg, n);
  const extra = toColumn(options.dniExtraWm2, n);
  const pressure = toColumn(pressurePa, n);
  const result = outColumns(['dniWm2', 'kt', 'airmass'], n, length === undefined ? {} : options.out);
  const { dniWm2, kt, airmass } = result;
  relativeAirmass({ zenithDeg: zenith, model: 'kasten1966', out: airmass });
  for (let i = 0; i < n; i++) {
    airmass[i] = Math.min((airmass[i]! * pressure[i]!) / 101_325, 12);
    kt[i] = clearnessIndex(ghi[i]!, cosDeg(zenith[i]!), extra[i]!, minCosZenith);
    const beam = beamTransmittance(kt[i]!, airmass[i]!) * extra[i]!;
    dniWm2[i] = zenith[i]! > maxZenithDeg || ghi[i]! < 0 || beam < 0 ? 0 : beam;
  }
  return length === undefined ? firstNumbers(result) : result;
}

/** What the clear air lets through, less what the clouds take, by clearness and air mass. */
function beamTransmittance(kt: number, am: number): number {
  const clear = 0.866 + am * (-0.122 + am * (0.0121 + am * (-0.000653 + am * 1.4e-5)));
  const cloudy = kt <= 0.6;
  const a = cloudy
    ? 0.512 + kt * (-1.56 + kt * (2.286 - kt * 2.222))
    : -5.743 + kt * (21.77 + kt * (-27.49 + kt * 11.56));
  const b = cloudy ? 0.37 + 0.962 * kt : 41.4 + kt * (-118.5 + kt * (66.05 + kt * 31.9));
  const c = cloudy ? -0.28 + kt * (0.932 - kt * 2.048) : -47.01 + kt * (184.2 + kt * (-222 + kt * 73.81));
  return clear - (a + b * Math.exp(c * am));
}
