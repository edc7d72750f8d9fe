/**
 * Trees as typed arrays: what every trainer returns, so that predicting, explaining and storing are written once.
 * Node indices run over all trees; tree t has the nodes `roots[t]` to `roots[t + 1]` (the last one to the end), its root
 * first and children always after their parent. Nothing but numbers: copied between threads and written to files as is.
 */
export interface FlatForest {
  readonly task: ForestTask;
  /** Columns of the table that the trees test. */
  readonly features: number;
  /** Numbers that a leaf holds: one a class, one a quantile level of a boosted quantile model, otherwise 1. */
  readonly outputs: number;
  /** How trees become one answer: the mean of their leaves (forests), or `base` plus their sum (boosting). */
  readonly combine: 'mean' | 'sum';
  /** What turns the combined outputs into the answer. `logistic`: one output, the log odds of the second class. */
  readonly link: 'identity' | 'logistic' | 'softmax';
  /** Starting point by output; zeros where trees are averaged. */
  readonly base: Float64Array<ArrayBuffer>;
  /** First node of each tree. */
  readonly roots: Int32Array<ArrayBuffer>;
  /** By node: column that it tests, -1 for a leaf. */
  readonly feature: Int32Array<ArrayBuffer>;
  /** By node: a value below goes left, one at or above goes right. Lies between two values of the training rows. */
  readonly threshold: Float64Array<ArrayBuffer>;
  /** By node: 1 where a missing value (NaN) goes left, 0 where it goes right. */
  readonly missingLeft: Uint8Array<ArrayBuffer>;
  /** By node: children; 0 in a leaf. */
  readonly left: Int32Array<ArrayBuffer>;
  readonly right: Int32Array<ArrayBuffer>;
  /** By node: weight of the training rows that passed through it (cover). A node's is the sum of its children's. */
  readonly weight: Float64Array<ArrayBuffer>;
  /** By node: number of the leaf, counted over all trees, -1 for an inner node. */
  readonly leaf: Int32Array<ArrayBuffer>;
  /** `value[leaf × outputs + output]`. Classification by `mean`: share of each class. */
  readonly value: Float64Array<ArrayBuffer>;
  /** Training targets of each leaf: quantile forests only. */
  readonly samples?: LeafSamples | undefined;
  /** Quantile level of each output: boosted quantile models only, ascending. */
  readonly levels?: Float64Array<ArrayBuffer> | undefined;
}

/** `classification` has classes 0 … outputs - 1, or two where the link is logistic. */
export type ForestTask = 'classification' | 'regression' | 'quantile';

/** Which training targets fell into which leaf. */
export interface LeafSamples {
  /** Targets of the training rows, ascending. */
  readonly targets: Float64Array<ArrayBuffer>;
  /** Leaf l holds `members[start[l]]` to `members[start[l + 1] - 1]`; one more entry than leaves. */
  readonly start: Int32Array<ArrayBuffer>;
  /** Indices into `targets`, once for each time that the row was drawn. */
  readonly members: Uint32Array<ArrayBuffer>;
}

/** The child of an inner node that a row goes to. */
export function childOf(forest: FlatForest, node: number, columns: readonly Float64Array[], row: number): number {
  const value = columns[forest.feature[node]!]![row]!;
  if (value >= forest.threshold[node]!) return forest.right[node]!;
  return value < forest.threshold[node]! || forest.missingLeft[node] === 1 ? forest.left[node]! : forest.right[node]!;
}

/** The leaf node of one tree that a row falls into. */
export function leafOf(forest: FlatForest, root: number, columns: readonly Float64Array[], row: number): number {
  let node = root;
  while (forest.feature[node]! >= 0) node = childOf(forest, node, columns, row);
  return node;
}
