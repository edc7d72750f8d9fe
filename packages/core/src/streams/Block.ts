import type { Reading } from '../readings/Reading.ts';
import { lengthened } from './growth.ts';
import { cellKind, type Layout } from './Layout.ts';
import { NodePool } from './NodePool.ts';
import type { WindowRules } from './WindowRules.ts';

/**
 * Up to 1,024 groups that send the same points, a slot each: their open windows and their readings in flight. A slot is a
 * row of 32 bytes and, for each point, a cell: a cache line of 64 bytes. A new block moves nothing, where a longer array
 * would be copied.
 */
export class Block extends NodePool {
  static readonly slots = 1_024;

  static readonly rowSize = 8;
  /** In a row, in 32-bit units: first and last node in flight, by time; -1 for none. */
  static readonly head = 0;
  static readonly tail = 1;
  static readonly inFlight = 2;
  /** Readings that came too late since the last window, up to `mostLate`. */
  static readonly late = 3;
  static readonly mostLate = 0xffff;
  /** 1 while the previous window waits for the value after its end. */
  static readonly waiting = 4;
  /**
   * Whole readings since the one that all cells tell of as their last; -1 where they do not all tell of the same. Count and
   * time are the same for all columns, so they are kept once, until something asks for a cell.
   */
  static readonly alike = 5;
  /** When the last of them was measured, in milliseconds modulo 2³². */
  static readonly alikeAt = 6;

  static readonly cellF64 = 8;
  /** In a cell, in 64-bit units: integral of a gauge, growth of a counter. */
  static readonly sum = 0;
  /** Minimum of a gauge, unplaced growth of a counter. */
  static readonly low = 1;
  /** Maximum of a gauge, first value of a counter. */
  static readonly high = 2;
  /** Last usable value of all windows so far; NaN for none. */
  static readonly lastAt = 3;
  static readonly lastValue = 4;
  static readonly cellU32 = 16;
  /** In 32-bit units. */
  static readonly covered = 10;
  static readonly firstOffset = 11;
  static readonly count = 12;
  /** Four counts of 8 bits: gaps, roll-overs, resets, exchanges. */
  static readonly events = 13;
  static readonly cellU16 = 32;
  /** In 16-bit units. */
  static readonly suspect = 28;
  static readonly flags = 29;

  readonly layout: Layout;
  rows = new Int32Array(0);
  f64 = new Float64Array(0);
  u32 = new Uint32Array(0);
  u16 = new Uint16Array(0);
  private readonly hold: boolean;
  private readonly maxGapMs: number;
  /** By column, growth of a counter that needs no judgement; NaN for a gauge, -1 for a state. */
  readonly sureGrowth: Float64Array;
  private slotCapacity = 0;

  constructor(layout: Layout, rules: WindowRules) {
    super(layout.names.length);
    this.layout = layout;
    this.hold = rules.step;
    this.maxGapMs = rules.maxGapMs;
    this.sureGrowth = Float64Array.from(layout.kinds, (kind) => sureGrowth(kind, rules));
  }

  /**
   * Puts a reading in flight if it is like most: a number for each point, in the order of last time, newer than what is in
   * flight. Otherwise false, with nothing done.
   */
  insertPlain(slot: number, { values, atMs, receivedAtMs, flags }: Reading<string>): boolean {
    const { rows, nodeI32, nodeF64, nodeSize } = this;
    const { names } = this.layout;
    const row = slot * Block.rowSize;
    const tail = rows[row + Block.tail]!;
    const node = this.freeNode;
    const at = atMs | 0;
    if (node < 0 || flags !== undefined || (tail >= 0 && ((nodeI32[tail * nodeSize * 2 + Block.at]! - at) | 0) >= 0)) {
      return false;
    }
    let column = 0;
    for (const point in values) {
      const value = values[point]!;
      if (names[column] !== point || !Number.isFinite(value)) return false;
      nodeF64[node * nodeSize + Block.values + column] = value;
      column++;
    }
    if (column < names.length) return false;
    const head = node * nodeSize * 2;
    this.freeNode = nodeI32[head + Block.next]!;
    nodeI32[head + Block.at] = at;
    nodeI32[head + Block.next] = -1;
    nodeI32[head + Block.delay] = delayOf(receivedAtMs - atMs);
    nodeI32[head + Block.notes] = Block.isWhole;
    if (tail < 0) rows[row + Block.head] = node;
    else nodeI32[tail * nodeSize * 2 + Block.next] = node;
    rows[row + Block.tail] = node;
    rows[row + Block.inFlight]!++;
    return true;
  }

