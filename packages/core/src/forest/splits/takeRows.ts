import type { FeatureColumn } from '../FeatureColumn.ts';

/**
 * The columns of chosen rows, in their order: of a part of a split, of a fold, of a sample.
 *
 * @example
 * takeRows([{ name: 'load', unit: '1', values: Float64Array.of(5, 6, 7) }], [2, 0])[0].values // Float64Array [7, 5]
 */
export function takeRows(features: readonly FeatureColumn[], rows: ArrayLike<number>): FeatureColumn[] {
  return features.map((column) => ({ ...column, values: Float64Array.from(rows, (row) => column.values[row]!) }));
}
