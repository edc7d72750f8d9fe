import type { FlatTree } from './packForest.ts';

/** The part of a trained one-tree forest of ml-random-forest that is read here. Its own types do not compile strictly. */
export interface MlTree {
  /** Columns that the tree saw, by the index that its nodes use. */
  readonly indexes: readonly (readonly number[])[];
  readonly estimators: readonly { readonly root: MlNode }[];
}

export interface MlNode {
  readonly left?: MlNode | undefined;
  readonly right?: MlNode | undefined;
  readonly splitColumn?: number | undefined;
  readonly splitValue?: number | undefined;
  /** One row: share of each class in a leaf. */
  readonly distribution?: { maxRowIndex(row: number): number[] } | undefined;
}

/**
 * Rewrites the one tree of a forest as a flat tree with identical votes: a leaf says 1 for the class that it votes for.
 * Missing values go left; weights are left at 0 for whoever has the training rows.
 */
export function compileMlTree(tree: MlTree, classCount: number): FlatTree {
  const columns = tree.indexes[0]!;
  const nodes: { feature: number; threshold: number; left: number; right: number; leaf: number }[] = [];
  const votes: number[] = [];
  const visit = (node: MlNode): number => {
    const index = nodes.length;
    if (!node.left || !node.right) {
      nodes.push({ feature: -1, threshold: 0, left: 0, right: 0, leaf: votes.length });
      votes.push(node.distribution!.maxRowIndex(0)[1]!);
      return index;
    }
    const flat = { feature: columns[node.splitColumn!]!, threshold: node.splitValue!, left: 0, right: 0, leaf: -1 };
    nodes.push(flat);
    flat.left = visit(node.left);
    flat.right = visit(node.right);
    return index;
  };
  visit(tree.estimators[0]!.root);
  const value = new Float64Array(votes.length * classCount);
  for (const [leaf, vote] of votes.entries()) value[leaf * classCount + vote] = 1;
  return {
    feature: Int32Array.from(nodes, (node) => node.feature),
    threshold: Float64Array.from(nodes, (node) => node.threshold),
    missingLeft: new Uint8Array(nodes.length).fill(1),
    left: Int32Array.from(nodes, (node) => node.left),
    right: Int32Array.from(nodes, (node) => node.right),
    weight: new Float64Array(nodes.length),
    leaf: Int32Array.from(nodes, (node) => node.leaf),
    value,
  };
}
