import type { FlatNode } from './FlatForest.ts';

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

/** Rewrites the one tree of a forest as flat nodes with identical votes, parents before their children. */
export function compileMlTree(tree: MlTree): FlatNode[] {
  const columns = tree.indexes[0]!;
  const nodes: FlatNode[] = [];
  const visit = (node: MlNode): number => {
    const index = nodes.length;
    if (!node.left || !node.right) {
      nodes.push({ leaf: node.distribution!.maxRowIndex(0)[1]! });
      return index;
    }
    const flat = { feature: columns[node.splitColumn!]!, threshold: node.splitValue!, left: 0, right: 0 };
    nodes.push(flat);
    flat.left = visit(node.left);
    flat.right = visit(node.right);
    return index;
  };
  visit(tree.estimators[0]!.root);
  return nodes;
}
