type Numbers = Float64Array | Uint32Array | Int32Array | Uint16Array | Uint8Array;

/** The same numbers in a longer array of the same type. */
export function lengthened<T extends Numbers>(array: T, length: number): T {
  const longer = new (array.constructor as new (length: number) => T)(length);
  longer.set(array as never);
  return longer;
}

/** An eighth more: little is kept unused, and each number is moved eight times at most over the life of the pool. */
export function nextCapacity(count: number): number {
  return count + Math.max(32, count >> 3);
}

/**
 * State of all groups with the same number of points, in typed arrays.
 *
 * A slot is the state of one group: `width` cells, one a point, with the sums of its open window and its last value.
 * A node is a reading in flight: its time, the next later one of its group, and `width` values.
 */
export class CellPool {
  readonly width: number;
  /** Integral of a gauge, growth of a counter. */
  sum = new Float64Array(0);
  /** Minimum of a gauge, unplaced growth of a counter. */
  low = new Float64Array(0);
  /** Maximum of a gauge, first value of a counter. */
  high = new Float64Array(0);
  lastAt = new Float64Array(0);
  lastValue = new Float64Array(0);
  covered = new Uint32Array(0);
  firstOffset = new Uint32Array(0);
  count = new Uint32Array(0);
  /** Four counts of 8 bits: gaps, roll-overs, resets, exchanges. */
  events = new Uint32Array(0);
  suspect = new Uint16Array(0);
  flags = new Uint16Array(0);

  nodeAt = new Float64Array(0);
  nodeNext = new Int32Array(0);
  value = new Float64Array(0);
  /** Received minus measured, ms: decides between two values of one instant. */
  delay = new Int32Array(0);
  valueFlags = new Uint16Array(0);

  private slots = 0;
  private slotCapacity = 0;
  private readonly freeSlots: number[] = [];
  private nodes = 0;
  private freeNode = -1;

  constructor(width: number) {
    this.width = width;
  }

  takeSlot(): number {
    const slot = this.freeSlots.pop() ?? this.slots++;
    if (slot >= this.slotCapacity) this.growSlots();
    for (let cell = slot * this.width; cell < (slot + 1) * this.width; cell++) {
      this.lastAt[cell] = Number.NaN;
      this.lastValue[cell] = Number.NaN;
      this.clear(cell);
    }
    return slot;
  }

  returnSlot(slot: number): void {
    this.freeSlots.push(slot);
  }

  /** Forgets the window of a cell; its last value stays. */
  clear(cell: number): void {
    this.sum[cell] = 0;
    this.low[cell] = 0;
    this.high[cell] = 0;
    this.covered[cell] = 0;
    this.firstOffset[cell] = 0;
    this.count[cell] = 0;
    this.events[cell] = 0;
    this.suspect[cell] = 0;
    this.flags[cell] = 0;
  }

  takeNode(): number {
    const node = this.freeNode;
    if (node >= 0) {
      this.freeNode = this.nodeNext[node]!;
      return node;
    }
    if (this.nodes === this.nodeAt.length) this.growNodes();
    return this.nodes++;
  }

  returnNode(node: number): void {
    this.nodeNext[node] = this.freeNode;
    this.freeNode = node;
  }

  /** Copies a cell of another pool, with its window. */
  copyCell(cell: number, from: CellPool, fromCell: number): void {
    this.sum[cell] = from.sum[fromCell]!;
    this.low[cell] = from.low[fromCell]!;
    this.high[cell] = from.high[fromCell]!;
    this.lastAt[cell] = from.lastAt[fromCell]!;
    this.lastValue[cell] = from.lastValue[fromCell]!;
    this.covered[cell] = from.covered[fromCell]!;
    this.firstOffset[cell] = from.firstOffset[fromCell]!;
    this.count[cell] = from.count[fromCell]!;
    this.events[cell] = from.events[fromCell]!;
    this.suspect[cell] = from.suspect[fromCell]!;
    this.flags[cell] = from.flags[fromCell]!;
  }

  /** Copies a reading in flight of a pool that is not wider; points that it lacks are absent. */
  copyNode(node: number, from: CellPool, fromNode: number): void {
    this.nodeAt[node] = from.nodeAt[fromNode]!;
    this.nodeNext[node] = -1;
    for (let column = 0; column < this.width; column++) {
      const i = node * this.width + column;
      const j = fromNode * from.width + column;
      const known = column < from.width;
      this.value[i] = known ? from.value[j]! : Number.NaN;
      this.valueFlags[i] = known ? from.valueFlags[j]! : 0;
      this.delay[i] = known ? from.delay[j]! : 0;
    }
  }

  private growSlots(): void {
    this.slotCapacity = nextCapacity(this.slots);
    const length = this.slotCapacity * this.width;
    this.sum = lengthened(this.sum, length);
    this.low = lengthened(this.low, length);
    this.high = lengthened(this.high, length);
    this.lastAt = lengthened(this.lastAt, length);
    this.lastValue = lengthened(this.lastValue, length);
    this.covered = lengthened(this.covered, length);
    this.firstOffset = lengthened(this.firstOffset, length);
    this.count = lengthened(this.count, length);
    this.events = lengthened(this.events, length);
    this.suspect = lengthened(this.suspect, length);
    this.flags = lengthened(this.flags, length);
  }

  private growNodes(): void {
    const capacity = nextCapacity(this.nodes);
    this.nodeAt = lengthened(this.nodeAt, capacity);
    this.nodeNext = lengthened(this.nodeNext, capacity);
    this.value = lengthened(this.value, capacity * this.width);
    this.delay = lengthened(this.delay, capacity * this.width);
    this.valueFlags = lengthened(this.valueFlags, capacity * this.width);
  }
}
