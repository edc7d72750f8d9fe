import type { BinnedTable } from './BinnedTable.ts';
import { missingCode } from './chooseEdges.ts';
import type { BestSplit, NodeSplitter, SplitRules } from './NodeSplitter.ts';
import { cutBetween, markBelow, missingWithMost, occupiedBins } from './occupiedBins.ts';

/** Gini cuts for two classes. Sums of a node: rows drawn of class 0 and of class 1. */
export class BinarySplitter implements NodeSplitter {
  readonly sumCount = 2;
  readonly outputs = 2;
  readonly best: BestSplit = { feature: -1, bin: 0, missingLeft: false, gain: 0, left: new Float64Array(2) };
  readonly #codes: Uint8Array;
  readonly #stride: number;
  readonly #classOfRow: Uint16Array;
  readonly #minLeaf: number;
  readonly #directions: Int8Array | undefined;
  readonly #weight0: number;
  readonly #weight1: number;
  readonly #hist = new Float64Array(512);
  readonly #marks = new Int32Array(8);
  readonly #bins = new Uint8Array(256);
  #firsts = new Int32Array(0);
  #draws = new Int32Array(0);
  #count = 0;
  #total0 = 0;
  #total1 = 0;
  #impurity = 0;

  constructor(
    table: BinnedTable,
    classOfRow: Uint16Array,
    classWeights: Float64Array,
    { minLeaf, directions }: SplitRules,
  ) {
    this.#codes = table.codes;
    this.#stride = table.features;
    this.#classOfRow = classOfRow;
    this.#minLeaf = minLeaf;
    this.#directions = directions;
    this.#weight0 = classWeights[0]!;
    this.#weight1 = classWeights[1]!;
  }

