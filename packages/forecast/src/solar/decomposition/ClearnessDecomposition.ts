import type { Column } from '@usina/core/series';
import { cosDeg } from '../angles.ts';
import { checkZenith } from '../checkZenith.ts';
import { firstNumbers, outColumns } from '../outColumns.ts';
import { type Quantity, quantityLength, type Scalars, toColumn } from '../Quantity.ts';
import type { Decomposition } from './Decomposition.ts';

export interface ClearnessSplitOptions {
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
  /** Arrays to write to, each as long as the input. @defaultValue new ones */
  out?: Partial<ClearnessSplit>;
}

export interface ClearnessSplit<Q extends Quantity = Column> {
  /** Direct normal. [W/m²] */
  dniWm2: Q;
  /** Diffuse horizontal. [W/m²] */
  dhiWm2: Q;
  /** Clearness index, 0 to 1: global over extraterrestrial horizontal irradiance. */
  kt: Q;
}

/** A decomposition by the clearness index alone: a formula to call, and a value to compose a `pvSystem` with. */
export interface ClearnessDecomposition extends Decomposition {
  (options: Scalars<ClearnessSplitOptions>): ClearnessSplit<number>;
  (options: ClearnessSplitOptions): ClearnessSplit;
}

/**
 * Makes a decomposition from its diffuse fraction as a function of the clearness index. What is not beam is diffuse, so
 * that nothing is lost; NaN in gives NaN out; a negative `ghiWm2` comes out as diffuse, without beam.
 *
 * @example
 * const allDiffuse = defineClearnessDecomposition({ id: 'fog', source: 'me', diffuseFraction: () => 1 });
 * allDiffuse({ ghiWm2: 200, zenithDeg: 60, dniExtraWm2: 1366 }) // { dniWm2: 0, dhiWm2: 200, kt: 0.29283 }
 */
export function defineClearnessDecomposition(definition: {
  id: string;
  source: string;
  diffuseFraction: (kt: number) => number;
  /** What a negative `ghiWm2` counts as: itself, or 0. @defaultValue itself */
  negativeGhiWm2?: 0;
}): ClearnessDecomposition {
  const { id, source, diffuseFraction, negativeGhiWm2 } = definition;
  const split = (options: ClearnessSplitOptions): ClearnessSplit<number> | ClearnessSplit => {
    const { minCosZenith = 0.065, maxZenithDeg = 87 } = options;
    checkZenith('zenithDeg', options.zenithDeg);
    const length = quantityLength([options.ghiWm2, options.zenithDeg, options.dniExtraWm2]);
    const n = length ?? 1;
    const ghi = toColumn(options.ghiWm2, n);
    const zenith = toColumn(options.zenithDeg, n);
    const extra = toColumn(options.dniExtraWm2, n);
    const result = outColumns(['dniWm2', 'dhiWm2', 'kt'], n, length === undefined ? {} : options.out);
    const { dniWm2, dhiWm2, kt } = result;
    for (let i = 0; i < n; i++) {
      const cosZenith = cosDeg(zenith[i]!);
      const index = clearnessIndex(ghi[i]!, cosZenith, extra[i]!, minCosZenith);
      const diffuse = diffuseFraction(index) * ghi[i]!;
      const beam = (ghi[i]! - diffuse) / cosZenith;
      const noBeam = zenith[i]! > maxZenithDeg || ghi[i]! < 0 || beam < 0;
      kt[i] = index;
      dniWm2[i] = noBeam ? 0 : beam;
      dhiWm2[i] = noBeam ? (ghi[i]! < 0 ? (negativeGhiWm2 ?? ghi[i]!) : ghi[i]!) : diffuse;
    }
    return length === undefined ? firstNumbers(result) : result;
  };
  const call = split as ClearnessDecomposition;
  return Object.freeze(Object.assign(call, { id, source, decompose: (input: ClearnessSplitOptions) => call(input) }));
}

/** Global over extraterrestrial horizontal irradiance, 0 to 1, the cosine kept from vanishing. */
export function clearnessIndex(ghiWm2: number, cosZenith: number, dniExtraWm2: number, minCosZenith = 0.065): number {
  return Math.min(Math.max(ghiWm2 / (dniExtraWm2 * Math.max(cosZenith, minCosZenith)), 0), 1);
}
