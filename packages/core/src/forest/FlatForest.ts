/**
 * Trees as typed arrays: what every trainer returns, so that predicting, explaining and storing are written once.
 * Node indices run over all trees. A row goes left when its value is below the threshold or missing.
 */
export interface FlatForest {
  /** First node of each tree. */
  readonly roots: Int32Array<ArrayBuffer>;
  /** Column that a node tests, -1 for a leaf. */
  readonly feature: Int32Array<ArrayBuffer>;
  readonly threshold: Float64Array<ArrayBuffer>;
  readonly left: Int32Array<ArrayBuffer>;
  readonly right: Int32Array<ArrayBuffer>;
  /** What a leaf says; with `combine: 'vote'` the index of the class that it votes for. */
  readonly value: Float64Array<ArrayBuffer>;
  /** How the trees become one answer: each casts one vote. */
  readonly combine: 'vote';
}

/** A node of one tree while it is being made; children are node indices of the same list. */
export type FlatNode = { leaf: number } | { feature: number; threshold: number; left: number; right: number };

/** Puts trees, each a list of nodes with its root first, into typed arrays. */
export function packForest(trees: readonly (readonly FlatNode[])[]): FlatForest {
  const size = trees.reduce((sum, tree) => sum + tree.length, 0);
  const forest = {
    roots: new Int32Array(trees.length),
    feature: new Int32Array(size).fill(-1),
    threshold: new Float64Array(size),
    left: new Int32Array(size),
    right: new Int32Array(size),
    value: new Float64Array(size),
    combine: 'vote' as const,
  };
  let base = 0;
  for (const [index, tree] of trees.entries()) {
    forest.roots[index] = base;
    for (const [offset, node] of tree.entries()) {
      if ('leaf' in node) {
        forest.value[base + offset] = node.leaf;
        continue;
      }
      forest.feature[base + offset] = node.feature;
      forest.threshold[base + offset] = node.threshold;
      forest.left[base + offset] = base + node.left;
      forest.right[base + offset] = base + node.right;
    }
    base += tree.length;
  }
  return forest;
}

/** The child of an inner node that a row goes to. */
export function childOf(forest: FlatForest, node: number, columns: readonly Float64Array[], row: number): number {
  const value = columns[forest.feature[node]!]![row]!;
  return value >= forest.threshold[node]! ? forest.right[node]! : forest.left[node]!;
}

/** The leaf of one tree that a row falls into. */
export function leafOf(forest: FlatForest, root: number, columns: readonly Float64Array[], row: number): number {
  let node = root;
  while (forest.feature[node]! >= 0) node = childOf(forest, node, columns, row);
  return node;
}
