import type { BinnedTable } from './BinnedTable.ts';
import { missingCode } from './chooseEdges.ts';
import type { BestSplit, NodeSplitter, SplitRules } from './NodeSplitter.ts';
import { cutBetween, markBelow, missingWithMost, occupiedBins } from './occupiedBins.ts';

/** Cuts that lessen the squared error of numbers. Sums of a node: rows drawn, sum of their targets. */
export class MeanSplitter implements NodeSplitter {
  readonly sumCount = 2;
  readonly outputs = 1;
  readonly best: BestSplit = { feature: -1, bin: 0, missingLeft: false, gain: 0, left: new Float64Array(2) };
  readonly #table: BinnedTable;
  /** Targets less their mean: sums of small numbers keep their digits. */
  readonly #target: Float64Array;
  readonly #mean: number;
  readonly #minLeaf: number;
  readonly #directions: Int8Array | undefined;
  readonly #hist = new Float64Array(512);
  #entries: Int32Array = new Int32Array(0);
  #start = 0;
  #end = 0;
  readonly #marks = new Int32Array(8);
  readonly #bins = new Uint8Array(256);
  #draws = 0;
  #sum = 0;

  constructor(table: BinnedTable, target: Float64Array, mean: number, { minLeaf, directions }: SplitRules) {
    this.#table = table;
    this.#target = target;
    this.#mean = mean;
    this.#minLeaf = minLeaf;
    this.#directions = directions;
  }

  rootSums(entries: Int32Array, sums: Float64Array): void {
    sums.fill(0, 0, 2);
    for (const entry of entries) {
      sums[0]! += entry >>> 24;
      sums[1]! += (entry >>> 24) * this.#target[entry & 0xffffff]!;
    }
  }

  drawsOf(sums: Float64Array, at: number): number {
    return sums[at]!;
  }

  isPure(sums: Float64Array, at: number): boolean {
    return sums[at]! < 2;
  }

  begin(sums: Float64Array, at: number, entries: Int32Array, start: number, end: number): void {
    this.#entries = entries;
    this.#start = start;
    this.#end = end;
    this.#draws = sums[at]!;
    this.#sum = sums[at + 1]!;
    this.best.feature = -1;
    this.best.gain = 1e-12 * (1 + (this.#sum * this.#sum) / this.#draws);
  }

  consider(feature: number): boolean {
    const bins = this.#fill(feature);
    const [hist, missing] = [this.#hist, missingCode << 1];
    if (bins > 1 && this.#bins[bins - 1] === missingCode) {
      this.#scan(feature, bins - 1, 0, 0, false);
      this.#scan(feature, bins - 2, hist[missing]!, hist[missing + 1]!, true);
    } else if (bins > 1) {
      this.#scan(feature, bins - 1, 0, 0, false);
      if (this.best.feature === feature) missingWithMost(this.best, this.best.left[0]!, this.#draws);
    }
    for (let index = 0; index < bins; index++) {
      const at = this.#bins[index]! << 1;
      hist[at] = 0;
      hist[at + 1] = 0;
    }
    return bins > 1;
  }

  answerOf(sums: Float64Array, at: number): number {
    return this.#mean + sums[at + 1]! / sums[at]!;
  }

  leafValue(
    sums: Float64Array,
    at: number,
    value: Float64Array,
    valueAt: number,
    answer = this.answerOf(sums, at),
  ): void {
    value[valueAt] = answer;
  }

  #fill(feature: number): number {
    const [entries, start, end] = [this.#entries, this.#start, this.#end];
    const { codes, features } = this.#table;
    const [hist, target, marks, bins] = [this.#hist, this.#target, this.#marks, this.#bins];
    const small = end - start < markBelow;
    for (let at = start; at < end; at++) {
      const entry = entries[at]!;
      const row = entry & 0xffffff;
      const code = codes[row * features + feature]!;
      const draws = entry >>> 24;
      hist[code << 1]! += draws;
      hist[(code << 1) + 1]! += draws * target[row]!;
      if (small) marks[code >> 5]! |= 1 << (code & 31);
    }
    if (small) return occupiedBins(marks, bins);
    let count = 0;
    for (let bin = 0; bin < 256; bin++) if (hist[bin << 1]! > 0) bins[count++] = bin;
    return count;
  }

  /** Tries the cuts after each of the first `cuts` occupied bins; what starts on the left is the missing rows. */
  #scan(feature: number, cuts: number, startDraws: number, startSum: number, missingLeft: boolean): void {
    const [best, bins, hist, minLeaf, total, sum] = [
      this.best,
      this.#bins,
      this.#hist,
      this.#minLeaf,
      this.#draws,
      this.#sum,
    ];
    const before = (sum * sum) / total;
    const direction = this.#directions?.[feature] ?? 0;
    let draws = startDraws;
    let part = startSum;
    let bestGain = best.gain;
    for (let index = 0; index < cuts; index++) {
      const at = bins[index]! << 1;
      draws += hist[at]!;
      part += hist[at + 1]!;
      if (draws < minLeaf) continue;
      const rest = total - draws;
      if (rest < minLeaf) break;
      const other = sum - part;
      const gain = (part * part * rest + other * other * draws) / (draws * rest) - before;
      if (gain <= bestGain) continue;
      if (direction * (other * draws - part * rest) < 0) continue;
      bestGain = gain;
      best.gain = gain;
      best.feature = feature;
      best.bin = cutBetween(bins, index);
      best.missingLeft = missingLeft;
      best.left[0] = draws;
      best.left[1] = part;
    }
  }
}
