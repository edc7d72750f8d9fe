import type { Column } from '@usina/core/series';
import type { Quantity } from '../Quantity.ts';
import {
  type ClearnessDecomposition,
  type ClearnessSplit,
  type ClearnessSplitOptions,
  defineClearnessDecomposition,
} from './ClearnessDecomposition.ts';
import type { Decomposition } from './Decomposition.ts';

/** Options of `erbs`, those of every decomposition by clearness. */
export type ErbsOptions = ClearnessSplitOptions;
/** Result of `erbs`, that of every decomposition by clearness. */
export type ErbsResult<Q extends Quantity = Column> = ClearnessSplit<Q>;

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
export const erbs: ClearnessDecomposition = /* @__PURE__ */ defineClearnessDecomposition({
  id: 'erbs',
  source: 'Erbs, Klein, Duffie 1982',
  diffuseFraction: (kt) => {
    if (kt <= 0.22) return 1 - 0.09 * kt;
    if (kt > 0.8) return 0.165;
    return 0.9511 - 0.1604 * kt + 4.388 * kt ** 2 - 16.638 * kt ** 3 + 12.336 * kt ** 4;
  },
});

/**
 * Erbs as a part of a `pvSystem`: what `erbs` is too.
 *
 * @see D.G. Erbs, S.A. Klein, J.A. Duffie, Solar Energy 28(4), 293-302, 1982.
 */
export const erbsDecomposition: Decomposition = /* @__PURE__ */ Object.freeze({
  id: erbs.id,
  source: erbs.source,
  decompose: erbs.decompose,
});
