import type { Column } from '@usina/core/series';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';

export interface ClippingOptions {
  /** [W] */
  powerW: Quantity;
  /** [W] */
  limitW: Quantity;
  out?: Column;
}

/**
 * Power that a limit keeps from the grid, 0 or more; the rest is `powerW - clipping`. [W] NaN in gives NaN out.
 *
 * @example
 * clipping({ powerW: 5_400, limitW: 5_000 }) // 400
 */
export function clipping(options: Scalars<ClippingOptions>): number;
export function clipping(options: ClippingOptions): Column;
export function clipping({ powerW, limitW, out }: ClippingOptions): number | Column {
  return mapQuantities((power, limit) => Math.max(power - limit, 0), [powerW, limitW], out);
}
