/**
 * Looks for the best cut of a node, one feature after the other. An entry is a row with how often it was drawn:
 * `row | draws << 24`. A node is a range of entries with its sums: the numbers that a split rule needs, added over entries.
 */
export interface NodeSplitter {
  /** Numbers in the sums of a node. */
  readonly sumCount: number;
  /** Outputs of a leaf. */
  readonly outputs: number;
  /** Best cut since `begin`. */
  readonly best: BestSplit;
  /** Adds up the entries of a root. */
  rootSums(entries: Int32Array, sums: Float64Array): void;
  /** Rows drawn into a node. */
  drawsOf(sums: Float64Array, at: number): number;
  /** Whether all targets of a node are the same. */
  isPure(sums: Float64Array, at: number): boolean;
  /** Turns to a node: its sums, and its entries from `start` to `end`. */
  begin(sums: Float64Array, at: number, entries: Int32Array, start: number, end: number): void;
  /** Tries a feature; false when all rows of the node have the same code. */
  consider(feature: number): boolean;
  /** What a leaf with these sums says in one number: the mean target, or the share of the greater of two labels. */
  answerOf(sums: Float64Array, at: number): number;
  /** Writes what a leaf with these sums says; where it has one number, `answer` in place of its own. */
  leafValue(sums: Float64Array, at: number, value: Float64Array, valueAt: number, answer?: number): void;
}

/** What every splitter keeps to. */
export interface SplitRules {
  /** Fewest rows drawn into a leaf. */
  readonly minLeaf: number;
  /** By feature: 1 where the answer may only rise with it, -1 where it may only fall, otherwise 0. Not for three classes and more. */
  readonly directions?: Int8Array | undefined;
}

/** A cut: codes up to `bin` go left, higher ones right. */
export interface BestSplit {
  /** -1 where none was found. */
  feature: number;
  bin: number;
  missingLeft: boolean;
  /** Decrease in impurity, weighted by rows. */
  gain: number;
  /** Sums of the left child. */
  readonly left: Float64Array;
}
