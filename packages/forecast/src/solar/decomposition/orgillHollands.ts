import { type ClearnessDecomposition, defineClearnessDecomposition } from './ClearnessDecomposition.ts';

/**
 * Splits hourly global irradiance by three lines over the clearness index, fitted in Toronto. NaN in gives NaN out.
 *
 * @see J.F. Orgill, K.G.T. Hollands, "Correlation equation for hourly diffuse radiation on a horizontal surface",
 * Solar Energy 19(4), 357-359, 1977.
 *
 * @example
 * orgillHollands({ ghiWm2: 533.66, zenithDeg: 39.5581, dniExtraWm2: 1358.948 })
 * // { dniWm2: 263.176, dhiWm2: 330.757, kt: 0.50935 }
 */
export const orgillHollands: ClearnessDecomposition = /* @__PURE__ */ defineClearnessDecomposition({
  id: 'orgillHollands',
  source: 'Orgill, Hollands 1977',
  diffuseFraction: (kt) => {
    if (kt < 0.35) return 1 - 0.249 * kt;
    return kt > 0.75 ? 0.177 : 1.557 - 1.84 * kt;
  },
});
