import type { Reading } from '../readings/Reading.ts';
import type { AssetWindow } from './AssetWindow.ts';
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
import { GroupTable, groupSize, inFlightU16, lateU16, layoutU16, slotI32, waitingU16 } from './GroupTable.ts';
import { InFlight } from './InFlight.ts';
import type { LateReason } from './LateReading.ts';
import { cellKind, type Layout, Layouts } from './Layout.ts';
import type { WindowRules } from './WindowRules.ts';
import { WindowSums } from './WindowSums.ts';
import { type OpenWindow, windowOf } from './windowOf.ts';

/** Longest time ahead of the open period that 32 bits of milliseconds hold with room to spare. [ms] */
const longestLeapMs = 3.2e9;

/** Why windows are being looked through: to close the open period, or to settle groups that waited for a value after it. */
type Pass = 'none' | 'close' | 'settle';

/**
 * Windows without a clock or a stream. Readings wait in the order of their time until the watermark has passed them and
 * are then added to the sums, so that sums, windows and their order of time are a function of the set of readings and not
 * of their arrival. A group has one open window; later ones are only readings in flight.
 *
 * A window ends when the watermark has passed its end and the first value after its end is known (it decides the piece
 * up to the end), or `maxGapMs` have passed without one.
 */
export class WindowEngine {
  /** Windows that are done, in the order to hand them out. */
  readonly done: AssetWindow[] = [];
  watermarkMs = Number.NEGATIVE_INFINITY;
  /** Newest time of measurement, not after that of receipt: a clock that is ahead does not make others late. */
  newestMs = Number.NEGATIVE_INFINITY;
  accepted = 0;
  private readonly rules: WindowRules;
  private readonly groups: GroupTable;
  private readonly layouts: Layouts;
  private readonly inFlight: InFlight;
  private readonly sums: WindowSums;
  /** Start of the earliest period that is not closed. */
  private openMs = Number.NaN;
  private lastPeriodMs = Number.NEGATIVE_INFINITY;
  private pass: Pass = 'none';
  private cursor = 0;
  /** Start of the earliest later period that a group looked through in this pass has data for. */
  private neededMs = Number.POSITIVE_INFINITY;
  /** Groups that wait for a value after the last closed period, at most until `maxGapMs` after its end. */
  private waiters = 0;
  private settleNow = false;
  /** Held back while a pass runs: only at its end is it known whether it is the last of the period. */
  private held: OpenWindow | undefined;
  private tails = new Int32Array(0);

  constructor(rules: WindowRules, separateAssetIds: boolean) {
    this.rules = rules;
    this.groups = new GroupTable(separateAssetIds);
    this.layouts = new Layouts(rules.vocabulary, rules.points);
    this.inFlight = new InFlight(this.groups, this.layouts, rules.unusableBits);
    this.sums = new WindowSums(rules);
  }

  get groupCount(): number {
    return this.groups.count;
  }

  /** Takes a reading, or says why not. */
  accept(key: string, reading: Reading<string>): LateReason | undefined {
    const { groups, rules } = this;
    const { atMs, receivedAtMs } = reading;
    let group = groups.find(key);
    if (atMs < this.watermarkMs) {
      if (group >= 0 && groups.u16[group * groupSize.u16 + lateU16]! < 0xffff) {
        groups.u16[group * groupSize.u16 + lateU16]!++;
      }
      return 'late';
    }
    if (atMs > receivedAtMs + rules.maxAheadMs) return 'ahead';
    if (group < 0) group = groups.add(key, reading.assetId);
    if (groups.u16[group * groupSize.u16 + inFlightU16]! >= rules.maxInFlight) return 'overflow';
    this.moveWatermark(atMs, receivedAtMs);
    this.inFlight.insert(group, reading);
    this.accepted++;
    // the group may have been looked through in this pass already
    if (this.pass === 'close') this.neededMs = Math.min(this.neededMs, this.periodOf(atMs));
    const waiting = groups.u16[group * groupSize.u16 + waitingU16] === 1;
    if (waiting) this.settle(group);
    this.addPassed(group, this.startOf(group));
    return undefined;
  }

