import type { Feature } from './FeatureColumn.ts';
import type { GrownForest } from './Trainer.ts';

/** Indices of features by name: trees are grown in this order, so that the order of the columns changes nothing. */
export function byName(features: readonly Feature[]): number[] {
  const names = features.map(({ name }) => name);
  return [...names.keys()].sort((a, b) => (names[a]! < names[b]! ? -1 : names[a]! > names[b]! ? 1 : a - b));
}

/** What was grown on columns in an order, for columns as they were. */
export function inOrder(grown: GrownForest, order: readonly number[]): GrownForest {
  const importance = new Float64Array(order.length);
  for (const [at, feature] of order.entries()) importance[feature] = grown.importance[at]!;
  const feature = grown.forest.feature.map((at) => (at < 0 ? at : order[at]!));
  const edges = grown.edges && order.map((_, feature) => grown.edges![order.indexOf(feature)]!);
  return { ...grown, forest: { ...grown.forest, feature }, importance, edges };
}
