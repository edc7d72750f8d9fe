import { encode } from '../binned/BinnedTable.ts';
import type { FlatForest } from '../FlatForest.ts';

/** Code of a missing value, above every cut. */
const missing = 0xffff;
/** Numbers of a node: feature (or -1 - leaf), cut, left, right; children as offsets. */
const words = 4;

/**
 * A forest for many rows: values become the number of thresholds of their column that they reach, nodes lie in one array. Same answers
 * as `leafOf`, bit for bit.
 */
export interface CodedForest {
  /** By feature: the thresholds of its nodes, ascending. */
  readonly cuts: readonly Float64Array[];
  readonly nodes: Int32Array;
  /** By node: 1 where a missing value goes left. */
  readonly missingLeft: Uint8Array;
  readonly roots: Int32Array;
}

/** Undefined for a forest with more thresholds of one column than a code can count. */
export function codeForest(forest: FlatForest): CodedForest | undefined {
  const { feature, threshold, left, right, leaf, roots } = forest;
  const found = Array.from({ length: forest.features }, () => new Set<number>());
  for (let node = 0; node < feature.length; node++)
    if (feature[node]! >= 0) found[feature[node]!]!.add(threshold[node]!);
  if (found.some(({ size }) => size >= missing)) return undefined;
  const cuts = found.map((set) => Float64Array.from(set).sort());
  const rank = cuts.map((column) => new Map(Array.from(column, (cut, index) => [cut, index + 1])));
  const nodes = new Int32Array(feature.length * words);
  for (let node = 0; node < feature.length; node++) {
    const at = node * words;
    if (feature[node]! < 0) {
      nodes[at] = -1 - leaf[node]!;
      continue;
    }
    nodes[at] = feature[node]!;
    nodes[at + 1] = rank[feature[node]!]!.get(threshold[node]!)!;
    nodes[at + 2] = left[node]! * words;
    nodes[at + 3] = right[node]! * words;
  }
  return { cuts, nodes, missingLeft: forest.missingLeft, roots: roots.map((root) => root * words) };
}

/** Rows that are coded and led through all trees together: what they need stays in the cache. */
const blockRows = 2048;

/** Calls back for each tree and block of rows with the leaf that each row of the block falls into. */
export function eachLeaf(
  coded: CodedForest,
  columns: readonly Float64Array[],
  visit: (leaves: Int32Array, from: number, to: number) => void,
): void {
  const rows = columns[0]!.length;
  const codes = new Uint16Array(Math.min(rows, blockRows) * columns.length);
  const leaves = new Int32Array(blockRows);
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

function walkKnown(
  { nodes }: CodedForest,
  root: number,
  codes: Uint16Array,
  stride: number,
  rows: number,
  leaves: Int32Array,
): void {
  for (let row = 0, base = 0; row < rows; row++, base += stride) {
    let node = root;
    let feature = nodes[node]!;
    while (feature >= 0) {
      // 1 where the code reaches the cut, without a branch that would be guessed wrong half of the time
      const reached = (nodes[node + 1]! - 1 - codes[base + feature]!) >>> 31;
      node = nodes[node + 2 + reached]!;
      feature = nodes[node]!;
    }
    leaves[row] = -1 - feature;
  }
}

function walkMissing(
  { nodes, missingLeft }: CodedForest,
  root: number,
  codes: Uint16Array,
  stride: number,
  rows: number,
  leaves: Int32Array,
): void {
  for (let row = 0, base = 0; row < rows; row++, base += stride) {
    let node = root;
    let feature = nodes[node]!;
    while (feature >= 0) {
      const code = codes[base + feature]!;
      const right = code === missing ? missingLeft[node / words] === 0 : code >= nodes[node + 1]!;
      node = nodes[node + (right ? 3 : 2)]!;
      feature = nodes[node]!;
    }
    leaves[row] = -1 - feature;
  }
}