  private moveWatermark(atMs: number, receivedAtMs: number): void {
    const { everyMs, latenessMs } = this.rules;
    if (atMs >= this.lastPeriodMs + everyMs) this.lastPeriodMs = this.periodOf(atMs);
    const newest = atMs < receivedAtMs ? atMs : receivedAtMs;
    if (newest <= this.newestMs) return;
    this.newestMs = newest;
    if (newest - latenessMs > this.watermarkMs) this.watermarkMs = newest - latenessMs;
    if (Number.isNaN(this.openMs)) this.openAt(this.periodOf(this.watermarkMs));
    // times in flight have 32 bits: before a leap of weeks all that it passes must be closed
    while (atMs - this.openMs > longestLeapMs && this.due) this.advance(Number.POSITIVE_INFINITY);
  }

  private openAt(startMs: number): void {
    this.openMs = startMs;
    this.inFlight.setOrigin(startMs - this.rules.everyMs);
  }

  /** Whether windows are due that `advance` has not closed. */
  get due(): boolean {
    if (this.pass !== 'none') return true;
    if (this.waiters > 0) return this.settleNow || this.watermarkMs > this.openMs + this.rules.maxGapMs;
    return this.watermarkMs >= this.openMs + this.rules.everyMs && this.openMs <= this.lastPeriodMs;
  }

  /** Looks through so many groups for windows to close; true while more are due. */
  advance(budget: number): boolean {
    for (let left = budget; left > 0 && this.due; ) {
      if (this.pass === 'none') this.beginPass();
      for (; left > 0 && this.cursor < this.groups.count; left--) this.visit(this.cursor++);
      if (this.cursor >= this.groups.count) this.endPass();
    }
    return this.due;
  }

  /** Nothing was received for so long: moves the watermark on by that time, if that can close a window. */
  passTime(silentMs: number): void {
    const watermark = this.newestMs + silentMs - this.rules.latenessMs;
    if (!(watermark > this.watermarkMs)) return;
    const closes = watermark >= this.openMs + this.rules.everyMs && this.openMs <= this.lastPeriodMs;
    if (this.waiters === 0 && !closes) return;
    this.watermarkMs = watermark;
    this.settleNow = this.waiters > 0;
  }

  /** Nothing more will come: everything is due. */
  end(): void {
    this.watermarkMs = Number.POSITIVE_INFINITY;
  }

  private beginPass(): void {
    this.pass = this.waiters > 0 ? 'settle' : 'close';
    this.settleNow = false;
    this.cursor = 0;
    this.neededMs = Number.POSITIVE_INFINITY;
  }

  private visit(group: number): void {
    if (this.pass === 'settle') {
      if (this.groups.isWaiting(group)) this.settle(group);
      return;
    }
    this.addPassed(group, this.openMs);
    if (this.findTails(group, this.openMs)) {
      this.close(group, this.openMs);
      return;
    }
    this.groups.setWaiting(group, true);
    this.waiters++;
  }

  private endPass(): void {
    const { everyMs } = this.rules;
    if (this.pass === 'close') {
      const next = this.openMs + everyMs;
      const reachable = Math.max(next, Math.min(this.neededMs, this.periodOf(this.watermarkMs)));
      this.openAt(this.waiters > 0 ? next : Math.min(reachable, Math.max(next, this.lastPeriodMs + everyMs)));
      if (this.held) {
        this.held.lastOfPeriod = this.waiters === 0;
        this.done.push(this.held);
        this.held = undefined;
      }
    }
    this.pass = 'none';
  }

