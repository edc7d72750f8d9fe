import { flagBit, flagsToBits } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';
import { type CellPool, columnSize, delayI32, nodeAtI32, nodeNextI32, valueF64, valueFlagsU16 } from './CellPool.ts';
import { type GroupTable, groupSize, headI32, inFlightU16, layoutU16, slotI32, tailI32 } from './GroupTable.ts';
import type { Layout, Layouts } from './Layout.ts';
import { mergeNodes } from './mergeNodes.ts';

/** The readings that the watermark has not passed, sorted by time in each group, one for each instant. */
export class InFlight {
  private readonly groups: GroupTable;
  private readonly layouts: Layouts;
  private readonly unusableBits: number;
  /** Not after any reading in flight. Times are kept as the milliseconds since, in 32 bits. */
  private originMs = 0;
  private origin32 = 0;

  constructor(groups: GroupTable, layouts: Layouts, unusableBits: number) {
    this.groups = groups;
    this.layouts = layouts;
    this.unusableBits = unusableBits;
  }

  /** Moves the origin of times forward, to a whole millisecond not after any reading in flight. */
  setOrigin(atMs: number): void {
    this.originMs = atMs;
    this.origin32 = atMs | 0;
  }

  timeOf(pool: CellPool, node: number): number {
    return this.originMs + ((pool.nodeI32[node * pool.nodeSize * 2 + nodeAtI32]! - this.origin32) >>> 0);
  }

  /** Puts a reading into its place. */
  insert(group: number, reading: Reading<string>): void {
    let layout = this.layouts.list[this.groups.u16[group * groupSize.u16 + layoutU16]!]!;
    const { i32, u16 } = this.groups;
    let pool = layout.pools.poolOf(i32[group * groupSize.i32 + slotI32]!);
    let node = pool.takeNode();
    while (!this.write(layout, pool, node, reading)) {
      pool.returnNode(node);
      layout = this.widen(group, layout, pool, reading);
      pool = layout.pools.poolOf(i32[group * groupSize.i32 + slotI32]!);
      node = pool.takeNode();
    }
    const head = group * groupSize.i32 + headI32;
    const tail = group * groupSize.i32 + tailI32;
    const { atMs } = reading;
    let before = i32[tail]!;
    let after = -1;
    if (before >= 0 && this.timeOf(pool, before) >= atMs) {
      before = -1;
      after = i32[head]!;
      while (after >= 0 && this.timeOf(pool, after) < atMs) {
        before = after;
        after = pool.nodeI32[after * pool.nodeSize * 2 + nodeNextI32]!;
      }
      if (this.timeOf(pool, after) === atMs) {
        mergeNodes(pool, after, node, this.unusableBits);
        pool.returnNode(node);
        return;
      }
    }
    pool.nodeI32[node * pool.nodeSize * 2 + nodeNextI32] = after;
    if (before < 0) i32[head] = node;
    else pool.nodeI32[before * pool.nodeSize * 2 + nodeNextI32] = node;
    if (after < 0) i32[tail] = node;
    u16[group * groupSize.u16 + inFlightU16]!++;
  }

  /** Removes the first reading of a group; -1 or the one after it. */
  drop(group: number, pool: CellPool): number {
    const { i32, u16 } = this.groups;
    const head = group * groupSize.i32 + headI32;
    const node = i32[head]!;
    const next = pool.nodeI32[node * pool.nodeSize * 2 + nodeNextI32]!;
    i32[head] = next;
    if (next < 0) i32[group * groupSize.i32 + tailI32] = -1;
    u16[group * groupSize.u16 + inFlightU16]!--;
    pool.returnNode(node);
    return next;
  }

