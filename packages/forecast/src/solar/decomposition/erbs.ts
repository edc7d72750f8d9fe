import type { Column } from '@usina/core/series';
import { cosDeg } from '../angles.ts';
import { type Quantity, quantityLength, type Scalars, toColumn } from '../Quantity.ts';
import type { Decomposition } from './Decomposition.ts';

export interface ErbsOptions {
  /** Global horizontal. [W/m²] */
  ghiWm2: Quantity;
  /** True (not refracted) zenith. [°] */
  zenithDeg: Quantity;
  /** Outside the air, facing the sun, see `extraRadiation`. [W/m²] */
  dniExtraWm2: Quantity;
  /** Least cosine of the zenith in the clearness index. @defaultValue 0.065 */
  minCosZenith?: number;
  /** Beam is 0 above it. [°] @defaultValue 87 */
  maxZenithDeg?: number;
}

export interface ErbsResult<Q extends Quantity = Column> {
  /** Direct normal. [W/m²] */
  dniWm2: Q;
  /** Diffuse horizontal. [W/m²] */
  dhiWm2: Q;
  /** Clearness index, 0 to 1: global over extraterrestrial horizontal irradiance. */
  kt: Q;
}

/**
 * Splits global horizontal irradiance into direct normal and diffuse by the clearness index. NaN in gives NaN out.
 *
 * @see D.G. Erbs, S.A. Klein, J.A. Duffie, "Estimation of the diffuse radiation fraction for hourly, daily and
 * monthly-average global radiation", Solar Energy 28(4), 293-302, 1982.
 *
 * @example
 * erbs({ ghiWm2: 533.66, zenithDeg: 39.5581, dniExtraWm2: 1358.948 })
 * // { dniWm2: 249.537, dhiWm2: 341.272, kt: 0.50935 }
 */
export function erbs(options: Scalars<ErbsOptions>): ErbsResult<number>;
export function erbs(options: ErbsOptions): ErbsResult;
export function erbs(options: ErbsOptions): ErbsResult<number> | ErbsResult {
  const { minCosZenith = 0.065, maxZenithDeg = 87 } = options;
  const length = quantityLength([options.ghiWm2, options.zenithDeg, options.dniExtraWm2]);
  const n = length ?? 1;
  const ghi = toColumn(options.ghiWm2, n);
  const zenith = toColumn(options.zenithDeg, n);
  const extra = toColumn(options.dniExtraWm2, n);
  const dniWm2 = new Float64Array(n);
  const dhiWm2 = new Float64Array(n);
  const kt = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const cosZenith = cosDeg(zenith[i]!);
    const index = Math.min(Math.max(ghi[i]! / (extra[i]! * Math.max(cosZenith, minCosZenith)), 0), 1);
    const diffuse = diffuseFraction(index) * ghi[i]!;
    const beam = (ghi[i]! - diffuse) / cosZenith;
    const noBeam = zenith[i]! > maxZenithDeg || ghi[i]! < 0 || beam < 0;
    kt[i] = index;
    dniWm2[i] = noBeam ? 0 : beam;
    dhiWm2[i] = noBeam ? ghi[i]! : diffuse;
  }
  if (length !== undefined) return { dniWm2, dhiWm2, kt };
  return { dniWm2: dniWm2[0]!, dhiWm2: dhiWm2[0]!, kt: kt[0]! };
}

function diffuseFraction(kt: number): number {
  if (kt <= 0.22) return 1 - 0.09 * kt;
  if (kt > 0.8) return 0.165;
  return 0.9511 - 0.1604 * kt + 4.388 * kt ** 2 - 16.638 * kt ** 3 + 12.336 * kt ** 4;
}

/** Erbs as a part of a `pvSystem`. */
export const erbsDecomposition: Decomposition = {
  id: 'erbs',
  source: 'Erbs, Klein, Duffie 1982',
  decompose: (input) => erbs(input),
};
