import type { FlatForest } from './FlatForest.ts';

/**
 * Share of the decrease in Gini impurity that each feature brought over all trees and training rows; adds up to 1,
 * all zero where no tree has a split. High-cardinality features are favoured, as with every impurity importance.
 *
 * @see L. Breiman et al., "Classification and Regression Trees", 1984, section 5.3.
 */
export function impurityImportance(
  forest: FlatForest,
  counts: Float64Array,
  featureCount: number,
  classCount: number,
): Float64Array<ArrayBuffer> {
  const decrease = new Float64Array(featureCount);
  const impurity = (node: number) => {
    let rows = 0;
    let squares = 0;
    for (let index = node * classCount; index < (node + 1) * classCount; index++) {
      rows += counts[index]!;
      squares += counts[index]! ** 2;
    }
    return rows === 0 ? 0 : rows - squares / rows;
  };
  for (let node = 0; node < forest.feature.length; node++) {
    const feature = forest.feature[node]!;
    if (feature < 0) continue;
    decrease[feature]! += impurity(node) - impurity(forest.left[node]!) - impurity(forest.right[node]!);
  }
  const total = decrease.reduce((sum, value) => sum + value, 0);
  return total > 0 ? decrease.map((value) => value / total) : decrease;
}
