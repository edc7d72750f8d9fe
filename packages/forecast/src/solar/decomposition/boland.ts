import { type ClearnessDecomposition, defineClearnessDecomposition } from './ClearnessDecomposition.ts';

export interface BolandCoefficients {
  /** Steepness: 8.645 for 15 minutes, 7.997 for hours. @defaultValue 8.645 */
  aCoeff?: number;
  /** Clearness at which half is diffuse: 0.613 for 15 minutes, 0.586 for hours. @defaultValue 0.613 */
  bCoeff?: number;
}

/**
 * Makes Boland's decomposition for coefficients of another interval of time. NaN in gives NaN out.
 *
 * @see J. Boland, L. Scott, M. Luther, "Modelling the diffuse fraction of global solar radiation on a horizontal
 * surface", Environmetrics 12(2), 103-116, 2001.
 *
 * @example
 * bolandDecomposition({ aCoeff: 7.997, bCoeff: 0.586 })({ ghiWm2: 533.66, zenithDeg: 39.5581, dniExtraWm2: 1358.948 }).dhiWm2
 * // 346.1382
 */
export function bolandDecomposition({
  aCoeff = 8.645,
  bCoeff = 0.613,
}: BolandCoefficients = {}): ClearnessDecomposition {
  return defineClearnessDecomposition({
    id: 'boland',
    source: 'Boland, Scott, Luther 2001',
    diffuseFraction: (kt) => 1 / (1 + Math.exp(aCoeff * (kt - bCoeff))),
  });
}

/**
 * Splits global irradiance by a logistic curve of the clearness index, coefficients for 15 minutes. NaN in gives NaN out.
 *
 * @see J. Boland, L. Scott, M. Luther, "Modelling the diffuse fraction of global solar radiation on a horizontal surface",
 * Environmetrics 12(2), 103-116, 2001.
 *
 * @example
 * boland({ ghiWm2: 533.66, zenithDeg: 39.5581, dniExtraWm2: 1358.948 })
 * // { dniWm2: 200.642, dhiWm2: 378.969, kt: 0.50935 }
 */
export const boland: ClearnessDecomposition = /* @__PURE__ */ bolandDecomposition();
