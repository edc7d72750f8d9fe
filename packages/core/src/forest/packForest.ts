import type { FlatForest } from './FlatForest.ts';

/** One tree on its own: node and leaf numbers start at 0. Members mean what they mean in `FlatForest`. */
export interface FlatTree
  extends Pick<FlatForest, 'feature' | 'threshold' | 'missingLeft' | 'left' | 'right' | 'weight' | 'leaf' | 'value'> {
  /** Members of each leaf, for quantile forests. */
  readonly samples?:
    | { readonly start: Int32Array<ArrayBuffer>; readonly members: Uint32Array<ArrayBuffer> }
    | undefined;
}

/** What all trees of a forest share. */
export type ForestHead = Pick<FlatForest, 'task' | 'features' | 'outputs' | 'combine' | 'link' | 'base' | 'levels'>;

/** Puts trees into one set of arrays. */
export function packForest(trees: readonly FlatTree[], head: ForestHead): FlatForest {
  const nodes = trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const leaves = trees.reduce((sum, tree) => sum + tree.value.length, 0) / head.outputs;
  const forest = {
    ...head,
    roots: new Int32Array(trees.length),
    feature: new Int32Array(nodes),
    threshold: new Float64Array(nodes),
    missingLeft: new Uint8Array(nodes),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    weight: new Float64Array(nodes),
    leaf: new Int32Array(nodes),
    value: new Float64Array(leaves * head.outputs),
  };
  let [node, leaf] = [0, 0];
  for (const [index, tree] of trees.entries()) {
    forest.roots[index] = node;
    forest.feature.set(tree.feature, node);
    forest.threshold.set(tree.threshold, node);
    forest.missingLeft.set(tree.missingLeft, node);
    forest.weight.set(tree.weight, node);
    forest.value.set(tree.value, leaf * head.outputs);
    for (let at = 0; at < tree.feature.length; at++) {
      const inner = tree.feature[at]! >= 0;
      forest.left[node + at] = inner ? tree.left[at]! + node : 0;
      forest.right[node + at] = inner ? tree.right[at]! + node : 0;
      forest.leaf[node + at] = inner ? -1 : tree.leaf[at]! + leaf;
    }
    node += tree.feature.length;
    leaf += tree.value.length / head.outputs;
  }
  return forest;
}