  private settle(group: number): void {
    const start = this.startOf(group);
    if (!this.findTails(group, start)) return;
    this.groups.setWaiting(group, false);
    this.waiters--;
    this.close(group, start);
  }

  /** Finds for every point the first value after the window; false where one may still come that is near enough. */
  private findTails(group: number, startMs: number): boolean {
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
      while (node >= 0 && this.inFlight.timeOf(pool, node) < this.watermarkMs && !this.usableAt(pool, node, column)) {
        node = pool.nodeI32[node * pool.nodeSize * 2 + nodeNextI32]!;
      }
      if (node >= 0 && this.inFlight.timeOf(pool, node) < this.watermarkMs) this.tails[column] = node;
      else if (this.watermarkMs - last <= maxGapMs) return false;
    }
    return true;
  }

  private usableAt({ nodeF64, nodeU16, nodeSize }: CellPool, node: number, column: number): boolean {
    const base = node * nodeSize + column * columnSize.f64;
    return this.inFlight.isUsable(nodeF64[base + valueF64]!, nodeU16[base * 4 + valueFlagsU16]!);
  }

  /** Adds the pieces up to the end of the window, hands it out where it says something, and opens the next. */
  private close(group: number, startMs: number): void {
    const { groups, inFlight } = this;
    const layout = this.layoutOf(group);
    const { pools, kinds } = layout;
    const pool = pools.poolOf(groups.slot(group));
    const first = pools.firstCell(groups.slot(group));
    const endMs = startMs + this.rules.everyMs;
    let says = false;
    for (let column = 0; column < pool.width; column++) {
      const cell = first + column;
      const tail = this.tails[column]!;
      const near = pool.f64[cell * cellSize.f64 + lastAtF64]! + this.rules.maxGapMs >= endMs;
      if (near) this.neededMs = Math.min(this.neededMs, endMs);
      if (tail >= 0) {
        const value = pool.nodeF64[tail * pool.nodeSize + column * columnSize.f64 + valueF64]!;
        const atMs = inFlight.timeOf(pool, tail);
        this.sums.addTail(pool, cell, kinds[column]!, atMs, value, startMs, endMs, groups.assetIdOf(group));
      }
      says ||= near || pool.u32[cell * cellSize.u32 + countU32]! > 0 || pool.u16[cell * cellSize.u16 + suspectU16]! > 0;
    }
    const head = groups.head(group);
    if (head >= 0) this.neededMs = Math.min(this.neededMs, this.periodOf(inFlight.timeOf(pool, head)));
    if (!says) return;
    this.handOut(windowOf(groups, group, layout, startMs, this.rules.everyMs));
    groups.u16[group * groupSize.u16 + lateU16] = 0;
    for (let cell = first; cell < first + pool.width; cell++) pool.clear(cell);
  }

  private handOut(window: OpenWindow): void {
    if (this.pass !== 'close') {
      window.lastOfPeriod = this.waiters === 0;
      this.done.push(window);
      return;
    }
    if (this.held) this.done.push(this.held);
    this.held = window;
  }

  /** Start of the open window of a group. */
  private startOf(group: number): number {
    const waiting = this.groups.isWaiting(group);
    if (this.pass === 'close') return group < this.cursor && !waiting ? this.openMs + this.rules.everyMs : this.openMs;
    return waiting ? this.openMs - this.rules.everyMs : this.openMs;
  }

  private layoutOf(group: number): Layout {
    return this.layouts.list[this.groups.u16[group * groupSize.u16 + layoutU16]!]!;
  }

  private periodOf(atMs: number): number {
    const { everyMs, offsetMs } = this.rules;
    return Math.floor((atMs - offsetMs) / everyMs) * everyMs + offsetMs;
  }

  /** Adds the readings of the open window that the watermark has passed to its sums. */
  private addPassed(group: number, startMs: number): void {
    const end = startMs + this.rules.everyMs;
    const limit = this.watermarkMs < end ? this.watermarkMs : end;
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
}
