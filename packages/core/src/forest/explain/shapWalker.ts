import { childOf, type FlatForest } from '../FlatForest.ts';
import { expectedCombined, expectedOutputs, leftShare, treeScale } from './expectedOutputs.ts';

/** Walks trees for Shapley values; the names follow algorithm 2 of the source in `treeShap`. */
export interface ShapWalker {
  /** The combined output before any feature is looked at. */
  readonly base: number;
  /** What the values of one tree count in the combined output. */
  readonly scale: number;
  /** Adds the Shapley values of one row in one tree to `into`, one a feature. */
  addTree(root: number, columns: readonly Float64Array[], row: number, into: Float64Array): void;
}

/** Prepares walks through the trees of a forest for one output. */
export function createShapWalker(forest: FlatForest, output: number): ShapWalker {
  const width = deepest(forest) + 2;
  // one path of unique features for each level, so that coming back up restores the parent's
  const [d, z, o, w] = [
    new Int32Array(width * width),
    new Float64Array(width * width),
    new Float64Array(width * width),
    new Float64Array(width * width),
  ];

  const inverse = Float64Array.from({ length: width }, (_, n) => 1 / n);

  /** Grows the path at `at` by a feature: its share of ways without (`zero`) and with it (`one`). */
  function extend(at: number, length: number, zero: number, one: number, feature: number): void {
    d[at + length] = feature;
    z[at + length] = zero;
    o[at + length] = one;
    w[at + length] = length === 0 ? 1 : 0;
    const share = 1 / (length + 1);
    for (let i = length - 1; i >= 0; i--) {
      const part = w[at + i]! * share;
      w[at + i + 1]! += one * part * (i + 1);
      w[at + i] = zero * part * (length - i);
    }
  }

  /** Takes entry `index` of a path with last entry `last` out again. */
  function unwind(at: number, last: number, index: number): void {
    const zero = z[at + index]!;
    const one = o[at + index]!;
    let next = w[at + last]!;
    for (let i = last - 1; i >= 0; i--) {
      if (one === 0) {
        w[at + i] = (w[at + i]! * (last + 1)) / (zero * (last - i));
        continue;
      }
      const kept = w[at + i]!;
      w[at + i] = (next * (last + 1)) / ((i + 1) * one);
      next = kept - (w[at + i]! * zero * (last - i)) / (last + 1);
    }
    for (let i = index; i < last; i++) {
      d[at + i] = d[at + i + 1]!;
      z[at + i] = z[at + i + 1]!;
      o[at + i] = o[at + i + 1]!;
    }
  }

  /** Sum of the weights of a path without its entry `index`, whose feature agrees with the row. */
  function sumWithoutHot(at: number, last: number, index: number): number {
    const zero = z[at + index]!;
    let next = w[at + last]!;
    let total = 0;
    for (let i = last - 1; i >= 0; i--) {
      const kept = next * inverse[i + 1]!;
      total += kept;
      next = w[at + i]! - kept * zero * (last - i);
    }
    return total * (last + 1);
  }

  /** The same without an entry whose feature does not agree, times its `zero`: alike for all of those. */
  function sumWithoutCold(at: number, last: number): number {
    let total = 0;
    for (let i = last - 1; i >= 0; i--) total += w[at + i]! * inverse[last - i]!;
    return total * (last + 1);
  }

  /** Credits a leaf to the features of the path that leads to it. */
  function credit(at: number, last: number, value: number, into: Float64Array): void {
    const cold = value * sumWithoutCold(at, last);
    for (let i = 1; i <= last; i++) {
      const feature = d[at + i]!;
      if (o[at + i] === 0) into[feature]! -= cold;
      else into[feature]! += value * sumWithoutHot(at, last, i) * (1 - z[at + i]!);
    }
  }

  const expected = expectedOutputs(forest, output);
  return {
    base: expectedCombined(forest, expected, output),
    scale: treeScale(forest),
    addTree(root, columns, row, into) {
      /** `from` is the parent's path with `length` entries; the node's own stands behind it. */
      const visit = (node: number, level: number, length: number, zero: number, one: number, feature: number): void => {
        const at = level * width;
        if (level > 0) {
          const from = at - width;
          // plain loops: for a few entries they are faster than `copyWithin`
          for (let i = 0; i < length; i++) {
            d[at + i] = d[from + i]!;
            z[at + i] = z[from + i]!;
            o[at + i] = o[from + i]!;
            w[at + i] = w[from + i]!;
          }
        }
        extend(at, length, zero, one, feature);
        let last = length;
        const tested = forest.feature[node]!;
        if (tested < 0) {
          credit(at, last, expected[node]!, into);
          return;
        }
        let [incomingZero, incomingOne] = [1, 1];
        for (let i = 1; i <= last; i++) {
          if (d[at + i] !== tested) continue;
          [incomingZero, incomingOne] = [z[at + i]!, o[at + i]!];
          unwind(at, last, i);
          last--;
          break;
        }
        const hot = childOf(forest, node, columns, row);
        const share = leftShare(forest, node);
        for (const child of [forest.left[node]!, forest.right[node]!]) {
          const zeroHere = incomingZero * (child === forest.left[node] ? share : 1 - share);
          const oneHere = child === hot ? incomingOne : 0;
          // nobody goes there, with or without the feature
          if (zeroHere === 0 && oneHere === 0) continue;
          visit(child, level + 1, last + 1, zeroHere, oneHere, tested);
        }
      };
      visit(root, 0, 0, 1, 1, -1);
    },
  };
}

/** Greatest number of splits on the way from a root to a leaf. */
function deepest({ feature, left, right }: FlatForest): number {
  const depth = new Int32Array(feature.length);
  let most = 0;
  for (let node = 0; node < feature.length; node++) {
    if (feature[node]! < 0) continue;
    depth[left[node]!] = depth[node]! + 1;
    depth[right[node]!] = depth[node]! + 1;
    most = Math.max(most, depth[node]! + 1);
  }
  return most;
}