  /**
   * Adds the readings in flight measured less than `limitMs` after `start` (modulo 2³²) as long as they are like most:
   * whole, near enough to another of the same window, counters growing. The first that is not; -1 for none.
   */
  addAlike(slot: number, start: number, limitMs: number): number {
    const { rows, nodeI32, nodeSize, maxGapMs } = this;
    const row = slot * Block.rowSize;
    for (;;) {
      const node = rows[row + Block.head]!;
      if (node < 0) return -1;
      const head = node * nodeSize * 2;
      const at = nodeI32[head + Block.at]!;
      if (((at - start) | 0) >= limitMs) return -1;
      const spanMs = (at - rows[row + Block.alikeAt]!) | 0;
      if (nodeI32[head + Block.notes] !== Block.isWhole || rows[row + Block.alike]! < 0 || spanMs > maxGapMs)
        return node;
      if (!this.addValues(slot, node, spanMs)) return node;
      rows[row + Block.alike]!++;
      rows[row + Block.alikeAt] = at;
      rows[row + Block.inFlight]!--;
      const next = nodeI32[head + Block.next]!;
      rows[row + Block.head] = next;
      if (next < 0) rows[row + Block.tail] = -1;
      nodeI32[head + Block.next] = this.freeNode;
      this.freeNode = node;
    }
  }

  private addValues(slot: number, node: number, spanMs: number): boolean {
    const { f64, nodeF64, sureGrowth, width, hold } = this;
    const from = node * this.nodeSize + Block.values;
    const first = slot * width * Block.cellF64;
    for (let column = 0; column < width; column++) {
      const sure = sureGrowth[column]!;
      if (!(sure >= 0)) continue;
      const growth = nodeF64[from + column]! - f64[first + column * Block.cellF64 + Block.lastValue]!;
      if (!(growth >= 0 && growth <= sure)) return false;
    }
    for (let column = 0; column < width; column++) {
      const cell = first + column * Block.cellF64;
      const value = nodeF64[from + column]!;
      const last = f64[cell + Block.lastValue]!;
      const sure = sureGrowth[column]!;
      f64[cell + Block.lastValue] = value;
      if (sure >= 0) f64[cell + Block.sum]! += value - last;
      else if (sure !== -1) {
        f64[cell + Block.sum]! += (hold ? last : (last + value) * 0.5) * spanMs;
        if (value < f64[cell + Block.low]!) f64[cell + Block.low] = value;
        if (value > f64[cell + Block.high]!) f64[cell + Block.high] = value;
      }
    }
    return true;
  }

  /** Takes the first reading in flight out of it. */
  dropHead(slot: number): void {
    const row = slot * Block.rowSize;
    const node = this.rows[row + Block.head]!;
    const next = this.nextOf(node);
    this.rows[row + Block.head] = next;
    if (next < 0) this.rows[row + Block.tail] = -1;
    this.rows[row + Block.inFlight]!--;
    this.giveBackNode(node);
  }

  /** Makes a slot ready for a new group. */
  clearSlot(slot: number): void {
    if (slot >= this.slotCapacity) this.growSlots();
    const row = slot * Block.rowSize;
    this.rows.fill(0, row, row + Block.rowSize);
    this.rows[row + Block.head] = -1;
    this.rows[row + Block.tail] = -1;
    this.rows[row + Block.alike] = -1;
    this.clearWindow(slot);
    for (let cell = slot * this.width; cell < (slot + 1) * this.width; cell++) {
      this.f64[cell * Block.cellF64 + Block.lastAt] = Number.NaN;
      this.f64[cell * Block.cellF64 + Block.lastValue] = Number.NaN;
    }
  }

