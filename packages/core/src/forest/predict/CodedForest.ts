import { encode } from '../binned/encode.ts';
import type { FlatForest } from '../FlatForest.ts';

/** Code of a missing value. One more, of 16 bits, is 0: below all others. */
const missing = 0xffff;
/** Limit of a leaf, which no code exceeds. */
const never = 0xffff;

/**
 * A forest for many rows: values become the number of thresholds of their column that they reach, and a node two words. Same leaves
 * as `leafOf`.
 */
export interface CodedForest {
  /** By feature: the thresholds of its nodes, ascending. */
  readonly cuts: readonly Float64Array[];
  /**
   * By node: `limit << 16 | feature << 1 | turn`, then the place of the left child; the right one follows it. A row goes right where its code
   * exceeds the limit. A turn of 1, where missing values go left, is added to code and limit. A leaf is its own left child.
   */
  readonly nodes: Int32Array;
  /** By node: number of the leaf. */
  readonly leaf: Int32Array;
  /** Place of the root of each tree. */
  readonly roots: Int32Array;
}

/** Undefined for a forest with more features, or thresholds of one, than its words can count. */
export function codeForest(forest: FlatForest): CodedForest | undefined {
  const { feature, left, right } = forest;
  const { cuts, reached } = rankThresholds(forest);
  if (forest.features > 0x7fff || cuts.some(({ length }) => length >= never - 1)) return undefined;
  const coded = {
    cuts,
    nodes: new Int32Array(feature.length * 2),
    leaf: new Int32Array(feature.length),
    roots: new Int32Array(forest.roots.length),
  };
  // breadth first, so that siblings are neighbours and what most rows pass lies close together
  const from = new Int32Array(feature.length);
  let count = 0;
  for (const [tree, root] of forest.roots.entries()) {
    let next = count;
    coded.roots[tree] = count * 2;
    from[count++] = root;
    while (next < count) {
      const node = from[next]!;
      const at = 2 * next;
      if (feature[node]! < 0) {
        coded.nodes[at] = never << 16;
        coded.nodes[at + 1] = at;
        coded.leaf[next++] = forest.leaf[node]!;
        continue;
      }
      const turn = forest.missingLeft[node]!;
      const limit = reached[node]! - 1 + turn;
      coded.nodes[at] = (limit << 16) | (feature[node]! << 1) | turn;
      coded.nodes[at + 1] = count * 2;
      next++;
      from[count++] = left[node]!;
      from[count++] = right[node]!;
    }
  }
  return coded;
}

/** The different thresholds of each feature, ascending, and by node how many of them its own reaches. */
function rankThresholds({ features, feature, threshold }: FlatForest) {
  const nodes = Array.from({ length: features }, () => [] as number[]);
  for (let node = 0; node < feature.length; node++) if (feature[node]! >= 0) nodes[feature[node]!]!.push(node);
  const reached = new Uint16Array(feature.length);
  const cuts = nodes.map((places) => {
    const own = Float64Array.from(places, (node) => threshold[node]!);
    const sorted = own.slice().sort();
    const different = sorted.filter((cut, index) => cut !== sorted[index - 1]);
    const codes = new Uint16Array(own.length);
    encode(own, different, { codes, offset: 0, stride: 1, missing: never });
    for (let index = 0; index < codes.length; index++) reached[places[index]!] = codes[index]!;
    return different;
  });
  return { cuts, reached };
}

/** Rows that are coded and led through all trees together: so many that fetching each tree anew does not count. */
const blockRows = 8_192;

/** Calls back for each block of rows and tree with the leaf that each row of the block falls into. */
export function eachLeaf(
  coded: CodedForest,
  columns: readonly Float64Array[],
  visit: (leaves: Int32Array, from: number, to: number) => void,
): void {
  const rows = columns[0]!.length;
  // whole steps of four rows: what the last ones beyond the table find is not read
  const room = Math.min(rows, blockRows) + 3;
  const codes = new Uint16Array(room * columns.length);
  const leaves = new Int32Array(room);
  for (let from = 0; from < rows; from += blockRows) {
    const to = Math.min(rows, from + blockRows);
    for (const [index, values] of columns.entries()) {
      const block = values.subarray(from, to);
      encode(block, coded.cuts[index]!, { codes, offset: index, stride: columns.length, missing });
    }
    for (let tree = 0; tree < coded.roots.length; tree++) {
      walk(coded, coded.roots[tree]!, codes, columns.length, to - from, leaves);
      visit(leaves, from, to);
    }
  }
}

/** Four rows at a time: while one waits for its node the others go on. */
function walk(
  { nodes, leaf }: CodedForest,
  root: number,
  codes: Uint16Array,
  stride: number,
  rows: number,
  leaves: Int32Array,
): void {
  for (let row = 0, base = 0; row < rows; row += 4, base += 4 * stride) {
    const [base1, base2, base3] = [base + stride, base + 2 * stride, base + 3 * stride];
    let a = root;
    let b = root;
    let c = root;
    let d = root;
    for (;;) {
      const wordA = nodes[a]!;
      const wordB = nodes[b]!;
      const wordC = nodes[c]!;
      const wordD = nodes[d]!;
      if ((wordA & wordB & wordC & wordD) >>> 16 === never) break;
      const codeA = (codes[base + ((wordA >>> 1) & 0x7fff)]! + (wordA & 1)) & 0xffff;
      const codeB = (codes[base1 + ((wordB >>> 1) & 0x7fff)]! + (wordB & 1)) & 0xffff;
      const codeC = (codes[base2 + ((wordC >>> 1) & 0x7fff)]! + (wordC & 1)) & 0xffff;
      const codeD = (codes[base3 + ((wordD >>> 1) & 0x7fff)]! + (wordD & 1)) & 0xffff;
      // 2 further where the code exceeds the limit, without a branch that would be guessed wrong half of the time
      a = nodes[a + 1]! + ((((wordA >>> 16) - codeA) >>> 30) & 2);
      b = nodes[b + 1]! + ((((wordB >>> 16) - codeB) >>> 30) & 2);
      c = nodes[c + 1]! + ((((wordC >>> 16) - codeC) >>> 30) & 2);
      d = nodes[d + 1]! + ((((wordD >>> 16) - codeD) >>> 30) & 2);
    }
    leaves[row] = leaf[a >> 1]!;
    leaves[row + 1] = leaf[b >> 1]!;
    leaves[row + 2] = leaf[c >> 1]!;
    leaves[row + 3] = leaf[d >> 1]!;
  }
}