  rootSums(entries: Int32Array, sums: Float64Array): void {
    if (this.#firsts.length < entries.length) {
      this.#firsts = new Int32Array(entries.length);
      this.#draws = new Int32Array(entries.length);
    }
    sums.fill(0, 0, 2);
    for (const entry of entries) sums[this.#classOfRow[entry & 0xffffff]!]! += entry >>> 24;
  }

  drawsOf(sums: Float64Array, at: number): number {
    return sums[at]! + sums[at + 1]!;
  }

  isPure(sums: Float64Array, at: number): boolean {
    return sums[at] === 0 || sums[at + 1] === 0;
  }

  begin(sums: Float64Array, at: number, entries: Int32Array, start: number, end: number): void {
    // what is read once for all features: where the codes of a row begin, and its class with its draws
    const [stride, classOfRow, firsts, draws] = [this.#stride, this.#classOfRow, this.#firsts, this.#draws];
    for (let index = start; index < end; index++) {
      const row = entries[index]! & 0xffffff;
      firsts[index - start] = row * stride;
      draws[index - start] = ((entries[index]! >>> 24) << 1) | classOfRow[row]!;
    }
    this.#count = end - start;
    this.#total0 = sums[at]!;
    this.#total1 = sums[at + 1]!;
    const [class0, class1] = [this.#total0 * this.#weight0, this.#total1 * this.#weight1];
    this.#impurity = (class0 * class1) / (class0 + class1);
    this.best.feature = -1;
    this.best.gain = 1e-12;
  }

  consider(feature: number): boolean {
    const bins = this.#fill(feature);
    if (bins > 1) this.#scan(feature, bins);
    for (let index = 0; index < bins; index++) {
      const at = this.#bins[index]! << 1;
      this.#hist[at] = 0;
      this.#hist[at + 1] = 0;
    }
    return bins > 1;
  }

  answerOf(sums: Float64Array, at: number): number {
    const class1 = sums[at + 1]! * this.#weight1;
    return class1 / (sums[at]! * this.#weight0 + class1);
  }

  leafValue(sums: Float64Array, at: number, value: Float64Array, valueAt: number, answer?: number): void {
    const class0 = sums[at]! * this.#weight0;
    value[valueAt] = answer === undefined ? class0 / (class0 + sums[at + 1]! * this.#weight1) : 1 - answer;
    value[valueAt + 1] = answer ?? this.answerOf(sums, at);
  }

  #fill(feature: number): number {
    const [codes, firsts, draws, count] = [this.#codes, this.#firsts, this.#draws, this.#count];
    const [hist, bins] = [this.#hist, this.#bins];
    if (count < markBelow) {
      const marks = this.#marks;
      for (let index = 0; index < count; index++) {
        const code = codes[firsts[index]! + feature]!;
        const drawn = draws[index]!;
        hist[(code << 1) | (drawn & 1)]! += drawn >> 1;
        marks[code >> 5]! |= 1 << (code & 31);
      }
      return occupiedBins(marks, bins);
    }
    for (let index = 0; index < count; index++) {
      const drawn = draws[index]!;
      hist[(codes[firsts[index]! + feature]! << 1) | (drawn & 1)]! += drawn >> 1;
    }
    let occupied = 0;
    for (let bin = 0; bin < 256; bin++) if (hist[bin << 1]! + hist[(bin << 1) + 1]! > 0) bins[occupied++] = bin;
    return occupied;
  }

  #scan(feature: number, count: number): void {
    const [bins, hist] = [this.#bins, this.#hist];
    if (bins[count - 1] !== missingCode) {
      this.#scanWith(feature, count - 1, 0, 0, false);
      if (this.best.feature === feature)
        missingWithMost(this.best, this.best.left[0]! + this.best.left[1]!, this.#total0 + this.#total1);
      return;
    }
    const at = missingCode << 1;
    this.#scanWith(feature, count - 1, 0, 0, false);
    this.#scanWith(feature, count - 2, hist[at]!, hist[at + 1]!, true);
  }

  /** Tries the cuts after each of the first `cuts` occupied bins; what starts on the left is the missing rows. */
  #scanWith(feature: number, cuts: number, start0: number, start1: number, missingLeft: boolean): void {
    const [bins, hist, minLeaf, weight0, weight1] = [
      this.#bins,
      this.#hist,
      this.#minLeaf,
      this.#weight0,
      this.#weight1,
    ];
    const [total0, total1, best] = [this.#total0, this.#total1, this.best];
    let left0 = start0;
    let left1 = start1;
    let bestScore = this.#impurity - best.gain;
    let reached = false;
    const direction = this.#directions?.[feature] ?? 0;
    // numbers one by one here: taken from an array literal, every cut would allocate
    for (let index = 0; index < cuts; index++) {
      const at = bins[index]! << 1;
      left0 += hist[at]!;
      left1 += hist[at + 1]!;
      if (left0 + left1 < minLeaf) continue;
      const right0 = total0 - left0;
      const right1 = total1 - left1;
      if (right0 + right1 < minLeaf) break;
      // between bins of class 0 alone no cut beats both the first and the last that are allowed
      const next = bins[index + 1]! << 1;
      const inside = hist[at + 1] === 0 && hist[next + 1] === 0 && index + 1 < cuts;
      if (inside && reached && direction === 0 && right0 + right1 - hist[next]! >= minLeaf) continue;
      reached = true;
      const l0 = left0 * weight0;
      const l1 = left1 * weight1;
      const r0 = right0 * weight0;
      const r1 = right1 * weight1;
      const l = l0 + l1;
      const r = r0 + r1;
      const score = (l0 * l1 * r + r0 * r1 * l) / (l * r);
      if (score >= bestScore) continue;
      if (direction * (r1 * l - l1 * r) < 0) continue;
      bestScore = score;
      best.feature = feature;
      best.bin = cutBetween(bins, index);
      best.missingLeft = missingLeft;
      best.gain = this.#impurity - score;
      best.left[0] = left0;
      best.left[1] = left1;
    }
  }
}
