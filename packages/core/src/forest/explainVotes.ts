import { childOf, type FlatForest } from './FlatForest.ts';

/** Why rows got their probability: `base + Σ contributions` is the probability, row by row. */
export interface Explanation {
  /** Probability before any feature is looked at. */
  readonly base: number;
  /** One column a feature: how much it moved each row, positive towards the class. */
  readonly contributions: readonly Float64Array<ArrayBuffer>[];
}

/**
 * Path contributions: along the way of a row through each tree, every split moves the expected vote, and that move
 * is credited to the feature that was tested. Exactly additive; correlated features share by order of use.
 *
 * @see A. Palczewska et al., "Interpreting random forest classification models using a feature contribution method", 2014.
 */
export function explainVotes(
  forest: FlatForest,
  counts: Float64Array,
  classCount: number,
  classIndex: number,
  columns: readonly Float64Array[],
): Explanation {
  const expected = expectedVotes(forest, counts, classCount, classIndex);
  const rows = columns[0]!.length;
  const contributions = columns.map(() => new Float64Array(rows));
  let base = 0;
  for (const root of forest.roots) {
    base += expected[root]! / forest.roots.length;
    for (let row = 0; row < rows; row++) {
      let node = root;
      while (forest.feature[node]! >= 0) {
        const child = childOf(forest, node, columns, row);
        contributions[forest.feature[node]!]![row]! += (expected[child]! - expected[node]!) / forest.roots.length;
        node = child;
      }
    }
  }
  return { base, contributions };
}

/** Share of the training rows of each node that end in a leaf that votes for the class. */
function expectedVotes(forest: FlatForest, counts: Float64Array, classCount: number, classIndex: number): Float64Array {
  const expected = new Float64Array(forest.feature.length);
  const rowsOf = (node: number) => {
    let rows = 0;
    for (let index = node * classCount; index < (node + 1) * classCount; index++) rows += counts[index]!;
    return rows;
  };
  // children always come after their parent, so that one pass from the end sees them first
  for (let node = forest.feature.length - 1; node >= 0; node--) {
    if (forest.feature[node]! < 0) {
      expected[node] = forest.value[node] === classIndex ? 1 : 0;
      continue;
    }
    const [left, right] = [forest.left[node]!, forest.right[node]!];
    const [leftRows, rightRows] = [rowsOf(left), rowsOf(right)];
    const rows = leftRows + rightRows;
    expected[node] = rows === 0 ? 0 : (expected[left]! * leftRows + expected[right]! * rightRows) / rows;
  }
  return expected;
}
