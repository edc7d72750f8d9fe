import { childOf, type FlatForest } from '../FlatForest.ts';
import { expectedCombined, expectedOutputs, treeScale } from './expectedOutputs.ts';

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
  const scale = treeScale(forest);
  const rows = columns[0]!.length;
  const contributions = columns.map(() => new Float64Array(rows));
  for (const root of forest.roots) {
    for (let row = 0; row < rows; row++) {
      let node = root;
      while (forest.feature[node]! >= 0) {
        const child = childOf(forest, node, columns, row);
        contributions[forest.feature[node]!]![row]! += (expected[child]! - expected[node]!) * scale;
        node = child;
      }
    }
  }
  return { base: expectedCombined(forest, expected, output), contributions };
}
