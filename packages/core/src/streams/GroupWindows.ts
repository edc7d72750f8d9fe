import type { Reading } from '../readings/Reading.ts';
import { Block } from './Block.ts';
import { Blocks } from './Blocks.ts';
import type { EventTime } from './EventTime.ts';
import { GroupTable } from './GroupTable.ts';
import { InFlight } from './InFlight.ts';
import { cellKind, Layouts } from './Layout.ts';
import { isUsable } from './mergeNodes.ts';
import type { WindowRules } from './WindowRules.ts';
import { WindowSums } from './WindowSums.ts';
import { type OpenWindow, windowOf } from './windowOf.ts';

/**
 * The open window of each group and its readings in flight. Which window that is, it is told as `lead`: 0 for the earliest
 * period that is not closed, 1 for the one after it, -1 for the one before.
 */
export class GroupWindows {
  readonly groups: GroupTable;
  /** After `close`: a time in the next window that the group has or may get something for; infinite for none. */
  nextMs = Number.POSITIVE_INFINITY;
  private readonly rules: WindowRules;
  private readonly time: EventTime;
  private readonly layouts: Layouts;
  private readonly blocks: Blocks;
  private readonly inFlight: InFlight;
  private readonly sums: WindowSums;
  /** By column, the reading in flight that says how the window ends; -1 for none. */
  private tails = new Int32Array(0);

  constructor(rules: WindowRules, time: EventTime, separateAssetIds: boolean) {
    this.rules = rules;
    this.time = time;
    this.groups = new GroupTable(separateAssetIds);
    this.layouts = new Layouts(rules.vocabulary, rules.points);
    this.blocks = new Blocks(rules);
    this.inFlight = new InFlight(this.layouts, rules.unusableBits);
    this.sums = new WindowSums(rules);
  }

  add(key: string, assetId: string): number {
    return this.groups.add(key, assetId, this.blocks.takePlace(this.layouts.empty));
  }

  /** Puts a reading in flight and adds those that the watermark has passed; false where the group has too many. */
  take(group: number, reading: Reading<string>, lead: number): boolean {
    const place = this.groups.places[group]!;
    const block = this.blocks.blockAt(place);
    const slot = this.blocks.slotAt(place);
    if (block.rows[slot * Block.rowSize + Block.inFlight]! >= this.rules.maxInFlight) return false;
    if (block.insertPlain(slot, reading) || this.inFlight.insert(block, slot, reading)) {
      this.addPassedOf(block, slot, group, lead);
      return true;
    }
    this.widen(group, reading);
    this.inFlight.insert(this.blockOf(group), this.slotOf(group), reading);
    this.addPassed(group, lead);
    return true;
  }

  countLate(group: number): void {
    const { rows } = this.blockOf(group);
    const late = this.slotOf(group) * Block.rowSize + Block.late;
    if (rows[late]! < Block.mostLate) rows[late]!++;
  }

  isWaiting(group: number): boolean {
    return this.blockOf(group).rows[this.slotOf(group) * Block.rowSize + Block.waiting] === 1;
  }

  setWaiting(group: number, waiting: boolean): void {
    this.blockOf(group).rows[this.slotOf(group) * Block.rowSize + Block.waiting] = Number(waiting);
  }

  /** Adds the readings of the open window that the watermark has passed to its sums. */
  addPassed(group: number, lead: number): void {
    this.addPassedOf(this.blockOf(group), this.slotOf(group), group, lead);
  }

  private addPassedOf(block: Block, slot: number, group: number, lead: number): void {
    const { everyMs } = this.rules;
    const startMs = this.time.openMs + lead * everyMs;
    const limitMs = Math.min(this.time.watermarkMs - startMs, everyMs) | 0;
    for (let node = block.addAlike(slot, startMs | 0, limitMs); node >= 0; ) {
      this.sums.startMs = startMs;
      this.sums.endMs = startMs + everyMs;
      this.sums.addReading(block, slot, node, this.groups.assetIdOf(group));
      block.dropHead(slot);
      node = block.addAlike(slot, startMs | 0, limitMs);
    }
  }

