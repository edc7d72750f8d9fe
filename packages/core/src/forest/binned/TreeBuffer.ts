import type { FlatTree } from '../packForest.ts';
import type { NodeSplitter } from './NodeSplitter.ts';

/** A tree while it grows: arrays that double when they are full. Siblings lie side by side, the left one first. */
export class TreeBuffer {
  /** Sums of node n from `n × sumCount`. */
  sums: Float64Array<ArrayBuffer>;
  #feature = new Int32Array(1024);
  #bin = new Uint8Array(1024);
  #missingLeft = new Uint8Array(1024);
  #left = new Int32Array(1024);
  #count = 0;
  readonly #sumCount: number;
  readonly #outputs: number;
  #kept: { node: number; rows: Uint32Array<ArrayBuffer> }[] = [];

  constructor(sumCount: number, outputs: number) {
    this.#sumCount = sumCount;
    this.#outputs = outputs;
    this.sums = new Float64Array(1024 * sumCount);
  }

  clear(): void {
    this.#count = 0;
    this.#kept = [];
  }

  /** A new leaf. */
  add(): number {
    if (this.#count === this.#feature.length) this.#double();
    this.#feature[this.#count] = -1;
    return this.#count++;
  }

  /** Gives a node two children with their sums; the left one's number. */
  split(node: number, feature: number, bin: number, missingLeft: boolean, leftSums: Float64Array): number {
    const left = this.add();
    const right = this.add();
    this.#feature[node] = feature;
    this.#bin[node] = bin;
    this.#missingLeft[node] = missingLeft ? 1 : 0;
    this.#left[node] = left;
    const { sums } = this;
    for (let index = 0, count = this.#sumCount; index < count; index++) {
      const sum = leftSums[index]!;
      sums[left * count + index] = sum;
      sums[right * count + index] = sums[node * count + index]! - sum;
    }
    return left;
  }

  /** Remembers the rows of a leaf, once for each time that they were drawn, ascending. */
  keep(node: number, entries: Int32Array, start: number, end: number): void {
    const rows: number[] = [];
    for (let at = start; at < end; at++) {
      for (let draws = entries[at]! >>> 24; draws > 0; draws--) rows.push(entries[at]! & 0xffffff);
    }
    this.#kept.push({ node, rows: Uint32Array.from(rows) });
  }

  toTree(edges: readonly Float64Array[], splitter: Pick<NodeSplitter, 'drawsOf' | 'leafValue'>): FlatTree {
    const count = this.#count;
    const feature = this.#feature.slice(0, count);
    const left = this.#left.slice(0, count);
    const tree = {
      feature,
      threshold: new Float64Array(count),
      missingLeft: this.#missingLeft.slice(0, count),
      left,
      right: new Int32Array(count),
      weight: new Float64Array(count),
      leaf: new Int32Array(count).fill(-1),
      value: new Float64Array(((count + 1) / 2) * this.#outputs),
    };
    let leaves = 0;
    for (let node = 0; node < count; node++) {
      const at = node * this.#sumCount;
      tree.weight[node] = splitter.drawsOf(this.sums, at);
      if (feature[node]! < 0) {
        left[node] = 0;
        tree.missingLeft[node] = 0;
        splitter.leafValue(this.sums, at, tree.value, leaves * this.#outputs);
        tree.leaf[node] = leaves++;
        continue;
      }
      const cuts = edges[feature[node]!]!;
      tree.right[node] = left[node]! + 1;
      // beyond the last edge: all known values go left, missing ones right
      tree.threshold[node] = this.#bin[node]! < cuts.length ? cuts[this.#bin[node]!]! : Infinity;
    }
    return this.#kept.length === 0 ? tree : { ...tree, samples: this.#keptRows(tree.leaf, leaves) };
  }

  #keptRows(leaf: Int32Array, leaves: number) {
    const start = new Int32Array(leaves + 1);
    for (const { node, rows } of this.#kept) start[leaf[node]! + 1] = rows.length;
    for (let index = 0; index < leaves; index++) start[index + 1]! += start[index]!;
    const members = new Uint32Array(start[leaves]!);
    for (const { node, rows } of this.#kept) members.set(rows, start[leaf[node]!]!);
    return { start, members };
  }

  #double(): void {
    const grow = <T extends Int32Array | Uint8Array | Float64Array>(array: T): T => {
      const bigger = new (array.constructor as new (length: number) => T)(array.length * 2);
      bigger.set(array);
      return bigger;
    };
    this.#feature = grow(this.#feature);
    this.#bin = grow(this.#bin);
    this.#missingLeft = grow(this.#missingLeft);
    this.#left = grow(this.#left);
    this.sums = grow(this.sums);
  }
}
