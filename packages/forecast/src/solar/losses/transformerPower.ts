import type { Column } from '@usina/core/series';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';
import { checkRange } from '../SolarError.ts';

/** A transformer by its nameplate. */
export interface Transformer {
  /** [VA] */
  ratedVa: number;
  /** Drawn at any load, as a share of the rating. 0.002 is usual. */
  noLoadLoss: number;
  /** Lost at full load beside it, as a share of the rating, above 0. 0.01 is usual. */
  loadLoss: number;
}

export interface TransformerPowerOptions extends Transformer {
  /** Into the transformer. [W] */
  inputPowerW: Quantity;
  out?: Column;
}

/**
 * Power that leaves a transformer: a constant loss and one with the square of the load. [W] Negative where it draws more than
 * it gets. NaN in gives NaN out (pvlib's `transformer.simple_efficiency`).
 *
 * @see Central Station Engineers of the Westinghouse Electric Corporation, "Electrical transmission and distribution reference
 * book", 4th ed., 1950.
 *
 * @example
 * transformerPower({ inputPowerW: 1_000, ratedVa: 2_000, noLoadLoss: 0.002, loadLoss: 0.01 }) // 991.0887
 */
export function transformerPower(options: Scalars<TransformerPowerOptions>): number;
export function transformerPower(options: TransformerPowerOptions): Column;
export function transformerPower(options: TransformerPowerOptions): number | Column {
  const { inputPowerW, ratedVa, noLoadLoss, loadLoss, out } = options;
  checkRange('ratedVa', ratedVa, Number.MIN_VALUE, 1e12);
  checkRange('noLoadLoss', noLoadLoss, 0, 1);
  checkRange('loadLoss', loadLoss, Number.MIN_VALUE, 1);
  return mapQuantities(
    // the smaller solution of: left + noLoad + load × left² = input
    (power) => (ratedVa * (Math.sqrt(1 - 4 * loadLoss * (noLoadLoss - power / ratedVa)) - 1)) / (2 * loadLoss),
    [inputPowerW],
    out,
  );
}
