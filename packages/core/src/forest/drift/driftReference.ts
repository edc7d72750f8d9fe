import type { FeatureColumn } from '../FeatureColumn.ts';
import { rowCount } from '../FeatureColumn.ts';
import { forestError } from '../ForestError.ts';

/** How the features of a training table were spread; plain data that a model file keeps. */
export interface DriftReference {
  readonly rows: number;
  readonly features: readonly FeatureSpread[];
}

/** How one feature was spread over bins. */
export interface FeatureSpread {
  readonly name: string;
  /** Ascending; bin k holds `edges[k - 1] <= value < edges[k]`, the first and last are open. */
  readonly edges: readonly number[];
  /** Share of the rows in each bin, and last of those that are missing; adds up to 1. */
  readonly shares: readonly number[];
}

export interface DriftReferenceOptions {
  features: readonly FeatureColumn[];
  /** Bins a feature at most, of about equally many rows. @defaultValue 10, as the published thresholds assume */
  bins?: number;
}

/**
 * Writes down how the features of a training table are spread. Throws `FOREST_EMPTY`, `FOREST_RAGGED`,
 * `FOREST_VALUE_INFINITE`, `FOREST_OPTION_INVALID`.
 *
 * @example
 * const table = [{ name: 'load', unit: '1', values: Float64Array.of(1, 2, 3, Number.NaN) }];
 * driftReference({ features: table, bins: 3 }).features[0] // { name: 'load', edges: [2, 3], shares: [0.25, 0.25, 0.25, 0.25] }
 */
export function driftReference({ features, bins = 10 }: DriftReferenceOptions): DriftReference {
  if (!Number.isInteger(bins) || bins < 2) {
    throw forestError('FOREST_OPTION_INVALID', `Read ${bins} bins, expected an integer from 2.`, { bins });
  }
  const rows = rowCount(features);
  return {
    rows,
    features: features.map(({ name, values }) => {
      const edges = edgesOf(values, bins);
      return { name, edges, shares: sharesOf(values, edges) };
    }),
  };
}

/** Share of values in each bin, and last of those that are missing. */
export function sharesOf(values: Float64Array, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length + 2).fill(0);
  for (const value of values) counts[Number.isNaN(value) ? edges.length + 1 : binOf(value, edges)]! += 1;
  return counts.map((count) => count / values.length);
}

/** Values that cut the rows into about equal parts, each once: a value that fills several parts has one bin. */
function edgesOf(values: Float64Array, bins: number): number[] {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const edges = Array.from({ length: bins - 1 }, (_, cut) => known[Math.floor(((cut + 1) * known.length) / bins)]!);
  return [...new Set(edges)].filter((edge) => edge > known[0]!);
}

function binOf(value: number, edges: readonly number[]): number {
  let [bin, end] = [0, edges.length];
  while (bin < end) {
    const middle = (bin + end) >> 1;
    if (value < edges[middle]!) end = middle;
    else bin = middle + 1;
  }
  return bin;
}
