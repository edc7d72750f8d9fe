import type { BinnedTable } from './BinnedTable.ts';
import { missingCode } from './chooseEdges.ts';
import type { BestSplit, NodeSplitter } from './NodeSplitter.ts';
import { cutBetween, missingWithMost, occupiedBins } from './occupiedBins.ts';

/** Gini cuts for any number of classes. Sums of a node: rows drawn of each class. */
export class ClassSplitter implements NodeSplitter {
  readonly sumCount: number;
  readonly outputs: number;
  readonly best: BestSplit;
  readonly #table: BinnedTable;
  readonly #classOfRow: Uint16Array;
  readonly #minLeaf: number;
  readonly #weights: Float64Array;
  readonly #hist: Float64Array;
  #entries: Int32Array = new Int32Array(0);
  #start = 0;
  #end = 0;
  readonly #marks = new Int32Array(8);
  readonly #bins = new Uint8Array(256);
  readonly #total: Float64Array;
  readonly #left: Float64Array;
  #score = 0;

  constructor(table: BinnedTable, classOfRow: Uint16Array, minLeaf: number, classWeights: Float64Array) {
    const count = classWeights.length;
    this.sumCount = count;
    this.outputs = count;
    this.best = { feature: -1, bin: 0, missingLeft: false, gain: 0, left: new Float64Array(count) };
    this.#table = table;
    this.#classOfRow = classOfRow;
    this.#minLeaf = minLeaf;
    this.#weights = classWeights;
    this.#hist = new Float64Array(256 * count);
    this.#total = new Float64Array(count);
    this.#left = new Float64Array(count);
  }

  rootSums(entries: Int32Array, sums: Float64Array): void {
    sums.fill(0, 0, this.sumCount);
    for (const entry of entries) sums[this.#classOfRow[entry & 0xffffff]!]! += entry >>> 24;
  }

  drawsOf(sums: Float64Array, at: number): number {
    let draws = 0;
    for (let index = at; index < at + this.sumCount; index++) draws += sums[index]!;
    return draws;
  }

  isPure(sums: Float64Array, at: number): boolean {
    let present = 0;
    for (let index = at; index < at + this.sumCount; index++) if (sums[index]! > 0) present++;
    return present < 2;
  }

  begin(sums: Float64Array, at: number, entries: Int32Array, start: number, end: number): void {
    this.#entries = entries;
    this.#start = start;
    this.#end = end;
    for (let index = 0; index < this.sumCount; index++) this.#total[index] = sums[at + index]!;
    this.#left.fill(0);
    this.#score = this.#scoreOf();
    this.best.feature = -1;
    this.best.gain = 1e-9;
  }

  consider(feature: number): boolean {
    const bins = this.#fill(feature);
    if (bins > 1 && this.#bins[bins - 1] === missingCode) {
      this.#scan(feature, bins - 1, false);
      this.#scan(feature, bins - 2, true);
    } else if (bins > 1) {
      this.#scan(feature, bins - 1, false);
      if (this.best.feature === feature) {
        missingWithMost(this.best, this.drawsOf(this.best.left, 0), this.drawsOf(this.#total, 0));
      }
    }
    for (let index = 0; index < bins; index++) {
      const at = this.#bins[index]! * this.sumCount;
      this.#hist.fill(0, at, at + this.sumCount);
    }
    return bins > 1;
  }

  /** There is no one number. */
  answerOf(): number {
    return Number.NaN;
  }

  leafValue(sums: Float64Array, at: number, value: Float64Array, valueAt: number): void {
    let total = 0;
    for (let index = 0; index < this.sumCount; index++) total += sums[at + index]! * this.#weights[index]!;
    for (let index = 0; index < this.sumCount; index++) {
      value[valueAt + index] = (sums[at + index]! * this.#weights[index]!) / total;
    }
  }

  #fill(feature: number): number {
    const [entries, start, end] = [this.#entries, this.#start, this.#end];
    const { codes, features } = this.#table;
    const [hist, marks, classOfRow, classes] = [this.#hist, this.#marks, this.#classOfRow, this.sumCount];
    for (let at = start; at < end; at++) {
      const row = entries[at]! & 0xffffff;
      const code = codes[row * features + feature]!;
      hist[code * classes + classOfRow[row]!]! += entries[at]! >>> 24;
      marks[code >> 5]! |= 1 << (code & 31);
    }
    return occupiedBins(marks, this.#bins);
  }

  /** Tries the cuts after each of the first `cuts` occupied bins, the missing rows on the side that is told. */
  #scan(feature: number, cuts: number, missingLeft: boolean): void {
    const [best, left, hist, bins, classes] = [this.best, this.#left, this.#hist, this.#bins, this.sumCount];
    left.fill(0);
    if (missingLeft) this.#add(missingCode);
    for (let index = 0; index < cuts; index++) {
      const at = bins[index]! * classes;
      for (let label = 0; label < classes; label++) left[label]! += hist[at + label]!;
      const draws = this.drawsOf(left, 0);
      if (draws < this.#minLeaf) continue;
      if (this.drawsOf(this.#total, 0) - draws < this.#minLeaf) break;
      const gain = this.#scoreOf() - this.#score;
      if (gain <= best.gain) continue;
      best.gain = gain;
      best.feature = feature;
      best.bin = cutBetween(bins, index);
      best.missingLeft = missingLeft;
      best.left.set(left);
    }
  }

  #add(bin: number): void {
    for (let label = 0; label < this.sumCount; label++) this.#left[label]! += this.#hist[bin * this.sumCount + label]!;
  }

  /** Σ squares / weight of both sides: the greater, the purer. */
  #scoreOf(): number {
    const [total, left, weights] = [this.#total, this.#left, this.#weights];
    let leftSquares = 0;
    let leftWeight = 0;
    let rightSquares = 0;
    let rightWeight = 0;
    for (let label = 0; label < total.length; label++) {
      const weight = weights[label]!;
      const a = left[label]! * weight;
      const b = (total[label]! - left[label]!) * weight;
      leftSquares += a * a;
      leftWeight += a;
      rightSquares += b * b;
      rightWeight += b;
    }
    return (leftWeight > 0 ? leftSquares / leftWeight : 0) + (rightWeight > 0 ? rightSquares / rightWeight : 0);
  }
}
