import type { BinnedTable } from '../binned/BinnedTable.ts';
import type { BestSplit } from '../binned/NodeSplitter.ts';
import { partitionRows } from '../binned/partitionRows.ts';
import { TreeBuffer } from '../binned/TreeBuffer.ts';
import { childBounds, type StepBounds, stepOf, unbounded } from '../monotone/StepBounds.ts';
import type { FlatTree } from '../packForest.ts';
import { addRows, bestCut, type CutRules, perBin, subtract } from './SlopeHistogram.ts';

export interface BoostedShape extends CutRules {
  /** Leaves of a tree at most. */
  readonly maxLeaves: number;
  /** Deepest level, 0 for no limit. */
  readonly maxDepth: number;
  /** Factor of what each tree adds. */
  readonly learningRate: number;
}

/** A node that may still be cut. */
interface OpenNode {
  readonly node: number;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly histogram: Float64Array;
  readonly bounds: StepBounds;
  readonly best: BestSplit;
}

/** A tree with the rows of its leaves: `rows[start]` to `rows[end - 1]`, shared by all leaves. */
export interface BoostedTree {
  readonly tree: FlatTree;
  readonly leaves: readonly { readonly leaf: number; readonly rows: Int32Array }[];
}

/** Rows whose histograms are added without giving way: about 10 ms. */
const blockCells = 2_000_000;

/** Grows trees along the slope of a loss, always cutting the leaf that lessens it most. */
export class BoostedGrower {
  /** Decrease of the loss by feature, over all trees so far. */
  readonly gain: Float64Array<ArrayBuffer>;
  readonly #table: BinnedTable;
  readonly #shape: BoostedShape;
  readonly #spare: Float64Array[] = [];
  readonly #scratch: Int32Array;

  constructor(table: BinnedTable, shape: BoostedShape) {
    this.#table = table;
    this.#shape = shape;
    this.#scratch = new Int32Array(table.rows);
    this.gain = new Float64Array(table.features);
  }

  /** Grows a tree for one output of a forest; `rows` is reordered. */
  async grow(
    rows: Int32Array,
    slope: Float64Array,
    bend: Float64Array,
    { output, outputs }: { output: number; outputs: number },
    breathe: () => Promise<void>,
  ): Promise<BoostedTree> {
    const { maxLeaves, maxDepth, learningRate, l2, directions } = this.#shape;
    const buffer = new TreeBuffer(perBin, outputs);
    const root = buffer.add();
    buffer.sums.set([sumOf(slope, rows), sumOf(bend, rows), rows.length]);
    const open: OpenNode[] = [];
    const closed: Pick<OpenNode, 'node' | 'start' | 'end'>[] = [];
    const boundsOf: StepBounds[] = [];
    const stepAt = (sums: Float64Array, at: number, bounds: StepBounds) =>
      stepOf(sums[at]!, sums[at + 1]! + l2, bounds);
    const offer = (place: Omit<OpenNode, 'best'>) => {
      const at = place.node * perBin;
      boundsOf[place.node] = place.bounds;
      const sums = [buffer.sums[at]!, buffer.sums[at + 1]!, buffer.sums[at + 2]!] as const;
      const mayCut = sums[2] >= 2 * this.#shape.minLeaf && (maxDepth === 0 || place.depth < maxDepth);
      const best = mayCut ? bestCut(place.histogram, this.#table, sums, this.#shape, place.bounds) : undefined;
      if (best && best.feature >= 0) {
        open.push({ ...place, best });
        return;
      }
      closed.push(place);
      this.#spare.push(place.histogram);
    };
    const all = { start: 0, end: rows.length };
    const histogram = await this.#histogram(rows, all, slope, bend, breathe);
    offer({ node: root, ...all, depth: 0, bounds: unbounded, histogram });
    for (let leaves = 1; leaves < maxLeaves && open.length > 0; leaves++) {
      const [parent] = open.splice(greatest(open), 1);
      const { node, start, end, histogram, bounds, best } = parent!;
      const depth = parent!.depth + 1;
      this.gain[best.feature]! += best.gain;
      const left = buffer.split(node, best.feature, best.bin, best.missingLeft, best.left);
      const middle = partitionRows(rows, { start, end }, this.#table, best, this.#scratch);
      const [leftStep, rightStep] = [left, left + 1].map((child) => stepAt(buffer.sums, child * perBin, bounds));
      const within = childBounds(bounds, directions?.[best.feature] ?? 0, leftStep!, rightStep!);
      const sides = [
        { node: left, start, end: middle, depth, bounds: within.left },
        { node: left + 1, start: middle, end, depth, bounds: within.right },
      ] as const;
      const [small, large] = middle - start <= end - middle ? sides : ([sides[1], sides[0]] as const);
      const counted = await this.#histogram(rows, small, slope, bend, breathe);
      subtract(histogram, counted);
      offer({ ...small, histogram: counted });
      offer({ ...large, histogram });
    }
    for (const place of open) this.#spare.push(place.histogram);
    const tree = buffer.toTree(this.#table.edges, {
      drawsOf: (sums, at) => sums[at + 2]!,
      leafValue(sums, at, value, valueAt) {
        value[valueAt + output] = learningRate * stepAt(sums, at, boundsOf[at / perBin]!);
      },
    });
    const leaves = [...closed, ...open].map(({ node, start, end }) => ({
      leaf: tree.leaf[node]!,
      rows: rows.subarray(start, end),
    }));
    return { tree, leaves };
  }

  async #histogram(
    rows: Int32Array,
    { start, end }: { start: number; end: number },
    slope: Float64Array,
    bend: Float64Array,
    breathe: () => Promise<void>,
  ): Promise<Float64Array> {
    const { features } = this.#table;
    const histogram = this.#spare.pop()?.fill(0) ?? new Float64Array(features * 256 * perBin);
    const block = Math.ceil(blockCells / features);
    for (let from = start; from < end; from += block) {
      await breathe();
      addRows(histogram, this.#table, rows, from, Math.min(end, from + block), slope, bend);
    }
    return histogram;
  }
}

function sumOf(values: Float64Array, rows: Int32Array): number {
  let sum = 0;
  for (let at = 0; at < rows.length; at++) sum += values[rows[at]!]!;
  return sum;
}

function greatest(open: readonly OpenNode[]): number {
  let found = 0;
  for (let index = 1; index < open.length; index++) if (open[index]!.best.gain > open[found]!.best.gain) found = index;
  return found;
}
