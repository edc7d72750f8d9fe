import { encode } from '../binned/BinnedTable.ts';
import type { FlatForest } from '../FlatForest.ts';

/** Code of a missing value, above every cut but that of leaves. */
const missing = 0xfffe;
/** Cut of a leaf, which no code reaches. */
const never = 0xffff;

/**
 * A forest for many rows: values become the number of thresholds of their column that they reach, and a node two words. Same leaves
 * as `leafOf`.
 */
export interface CodedForest {
  /** By feature: the thresholds of its nodes, ascending. */
  readonly cuts: readonly Float64Array[];
  /** By node: `cut << 16 | feature`, then the place of the left child; the right one follows it. A leaf is its own left child. */
  readonly nodes: Int32Array;
  /** By node: 1 where a missing value goes left. */
  readonly missingLeft: Uint8Array;
  /** By node: number of the leaf. */
  readonly leaf: Int32Array;
  /** Place of the root of each tree. */
  readonly roots: Int32Array;
}

/** Undefined for a forest with more features, or thresholds of one, than 16 bits can count. */
export function codeForest(forest: FlatForest): CodedForest | undefined {
  const { feature, threshold, left, right } = forest;
  const cuts = cutsOf(forest);
  if (forest.features > never || cuts.some(({ length }) => length >= missing)) return undefined;
  const rank = cuts.map((column) => new Map(Array.from(column, (cut, index) => [cut, index + 1])));
  const coded = {
    cuts,
    nodes: new Int32Array(feature.length * 2),
    missingLeft: new Uint8Array(feature.length),
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
      coded.nodes[at] = (rank[feature[node]!]!.get(threshold[node]!)! << 16) | feature[node]!;
      coded.nodes[at + 1] = count * 2;
      coded.missingLeft[next++] = forest.missingLeft[node]!;
      from[count++] = left[node]!;
      from[count++] = right[node]!;
    }
  }
  return coded;
}

function cutsOf({ features, feature, threshold }: FlatForest): Float64Array[] {
  const found = Array.from({ length: features }, () => new Set<number>());
  for (let node = 0; node < feature.length; node++) {
    if (feature[node]! >= 0) found[feature[node]!]!.add(threshold[node]!);
  }
  return found.map((set) => Float64Array.from(set).sort());
}

/** Rows that are coded and led through all trees together: so many that fetching each tree anew does not count. */
const blockRows = 32_768;

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
    let anyMissing = false;
    for (const [index, values] of columns.entries()) {
      const gap = encode(values.subarray(from, to), coded.cuts[index]!, codes, index, columns.length, missing);
      anyMissing ||= gap;
    }
    const walk = anyMissing ? walkMissing : walkKnown;
    for (let tree = 0; tree < coded.roots.length; tree++) {
      walk(coded, coded.roots[tree]!, codes, columns.length, to - from, leaves);
      visit(leaves, from, to);
    }
  }
}

/** Four rows at a time: while one waits for its node the others go on. */
function walkKnown(
  { nodes, leaf }: CodedForest,
  root: number,
  codes: Uint16Array,
  stride: number,
  rows: number,
  leaves: Int32Array,
): void {
  for (let row = 0, base = 0; row < rows; row += 4, base += 4 * stride) {
    const [base1, base2, base3] = [base + stride, base + 2 * stride, base + 3 * stride];
    let [a, b, c, d] = [root, root, root, root];
    for (;;) {
      const [wordA, wordB, wordC, wordD] = [nodes[a]!, nodes[b]!, nodes[c]!, nodes[d]!];
      // 2 further where the code reaches the cut, without a branch that would be guessed wrong half of the time
      const nextA = nodes[a + 1]! + ((((wordA >>> 16) - 1 - codes[base + (wordA & 0xffff)]!) >>> 31) << 1);
      const nextB = nodes[b + 1]! + ((((wordB >>> 16) - 1 - codes[base1 + (wordB & 0xffff)]!) >>> 31) << 1);
      const nextC = nodes[c + 1]! + ((((wordC >>> 16) - 1 - codes[base2 + (wordC & 0xffff)]!) >>> 31) << 1);
      const nextD = nodes[d + 1]! + ((((wordD >>> 16) - 1 - codes[base3 + (wordD & 0xffff)]!) >>> 31) << 1);
      if (nextA === a && nextB === b && nextC === c && nextD === d) break;
      a = nextA;
      b = nextB;
      c = nextC;
      d = nextD;
    }
    leaves[row] = leaf[a >> 1]!;
    leaves[row + 1] = leaf[b >> 1]!;
    leaves[row + 2] = leaf[c >> 1]!;
    leaves[row + 3] = leaf[d >> 1]!;
  }
}

function walkMissing(
  { nodes, leaf, missingLeft }: CodedForest,
  root: number,
  codes: Uint16Array,
  stride: number,
  rows: number,
  leaves: Int32Array,
): void {
  for (let row = 0, base = 0; row < rows; row++, base += stride) {
    let node = root;
    while (nodes[node + 1] !== node) {
      const code = codes[base + (nodes[node]! & 0xffff)]!;
      const right = code === missing ? missingLeft[node >> 1] === 0 : code >= nodes[node]! >>> 16;
      node = nodes[node + 1]! + (right ? 2 : 0);
    }
    leaves[row] = leaf[node >> 1]!;
  }
}
