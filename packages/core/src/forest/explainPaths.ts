import { childOf, type FlatForest } from './FlatForest.ts';

/** Why rows got their answer: `base + Σ contributions` is the combined output, row by row. */
export interface Explanation {
  /** The answer before any feature is looked at. */
  readonly base: number;
  /** One column a feature: how much it moved each row, positive towards more. */
  readonly contributions: readonly Float64Array<ArrayBuffer>[];
}

/**
 * Path contributions: along the way of a row through each tree, every split moves the expected output, and that move
 * is credited to the feature that was tested. Exactly additive; correlated features share by order of use.
 *
 * @see A. Palczewska et al., "Interpreting random forest classification models using a feature contribution method", 2014.
 */
export function explainPaths(forest: FlatForest, output: number, columns: readonly Float64Array[]): Explanation {
  const expected = expectedOutputs(forest, output);
  const scale = forest.combine === 'mean' ? 1 / forest.roots.length : 1;
  const rows = columns[0]!.length;
  const contributions = columns.map(() => new Float64Array(rows));
  let base = forest.base[output]!;
  for (const root of forest.roots) {
    base += expected[root]! * scale;
    for (let row = 0; row < rows; row++) {
      let node = root;
      while (forest.feature[node]! >= 0) {
        const child = childOf(forest, node, columns, row);
        contributions[forest.feature[node]!]![row]! += (expected[child]! - expected[node]!) * scale;
        node = child;
      }
    }
  }
  return { base, contributions };
}

/** Mean output of the training rows of each node, by weight. */
function expectedOutputs(forest: FlatForest, output: number): Float64Array {
  const { feature, left, right, weight, leaf, value, outputs } = forest;
  const expected = new Float64Array(feature.length);
  // children always come after their parent, so that one pass from the end sees them first
  for (let node = feature.length - 1; node >= 0; node--) {
    if (feature[node]! < 0) {
      expected[node] = value[leaf[node]! * outputs + output]!;
      continue;
    }
    const [a, b] = [left[node]!, right[node]!];
    const total = weight[a]! + weight[b]!;
    expected[node] = total === 0 ? 0 : (expected[a]! * weight[a]! + expected[b]! * weight[b]!) / total;
  }
  return expected;
}