  /** Forgets the open window of a group; its last values stay. */
  clearWindow(slot: number): void {
    const { f64, u32, width } = this;
    this.rows[slot * Block.rowSize + Block.late] = 0;
    for (let cell = slot * width; cell < (slot + 1) * width; cell++) {
      const f = cell * Block.cellF64;
      const u = cell * Block.cellU32;
      f64[f + Block.sum] = 0;
      f64[f + Block.low] = 0;
      f64[f + Block.high] = 0;
      u32[u + Block.covered] = 0;
      u32[u + Block.firstOffset] = 0;
      u32[u + Block.count] = 0;
      u32[u + Block.events] = 0;
      // both of 16 bits
      u32[u + Block.suspect / 2] = 0;
    }
  }

  /** Writes what the row keeps for all columns into the cells, before they are read or one of them goes its own way. */
  settleRow(slot: number): void {
    const { rows, f64, u32, width } = this;
    const row = slot * Block.rowSize;
    const alike = rows[row + Block.alike]!;
    rows[row + Block.alike] = -1;
    if (alike <= 0) return;
    const at = rows[row + Block.alikeAt]!;
    for (let cell = slot * width; cell < (slot + 1) * width; cell++) {
      const lastAtMs = f64[cell * Block.cellF64 + Block.lastAt]!;
      const spanMs = (at - lastAtMs) | 0;
      f64[cell * Block.cellF64 + Block.lastAt] = lastAtMs + spanMs;
      u32[cell * Block.cellU32 + Block.covered]! += spanMs;
      u32[cell * Block.cellU32 + Block.count]! += alike;
    }
  }

  /** From now on, whole readings near to this one are counted in the row. */
  beginRow(slot: number, node: number): void {
    const row = slot * Block.rowSize;
    this.rows[row + Block.alike] = 0;
    this.rows[row + Block.alikeAt] = this.atOf(node);
  }

  /** Takes over a group of a block with fewer points, settled, with its readings in flight, which leave that block. */
  moveHere(slot: number, from: Block, fromSlot: number): void {
    const row = slot * Block.rowSize;
    this.rows.set(from.rows.subarray(fromSlot * Block.rowSize, (fromSlot + 1) * Block.rowSize), row);
    const start = fromSlot * from.width * Block.cellU32;
    const cells = from.u32.subarray(start, start + from.width * Block.cellU32);
    this.u32.set(cells, slot * this.width * Block.cellU32);
    const moved = this.moveNodesHere(from, this.rows[row + Block.head]!);
    this.rows[row + Block.head] = moved.head;
    this.rows[row + Block.tail] = moved.tail;
  }

  private growSlots(): void {
    this.slotCapacity = Math.min(Block.slots, Math.max(16, this.slotCapacity * 2));
    const cells = lengthened(this.f64, this.slotCapacity * this.width * Block.cellF64 * 8);
    this.f64 = new Float64Array(cells);
    this.u32 = new Uint32Array(cells);
    this.u16 = new Uint16Array(cells);
    this.rows = new Int32Array(lengthened(this.rows, this.slotCapacity * Block.rowSize * 4));
  }
}

const longestDelayMs = 0x7fffffff;

/** A delay within 32 bits. [ms] */
export function delayOf(delayMs: number): number {
  return delayMs < longestDelayMs ? Math.max(delayMs, -longestDelayMs) : longestDelayMs;
}

/** Registers of coarse resolution move in jumps: as much as this time at full power is always allowed. */
export const resolutionMs = 900_000;
const msPerHour = 3_600_000;

function sureGrowth(kind: number, { leastMaxPowerW }: WindowRules): number {
  if (kind === cellKind.gauge) return Number.NaN;
  if (kind === cellKind.state) return -1;
  return kind === cellKind.energyCounter ? (leastMaxPowerW * resolutionMs) / msPerHour : Number.POSITIVE_INFINITY;
}
