import { type ClearnessDecomposition, defineClearnessDecomposition } from './ClearnessDecomposition.ts';

/**
 * Erbs made continuous, with its first derivative, at its two seams. NaN in gives NaN out; a negative
 * `ghiWm2` counts as 0.
 *
 * @see A. Driesse, A. Jensen, R. Perez, "A continuous form of the Perez diffuse sky model for forward and reverse
 * transposition", Solar Energy 267, 112093, 2024, section 4.
 *
 * @example
 * erbsDriesse({ ghiWm2: 533.66, zenithDeg: 39.5581, dniExtraWm2: 1358.948 })
 * // { dniWm2: 249.599, dhiWm2: 341.224, kt: 0.50935 }
 */
export const erbsDriesse: ClearnessDecomposition = /* @__PURE__ */ defineClearnessDecomposition({
  id: 'erbsDriesse',
  source: 'Driesse, Jensen, Perez 2024',
  negativeGhiWm2: 0,
  diffuseFraction: erbsDriesseFraction,
});

/** Share of the global irradiance that is diffuse, by the clearness index. */
export function erbsDriesseFraction(kt: number): number {
  if (kt > 0.792) return 0.165;
  if (!(kt > 0.216)) return 1 - 0.09 * kt;
  return (
    (((12.26911439571261 * kt - 16.4705084246973) * kt + 4.246926715218317) * kt - 0.11390583806313881) * kt +
    0.946296633571001
  );
}