  /** Writes a reading into a node; false where the layout lacks one of its points. */
  private write(layout: Layout, pool: CellPool, node: number, reading: Reading<string>): boolean {
    const { nodeF64, nodeI32, nodeU16 } = pool;
    const { values, atMs, receivedAtMs } = reading;
    const { names } = layout;
    const first = node * pool.nodeSize;
    const delayMs = Math.max(-0x80000000, Math.min(0x7fffffff, receivedAtMs - atMs));
    nodeI32[first * 2 + nodeAtI32] = atMs | 0;
    let column = 0;
    for (const point in values) {
      const value = values[point]!;
      // mostly a device sends what it sent before, in the same order
      if (names[column] !== point || !Number.isFinite(value))
        return this.writeAny(layout, pool, node, delayMs, reading);
      const base = first + column * columnSize.f64;
      nodeF64[base + valueF64] = value;
      nodeI32[base * 2 + delayI32] = delayMs;
      nodeU16[base * 4 + valueFlagsU16] = 0;
      column++;
    }
    if (column < names.length || reading.flags !== undefined)
      return this.writeAny(layout, pool, node, delayMs, reading);
    return true;
  }

  private writeAny(
    { names, columns }: Layout,
    { nodeF64, nodeI32, nodeU16, nodeSize }: CellPool,
    node: number,
    delayMs: number,
    { values, flags }: Reading<string>,
  ): boolean {
    const baseOf = (column: number) => node * nodeSize + column * columnSize.f64;
    for (let column = 0; column < names.length; column++) {
      nodeF64[baseOf(column) + valueF64] = Number.NaN;
      nodeI32[baseOf(column) * 2 + delayI32] = delayMs;
      nodeU16[baseOf(column) * 4 + valueFlagsU16] = 0;
    }
    for (const point in values) {
      const column = columns.get(point);
      if (column !== undefined) {
        const value = values[point]!;
        if (Number.isFinite(value)) nodeF64[baseOf(column) + valueF64] = value;
        else nodeU16[baseOf(column) * 4 + valueFlagsU16] = flagBit.commError;
      } else if (this.layouts.wants(point)) return false;
    }
    for (const point in flags) {
      const column = columns.get(point);
      if (column !== undefined) nodeU16[baseOf(column) * 4 + valueFlagsU16]! |= flagsToBits(flags[point]);
      else if (this.layouts.wants(point)) return false;
    }
    return true;
  }

  /** Moves a group to the layout that has room for all points of the reading. */
  private widen(group: number, layout: Layout, pool: CellPool, reading: Reading<string>): Layout {
    const { i32, u16 } = this.groups;
    const wider = this.layouts.extend(layout, pointsOf(reading));
    const slot = wider.pools.takeSlot();
    const widerPool = wider.pools.poolOf(slot);
    const oldSlot = i32[group * groupSize.i32 + slotI32]!;
    const oldCell = layout.pools.firstCell(oldSlot);
    const cell = wider.pools.firstCell(slot);
    for (let column = 0; column < pool.width; column++) widerPool.copyCell(cell + column, pool, oldCell + column);
    if (pool.width > 0) layout.pools.returnSlot(oldSlot);
    const nodes: number[] = [];
    for (let node = i32[group * groupSize.i32 + headI32]!; node >= 0; ) {
      const copy = widerPool.takeNode();
      widerPool.copyNode(copy, pool, node);
      const previous = nodes.at(-1);
      if (previous !== undefined) widerPool.nodeI32[previous * widerPool.nodeSize * 2 + nodeNextI32] = copy;
      nodes.push(copy);
      const following = pool.nodeI32[node * pool.nodeSize * 2 + nodeNextI32]!;
      pool.returnNode(node);
      node = following;
    }
    i32[group * groupSize.i32 + headI32] = nodes.at(0) ?? -1;
    i32[group * groupSize.i32 + tailI32] = nodes.at(-1) ?? -1;
    i32[group * groupSize.i32 + slotI32] = slot;
    u16[group * groupSize.u16 + layoutU16] = wider.index;
    return wider;
  }
}

function pointsOf({ values, flags }: Reading<string>): string[] {
  const points = Object.keys(values);
  if (flags !== undefined) points.push(...Object.keys(flags));
  return points;
}
