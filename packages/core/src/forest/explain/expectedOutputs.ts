import type { FlatForest } from '../FlatForest.ts';

/** Mean output of the training rows of each node, by weight. */
export function expectedOutputs(forest: FlatForest, output: number): Float64Array {
  const { feature, left, right, leaf, value, outputs } = forest;
  const expected = new Float64Array(feature.length);
  // children always come after their parent, so that one pass from the end sees them first
  for (let node = feature.length - 1; node >= 0; node--) {
    if (feature[node]! < 0) {
      expected[node] = value[leaf[node]! * outputs + output]!;
      continue;
    }
    const share = leftShare(forest, node);
    expected[node] = expected[left[node]!]! * share + expected[right[node]!]! * (1 - share);
  }
  return expected;
}

/** Share of the training rows of an inner node that went left; a half where none passed. */
export function leftShare({ left, right, weight }: FlatForest, node: number): number {
  const [a, b] = [weight[left[node]!]!, weight[right[node]!]!];
  return a + b === 0 ? 0.5 : a / (a + b);
}

/** The combined output before any feature is looked at. */
export function expectedCombined(forest: FlatForest, expected: Float64Array, output: number): number {
  let sum = 0;
  for (const root of forest.roots) sum += expected[root]!;
  return forest.base[output]! + sum * treeScale(forest);
}

/** What one tree's leaf counts in the combined output. */
export function treeScale({ combine, roots }: FlatForest): number {
  return combine === 'mean' ? 1 / roots.length : 1;
}