  /** Finds for every point the first value after the window; false where one may still come that is near enough. */
  findTails(group: number, lead: number): boolean {
    const block = this.blockOf(group);
    const slot = this.slotOf(group);
    const { maxGapMs, everyMs } = this.rules;
    const { watermarkMs } = this.time;
    const endMs = this.time.openMs + (lead + 1) * everyMs;
    block.settleRow(slot);
    if (this.tails.length < block.width) this.tails = new Int32Array(block.width);
    const head = block.rows[slot * Block.rowSize + Block.head]!;
    const isHeadKnown = head >= 0 && this.timeOf(block, head) < watermarkMs;
    for (let column = 0; column < block.width; column++) {
      this.tails[column] = -1;
      const last = block.f64[(slot * block.width + column) * Block.cellF64 + Block.lastAt]!;
      // also where it is NaN: the group never sent this point
      if (block.layout.kinds[column] === cellKind.state || !(last + maxGapMs >= endMs)) continue;
      const node = isHeadKnown ? this.firstUsable(block, head, column) : -1;
      if (node >= 0 && this.timeOf(block, node) < watermarkMs) this.tails[column] = node;
      else if (watermarkMs - last <= maxGapMs) return false;
    }
    return true;
  }

  /**
   * After `findTails`: adds the pieces up to the end of the window and opens the next. The window, where it says
   * something: a value, or that the group was heard of not longer than `maxGapMs` before its end.
   */
  close(group: number, lead: number): OpenWindow | undefined {
    const { groups, sums } = this;
    const { everyMs, maxGapMs } = this.rules;
    const block = this.blockOf(group);
    const slot = this.slotOf(group);
    const startMs = this.time.openMs + lead * everyMs;
    const endMs = startMs + everyMs;
    sums.startMs = startMs;
    sums.endMs = endMs;
    let says = false;
    let isHeard = false;
    for (let column = 0; column < block.width; column++) {
      const cell = slot * block.width + column;
      const tail = this.tails[column]!;
      isHeard ||= block.f64[cell * Block.cellF64 + Block.lastAt]! + maxGapMs >= endMs;
      if (tail >= 0) sums.addTail(block, cell, column, tail, groups.assetIdOf(group));
      says ||=
        block.u32[cell * Block.cellU32 + Block.count]! > 0 || block.u16[cell * Block.cellU16 + Block.suspect]! > 0;
    }
    const head = block.rows[slot * Block.rowSize + Block.head]!;
    if (isHeard) this.nextMs = endMs;
    else this.nextMs = head < 0 ? Number.POSITIVE_INFINITY : this.timeOf(block, head);
    if (!says && !isHeard) return undefined;
    const window = windowOf(groups.keys[group]!, groups.assetIdOf(group), block, slot, startMs, everyMs);
    block.clearWindow(slot);
    return window;
  }

  /** Moves a group to a block that has room for all points of the reading. */
  private widen(group: number, { values, flags }: Reading<string>): void {
    const block = this.blockOf(group);
    const slot = this.slotOf(group);
    const points = Object.keys(values);
    if (flags !== undefined) points.push(...Object.keys(flags));
    const place = this.blocks.takePlace(this.layouts.extend(block.layout, points));
    block.settleRow(slot);
    this.blocks.blockAt(place).moveHere(this.blocks.slotAt(place), block, slot);
    block.layout.freePlaces.push(this.groups.places[group]!);
    this.groups.places[group] = place;
  }

  /** From this reading in flight on, the first with a usable value in a column; -1 for none. */
  private firstUsable(block: Block, from: number, column: number): number {
    let node = from;
    while (node >= 0) {
      if (isUsable(block.valueOf(node, column), block.flagsOf(node, column), this.rules.unusableBits)) return node;
      node = block.nextOf(node);
    }
    return node;
  }

  /** All in flight lie within 2³¹ ms of the open period. */
  private timeOf(block: Block, node: number): number {
    const { openMs } = this.time;
    return openMs + ((block.atOf(node) - openMs) | 0);
  }

  private blockOf(group: number): Block {
    return this.blocks.blockAt(this.groups.places[group]!);
  }

  private slotOf(group: number): number {
    return this.blocks.slotAt(this.groups.places[group]!);
  }
}
