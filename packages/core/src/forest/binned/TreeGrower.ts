import { childBounds, type StepBounds, unbounded, within } from '../monotone/StepBounds.ts';
import type { FlatTree } from '../packForest.ts';
import type { BinnedTable } from './BinnedTable.ts';
import type { NodeSplitter, SplitRules } from './NodeSplitter.ts';
import { nextRandom } from './nextRandom.ts';
import { partitionRows } from './partitionRows.ts';
import { TreeBuffer } from './TreeBuffer.ts';

export interface GrowOptions extends SplitRules {
  /** Deepest level, the root being 0; 0 for no limit. */
  readonly maxDepth: number;
  /** Features tried at each node; constant ones do not count. */
  readonly featuresPerNode: number;
  /** Keep which rows fell into each leaf. */
  readonly keepRows: boolean;
}

/** Grows one tree at a time on a binned table, depth first. Reused from tree to tree: it holds all memory that growing needs. */
export class TreeGrower {
  /** Decrease in impurity by feature, of the tree. */
  gain: Float64Array<ArrayBuffer>;
  readonly #table: BinnedTable;
  readonly #splitter: NodeSplitter;
  readonly #options: GrowOptions;
  readonly #order: Int32Array;
  #scratch = new Int32Array(0);
  readonly #tree: TreeBuffer;
  #entries = new Int32Array(0);
  /** Nodes that wait: node, start, end, depth. */
  #stack: number[] = [];
  #random = 0;
  /** By node: what may be answered below it. Empty where no feature is monotone. */
  #bounds: StepBounds[] = [];

  constructor(table: BinnedTable, splitter: NodeSplitter, options: GrowOptions) {
    this.#table = table;
    this.#splitter = splitter;
    this.#options = options;
    this.#order = Int32Array.from({ length: table.features }, (_, feature) => feature);
    this.#tree = new TreeBuffer(splitter.sumCount, splitter.outputs);
    this.gain = new Float64Array(table.features);
  }

  /** Begins a tree on entries, which it will reorder. */
  start(entries: Int32Array<ArrayBuffer>, seed: number): void {
    this.#entries = entries;
    if (this.#scratch.length < entries.length) this.#scratch = new Int32Array(entries.length);
    this.#random = seed;
    for (let feature = 0; feature < this.#order.length; feature++) this.#order[feature] = feature;
    this.gain = new Float64Array(this.#order.length);
    this.#tree.clear();
    const root = this.#tree.add();
    this.#splitter.rootSums(entries, this.#tree.sums);
    this.#stack = [root, 0, entries.length, 0];
    this.#bounds = [unbounded];
  }

  /** Works until the tree is done (true) or the time is up (false). */
  run(untilMs: number): boolean {
    let visited = 0;
    while (this.#stack.length > 0) {
      const depth = this.#stack.pop()!;
      const end = this.#stack.pop()!;
      const start = this.#stack.pop()!;
      const node = this.#stack.pop()!;
      this.#visit(node, start, end, depth);
      visited += end - start + 50;
      if (visited < 20_000) continue;
      visited = 0;
      if (performance.now() > untilMs) return this.#stack.length === 0;
    }
    return true;
  }

  /** The tree that was grown. */
  finish(): FlatTree {
    const splitter = this.#splitter;
    if (!this.#options.directions) return this.#tree.toTree(this.#table.edges, splitter);
    return this.#tree.toTree(this.#table.edges, {
      drawsOf: (sums, at) => splitter.drawsOf(sums, at),
      leafValue: (sums, at, value, valueAt) =>
        splitter.leafValue(
          sums,
          at,
          value,
          valueAt,
          within(splitter.answerOf(sums, at), this.#bounds[at / splitter.sumCount]!),
        ),
    });
  }

  #visit(node: number, start: number, end: number, depth: number): void {
    const { maxDepth, minLeaf, keepRows } = this.#options;
    const [splitter, tree] = [this.#splitter, this.#tree];
    const at = node * splitter.sumCount;
    const full = maxDepth > 0 && depth >= maxDepth;
    const leaf = full || splitter.drawsOf(tree.sums, at) < 2 * minLeaf || splitter.isPure(tree.sums, at);
    if (leaf || !this.#findSplit(at, start, end)) {
      if (keepRows) tree.keep(node, this.#entries, start, end);
      return;
    }
    const { feature, bin, missingLeft, gain } = splitter.best;
    this.gain[feature]! += gain;
    const left = tree.split(node, feature, bin, missingLeft, splitter.best.left);
    if (this.#options.directions) this.#boundChildren(node, left, this.#options.directions[feature]!);
    const middle = partitionRows(this.#entries, { start, end }, this.#table, splitter.best, this.#scratch);
    this.#stack.push(left + 1, middle, end, depth + 1, left, start, middle, depth + 1);
  }

  #boundChildren(node: number, left: number, direction: number): void {
    const bounds = this.#bounds[node]!;
    const answers = [this.#answerOf(left, bounds), this.#answerOf(left + 1, bounds)] as const;
    const children = childBounds(bounds, direction, ...answers);
    this.#bounds[left] = children.left;
    this.#bounds[left + 1] = children.right;
  }

  #answerOf(node: number, bounds: StepBounds): number {
    return within(this.#splitter.answerOf(this.#tree.sums, node * this.#splitter.sumCount), bounds);
  }

  /** Draws features without replacement until enough of them were not constant. */
  #findSplit(at: number, start: number, end: number): boolean {
    const [order, splitter] = [this.#order, this.#splitter];
    splitter.begin(this.#tree.sums, at, this.#entries, start, end);
    let wanted = this.#options.featuresPerNode;
    for (let index = 0; index < order.length && wanted > 0; index++) {
      this.#random = nextRandom(this.#random);
      const other = index + ((this.#random >>> 0) % (order.length - index));
      const feature = order[other]!;
      order[other] = order[index]!;
      order[index] = feature;
      if (splitter.consider(feature)) wanted--;
    }
    return splitter.best.feature >= 0;
  }
}
