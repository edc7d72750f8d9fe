import type { FeatureColumn } from '../FeatureColumn.ts';
import { rowCount } from '../FeatureColumn.ts';
import { forestError } from '../ForestError.ts';
import { type DriftReference, sharesOf } from './driftReference.ts';

/** How far one feature has moved from what a model was trained on. */
export interface FeatureDrift {
  readonly name: string;
  /** Population stability index: 0 where nothing moved; by custom above 0.1 worth a look, above 0.25 retrain. */
  readonly psi: number;
  /** Share of the rows in each bin of the reference, and last of those that are missing. */
  readonly shares: readonly number[];
}

/** An empty bin counts as this share: one row in ten thousand, lest one empty bin make the index infinite. */
const leastShare = 1e-4;

/**
 * Compares rows with the reference of a model, feature by feature: Σ (now − then) ln(now ÷ then) over the bins. Below some
 * hundred rows chance alone moves it: it then is about (bins − 1) ÷ rows. Throws `FOREST_FEATURES_DIFFER`.
 *
 * @see N. Siddiqi, "Credit risk scorecards", 2006, chapter 7. B. Yurdakul, "Statistical properties of population stability
 * index", 2018.
 *
 * @example
 * const load = (...values: number[]) => [{ name: 'load', unit: '1', values: Float64Array.from(values) }];
 * const reference = driftReference({ features: load(1, 2, 3, 4), bins: 2 });
 * measureDrift(reference, load(1, 3, 4, 5))[0].psi // 0.2747: (0.25 − 0.5) ln 0.5 + (0.75 − 0.5) ln 1.5
 */
export function measureDrift(reference: DriftReference, features: readonly FeatureColumn[]): FeatureDrift[] {
  const [read, expected] = [features.map(({ name }) => name), reference.features.map(({ name }) => name)];
  if (read.length !== expected.length || expected.some((name, index) => name !== read[index])) {
    throw forestError(
      'FOREST_FEATURES_DIFFER',
      `Read the columns ${read.join(', ')}; the reference is of ${expected.join(', ')}. Give the same, in the same order.`,
      { read, expected },
    );
  }
  rowCount(features);
  return reference.features.map(({ name, edges, shares: then }, index) => {
    const shares = sharesOf(features[index]!.values, edges);
    const psi = shares.reduce((sum, share, bin) => {
      const [now, before] = [Math.max(share, leastShare), Math.max(then[bin]!, leastShare)];
      return sum + (now - before) * Math.log(now / before);
    }, 0);
    return { name, psi, shares };
  });
}
