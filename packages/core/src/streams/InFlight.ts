import { flagBit, flagsToBits } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';
import type { GroupTable } from './GroupTable.ts';
import type { Layout, Layouts } from './Layout.ts';

const clampToInt32 = (value: number): number => Math.max(-0x80000000, Math.min(0x7fffffff, value));

/**
 * The readings that the watermark has not passed, sorted by time in each group.
 *
 * Two values of one point and one instant become one: the later received; of two received together the corrected one,
 * then one that is usable, then the greater number, then the greater set of flags. That choice is a maximum in a total
 * order, so it does not depend on which came first, and a duplicate changes nothing.
 */
export class InFlight {
  private readonly groups: GroupTable;
  private readonly layouts: Layouts;
  private readonly unusableBits: number;
  private values = new Float64Array(0);
  private flags = new Uint16Array(0);

  constructor(groups: GroupTable, layouts: Layouts, unusableBits: number) {
    this.groups = groups;
    this.layouts = layouts;
    this.unusableBits = unusableBits;
  }

  /** Puts a reading into its place. */
  insert(group: number, reading: Reading<string>): void {
    const layout = this.parse(group, reading);
    const { groups, values, flags } = this;
    const { pool } = layout;
    const width = layout.names.length;
    const delay = clampToInt32(reading.receivedAtMs - reading.atMs);
    const { atMs } = reading;
    const tail = groups.tail[group]!;
    let before = -1;
    let after = -1;
    if (tail >= 0 && pool.nodeAt[tail]! < atMs) before = tail;
    else {
      after = groups.head[group]!;
      while (after >= 0 && pool.nodeAt[after]! < atMs) {
        before = after;
        after = pool.nodeNext[after]!;
      }
      if (after >= 0 && pool.nodeAt[after] === atMs) {
        this.merge(layout, after, delay);
        return;
      }
    }
    const node = pool.takeNode();
    pool.nodeAt[node] = atMs;
    pool.nodeNext[node] = after;
    for (let column = 0, i = node * width; column < width; column++, i++) {
      pool.value[i] = values[column]!;
      pool.valueFlags[i] = flags[column]!;
      pool.delay[i] = delay;
    }
    if (before < 0) groups.head[group] = node;
    else pool.nodeNext[before] = node;
    if (after < 0) groups.tail[group] = node;
    groups.inFlight[group]!++;
  }

  /** Removes the first reading of a group. */
  drop(group: number, layout: Layout): void {
    const { groups } = this;
    const node = groups.head[group]!;
    const next = layout.pool.nodeNext[node]!;
    groups.head[group] = next;
    if (next < 0) groups.tail[group] = -1;
    groups.inFlight[group]!--;
    layout.pool.returnNode(node);
  }

  /** Reads values and flags by column, after making room for points that the group has not sent before. */
  private parse(group: number, reading: Reading<string>): Layout {
    let layout = this.layouts.list[this.groups.layout[group]!]!;
    while (!this.parseWith(layout, reading)) layout = this.widen(group, layout, reading);
    return layout;
  }

  private parseWith({ names, columns }: Layout, reading: Reading<string>): boolean {
    if (this.values.length < names.length) {
      this.values = new Float64Array(names.length);
      this.flags = new Uint16Array(names.length);
    }
    const { values, flags } = this;
    for (let column = 0; column < names.length; column++) {
      values[column] = Number.NaN;
      flags[column] = 0;
    }
    let next = 0;
    for (const point in reading.values) {
      const column = names[next] === point ? next : columns.get(point);
      next++;
      if (column === undefined) {
        if (this.layouts.wants(point)) return false;
        continue;
      }
      const value = reading.values[point];
      if (Number.isFinite(value)) values[column] = value!;
      else flags[column] = flagBit.commError;
    }
    for (const point in reading.flags) {
      const column = columns.get(point);
      if (column !== undefined) flags[column]! |= flagsToBits(reading.flags[point]);
      else if (this.layouts.wants(point)) return false;
    }
    return true;
  }

  private widen(group: number, layout: Layout, reading: Reading<string>): Layout {
    const { groups } = this;
    const wider = this.layouts.extend(layout, [...Object.keys(reading.values), ...Object.keys(reading.flags ?? {})]);
    const { pool } = layout;
    const slot = wider.pool.takeSlot();
    const width = layout.names.length;
    for (let column = 0; column < width; column++) {
      wider.pool.copyCell(slot * wider.names.length + column, pool, groups.slot[group]! * width + column);
    }
    pool.returnSlot(groups.slot[group]!);
    let last = -1;
    for (let node = groups.head[group]!; node >= 0; ) {
      const copy = wider.pool.takeNode();
      const following = pool.nodeNext[node]!;
      wider.pool.copyNode(copy, pool, node);
      if (last < 0) groups.head[group] = copy;
      else wider.pool.nodeNext[last] = copy;
      pool.returnNode(node);
      last = copy;
      node = following;
    }
    groups.tail[group] = last;
    groups.slot[group] = slot;
    groups.layout[group] = wider.index;
    return wider;
  }

  private merge({ names, pool }: Layout, node: number, delay: number): void {
    for (let column = 0; column < names.length; column++) {
      const i = node * names.length + column;
      const value = this.values[column]!;
      const flags = this.flags[column]!;
      const absent = Number.isNaN(value) && flags === 0;
      if (absent || this.order(value, flags, delay, pool.value[i]!, pool.valueFlags[i]!, pool.delay[i]!) <= 0) continue;
      pool.value[i] = value;
      pool.valueFlags[i] = flags;
      pool.delay[i] = delay;
    }
  }

  /** Above zero where the first value is to be kept, below zero for the second. */
  private order(value: number, flags: number, delay: number, value2: number, flags2: number, delay2: number): number {
    if (Number.isNaN(value2) && flags2 === 0) return 1;
    if (delay !== delay2) return delay - delay2;
    const corrected = (flags & flagBit.corrected) - (flags2 & flagBit.corrected);
    if (corrected !== 0) return corrected;
    const usable = Number(this.isUsable(value, flags)) - Number(this.isUsable(value2, flags2));
    if (usable !== 0) return usable;
    if (value !== value2 && !Number.isNaN(value) && !Number.isNaN(value2)) return value - value2;
    if (Number.isNaN(value) !== Number.isNaN(value2)) return Number.isNaN(value) ? -1 : 1;
    return flags - flags2;
  }

  isUsable(value: number, flags: number): boolean {
    return !Number.isNaN(value) && (flags & this.unusableBits) === 0;
  }
}
