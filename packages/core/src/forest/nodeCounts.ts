import { childOf, type FlatForest } from './FlatForest.ts';

/**
 * How many training rows of each class pass through each node: `counts[node × classCount + class]`.
 * Importance and explanations are computed from it, so that they do not depend on what an engine reports.
 */
export function nodeCounts(
  forest: FlatForest,
  columns: readonly Float64Array[],
  classOfRow: Uint16Array,
  classCount: number,
): Float64Array<ArrayBuffer> {
  const counts = new Float64Array(forest.feature.length * classCount);
  for (const root of forest.roots) {
    for (let row = 0; row < classOfRow.length; row++) {
      let node = root;
      for (;;) {
        counts[node * classCount + classOfRow[row]!]!++;
        if (forest.feature[node]! < 0) break;
        node = childOf(forest, node, columns, row);
      }
    }
  }
  return counts;
}
