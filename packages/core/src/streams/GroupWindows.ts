import type { Reading } from '../readings/Reading.ts';
import {
  type CellPool,
  cellSize,
  columnSize,
  countU32,
  lastAtF64,
  nodeNextI32,
  suspectU16,
  valueF64,
  valueFlagsU16,
} from './CellPool.ts';
import { GroupTable, groupSize, inFlightU16, lateU16, layoutU16, slotI32 } from './GroupTable.ts';
import { InFlight } from './InFlight.ts';
import { cellKind, type Layout, Layouts } from './Layout.ts';
import { isUsable } from './mergeNodes.ts';
import type { WindowRules } from './WindowRules.ts';
import { WindowSums } from './WindowSums.ts';
import { type OpenWindow, windowOf } from './windowOf.ts';

/** The open window of each group and its readings in flight. Which window that is and how far time has come is told to it. */
export class GroupWindows {
  readonly groups: GroupTable;
  /** After `close`: a time in the next window that the group has or may get something for; infinite for none. */
  nextMs = Number.POSITIVE_INFINITY;
  private readonly rules: WindowRules;
  private readonly layouts: Layouts;
  private readonly inFlight: InFlight;
  private readonly sums: WindowSums;
  /** By column, the reading in flight that says how the window ends; -1 for none. */
  private tails = new Int32Array(0);

  constructor(rules: WindowRules, separateAssetIds: boolean) {
    this.rules = rules;
    this.groups = new GroupTable(separateAssetIds);
    this.layouts = new Layouts(rules.vocabulary, rules.points);
    this.inFlight = new InFlight(this.groups, this.layouts, rules.unusableBits);
    this.sums = new WindowSums(rules);
  }

  /** Not after any reading in flight. */
  setOrigin(atMs: number): void {
    this.inFlight.setOrigin(atMs);
  }

  /** Puts a reading in flight; false where the group has too many. */
  put(group: number, reading: Reading<string>): boolean {
    if (this.groups.u16[group * groupSize.u16 + inFlightU16]! >= this.rules.maxInFlight) return false;
    this.inFlight.insert(group, reading);
    return true;
  }

  /** Adds the readings of the open window that the watermark has passed to its sums. */
  addPassed(group: number, startMs: number, watermarkMs: number): void {
    const end = startMs + this.rules.everyMs;
    const limit = watermarkMs < end ? watermarkMs : end;
    const { groups, inFlight, sums } = this;
    const { pools, kinds } = this.layoutOf(group);
    const slot = groups.i32[group * groupSize.i32 + slotI32]!;
    const pool = pools.poolOf(slot);
    const first = pools.firstCell(slot);
    const assetId = groups.assetIdOf(group);
    for (let node = groups.head(group); node >= 0; node = inFlight.drop(group, pool)) {
      const atMs = inFlight.timeOf(pool, node);
      if (atMs >= limit) return;
      sums.addReading(pool, first, kinds, node, atMs, startMs, assetId);
    }
  }

  /** Finds for every point the first value after the window; false where one may still come that is near enough. */
  findTails(group: number, startMs: number, watermarkMs: number): boolean {
    const { pools, kinds } = this.layoutOf(group);
    const { maxGapMs, everyMs } = this.rules;
    const pool = pools.poolOf(this.groups.slot(group));
    const first = pools.firstCell(this.groups.slot(group));
    if (this.tails.length < pool.width) this.tails = new Int32Array(pool.width);
    for (let column = 0; column < pool.width; column++) {
      this.tails[column] = -1;
      const last = pool.f64[(first + column) * cellSize.f64 + lastAtF64]!;
      // also where it is NaN: the group never sent this point
      if (kinds[column] === cellKind.state || !(last + maxGapMs >= startMs + everyMs)) continue;
      let node = this.groups.head(group);
      while (node >= 0 && this.inFlight.timeOf(pool, node) < watermarkMs && !this.usableAt(pool, node, column)) {
        node = pool.nodeI32[node * pool.nodeSize * 2 + nodeNextI32]!;
      }
      if (node >= 0 && this.inFlight.timeOf(pool, node) < watermarkMs) this.tails[column] = node;
      else if (watermarkMs - last <= maxGapMs) return false;
    }
    return true;
  }

  /**
   * After `findTails`: adds the pieces up to the end of the window and opens the next. The window, where it says
   * something: a value, or that the group was heard of not longer than `maxGapMs` before its end.
   */
  close(group: number, startMs: number): OpenWindow | undefined {
    const { groups, inFlight } = this;
    const layout = this.layoutOf(group);
    const { pools, kinds } = layout;
    const pool = pools.poolOf(groups.slot(group));
    const first = pools.firstCell(groups.slot(group));
    const endMs = startMs + this.rules.everyMs;
    let says = false;
    let isHeard = false;
    for (let column = 0; column < pool.width; column++) {
      const cell = first + column;
      const tail = this.tails[column]!;
      isHeard ||= pool.f64[cell * cellSize.f64 + lastAtF64]! + this.rules.maxGapMs >= endMs;
      if (tail >= 0) {
        const value = pool.nodeF64[tail * pool.nodeSize + column * columnSize.f64 + valueF64]!;
        const atMs = inFlight.timeOf(pool, tail);
        this.sums.addTail(pool, cell, kinds[column]!, atMs, value, startMs, endMs, groups.assetIdOf(group));
      }
      says ||= pool.u32[cell * cellSize.u32 + countU32]! > 0 || pool.u16[cell * cellSize.u16 + suspectU16]! > 0;
    }
    this.nextMs = isHeard ? endMs : this.firstInFlightMs(group, pool);
    if (!says && !isHeard) return undefined;
    const window = windowOf(groups, group, layout, startMs, this.rules.everyMs);
    groups.u16[group * groupSize.u16 + lateU16] = 0;
    for (let cell = first; cell < first + pool.width; cell++) pool.clear(cell);
    return window;
  }

  private firstInFlightMs(group: number, pool: CellPool): number {
    const head = this.groups.head(group);
    return head < 0 ? Number.POSITIVE_INFINITY : this.inFlight.timeOf(pool, head);
  }

  private usableAt({ nodeF64, nodeU16, nodeSize }: CellPool, node: number, column: number): boolean {
    const base = node * nodeSize + column * columnSize.f64;
    return isUsable(nodeF64[base + valueF64]!, nodeU16[base * 4 + valueFlagsU16]!, this.rules.unusableBits);
  }

  private layoutOf(group: number): Layout {
    return this.layouts.list[this.groups.u16[group * groupSize.u16 + layoutU16]!]!;
  }
}
