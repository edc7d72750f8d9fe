import { Block, resolutionMs } from './Block.ts';
import { type CounterStep, counterEvent, counterStep } from './counterStep.ts';
import { cellKind } from './Layout.ts';
import { isUsable } from './mergeNodes.ts';
import type { WindowRules } from './WindowRules.ts';

const msPerHour = 3_600_000;
const gapEvent = 0;
const mostSuspect = 0xffff;

/**
 * The arithmetic of windows: fed with the values of a cell in the order of their time, each instant once, it adds to
 * a window what lies between its edges and nothing else.
 *
 * Between two values not more than `maxGapMs` apart a gauge runs in a straight line (or holds, for `step`) and a
 * counter grows evenly; the piece between them is cut at window edges. So the sum over windows is the whole.
 */
export class WindowSums {
  /** Window that values are added to. Times come in fields: numbers beyond 32 bits are boxed on their way into a call. */
  startMs = 0;
  endMs = 0;
  /** When the value that is added was measured. */
  private atMs = 0;
  private readonly rules: WindowRules;
  private readonly move: CounterStep = { increase: 0, event: 0 };

  constructor(rules: WindowRules) {
    this.rules = rules;
  }

  /** Adds any reading in flight to the cells of its group; `Block.addAlike` adds those that are like most. */
  addReading(block: Block, slot: number, node: number, assetId: string): void {
    const { f64, u32, u16, width } = block;
    const { kinds } = block.layout;
    block.settleRow(slot);
    this.atMs = this.startMs + ((block.atOf(node) - this.startMs) | 0);
    for (let column = 0; column < width; column++) {
      const cell = slot * width + column;
      const value = block.valueOf(node, column);
      const flags = block.flagsOf(node, column);
      u16[cell * Block.cellU16 + Block.flags]! |= flags;
      if (!isUsable(value, flags, this.rules.unusableBits)) {
        const suspect = cell * Block.cellU16 + Block.suspect;
        if (flags !== 0 && u16[suspect]! < mostSuspect) u16[suspect]!++;
        continue;
      }
      const f = cell * Block.cellF64;
      const kind = kinds[column]!;
      this.addMove(block, cell, column, node, assetId);
      if (u32[cell * Block.cellU32 + Block.count]!++ === 0) {
        u32[cell * Block.cellU32 + Block.firstOffset] = this.atMs - this.startMs;
        f64[f + Block.high] = value;
        if (kind === cellKind.gauge) f64[f + Block.low] = value;
      } else if (kind === cellKind.gauge) {
        if (value < f64[f + Block.low]!) f64[f + Block.low] = value;
        if (value > f64[f + Block.high]!) f64[f + Block.high] = value;
      }
      f64[f + Block.lastAt] = this.atMs;
      f64[f + Block.lastValue] = value;
    }
    if (block.notesOf(node) === Block.isWhole) block.beginRow(slot, node);
  }

  /** Adds the piece from the last value of a cell to the end of the window, given the first reading at or after that end. */
  addTail(block: Block, cell: number, column: number, node: number, assetId: string): void {
    this.atMs = this.endMs + ((block.atOf(node) - this.endMs) | 0);
    if (this.addNear(block, cell, column, node)) return;
    const before = block.f64[cell * Block.cellF64 + Block.lastAt]!;
    if (this.atMs - before > this.rules.maxGapMs) return;
    this.judge(block, cell, column, node, assetId);
    this.addGrowth(block, cell);
  }

  /** What lies between the last value and this one, where it may cross an edge, be a gap, or be an event of a counter. */
  private addMove(block: Block, cell: number, column: number, node: number, assetId: string): void {
    if (this.addNear(block, cell, column, node)) return;
    const kind = block.layout.kinds[column]!;
    const before = block.f64[cell * Block.cellF64 + Block.lastAt]!;
    if (Number.isNaN(before) || kind === cellKind.state) return;
    const isGap = this.atMs - before > this.rules.maxGapMs;
    if (isGap) bump(block, cell, gapEvent);
    if (kind === cellKind.gauge) return;
    this.judge(block, cell, column, node, assetId);
    const { increase, event } = this.move;
    if (event !== counterEvent.none) bump(block, cell, event);
    if (!isGap || before >= this.startMs) this.addGrowth(block, cell);
    else if (!Number.isNaN(increase)) block.f64[cell * Block.cellF64 + Block.low]! += increase;
  }

  /**
   * Adds what lies between the last value and this one, as far as it lies in the window: a gauge runs in a straight line, a
   * counter grows evenly. False, with nothing added, across a gap and where a counter's move has to be judged.
   */
  private addNear(block: Block, cell: number, column: number, node: number): boolean {
    const { f64, u32 } = block;
    const { startMs, endMs, atMs } = this;
    const f = cell * Block.cellF64;
    const before = f64[f + Block.lastAt]!;
    const span = atMs - before;
    const sure = block.sureGrowth[column]!;
    // also where there was no value before, or the point is a state
    if (!(span <= this.rules.maxGapMs) || sure === -1) return false;
    const from = before > startMs ? before : startMs;
    const to = atMs < endMs ? atMs : endMs;
    const length = to - from;
    const last = f64[f + Block.lastValue]!;
    const change = block.valueOf(node, column) - last;
    if (sure >= 0) {
      if (!(change >= 0 && change <= sure)) return false;
      f64[f + Block.sum]! += length === span ? change : change * (length / span);
    } else if (this.rules.step) f64[f + Block.sum]! += last * length;
    else if (length === span) f64[f + Block.sum]! += (last + block.valueOf(node, column)) * 0.5 * length;
    else f64[f + Block.sum]! += (last + change * ((from - before + (to - before)) / (2 * span))) * length;
    u32[cell * Block.cellU32 + Block.covered]! += length;
    return true;
  }

  /** Adds what the counter was judged to have grown, as far as it lies in the window. */
  private addGrowth({ f64, u32 }: Block, cell: number): void {
    const { increase } = this.move;
    if (Number.isNaN(increase)) return;
    const before = f64[cell * Block.cellF64 + Block.lastAt]!;
    const from = before > this.startMs ? before : this.startMs;
    const to = this.atMs < this.endMs ? this.atMs : this.endMs;
    const span = this.atMs - before;
    const length = to - from;
    f64[cell * Block.cellF64 + Block.sum]! += length === span ? increase : increase * (length / span);
    u32[cell * Block.cellU32 + Block.covered]! += length;
  }

  private judge(block: Block, cell: number, column: number, node: number, assetId: string): void {
    const spanMs = this.atMs - block.f64[cell * Block.cellF64 + Block.lastAt]!;
    const limit =
      block.layout.kinds[column] === cellKind.energyCounter
        ? (this.rules.maxPowerW(assetId) * (spanMs + resolutionMs)) / msPerHour
        : Number.POSITIVE_INFINITY;
    const from = block.f64[cell * Block.cellF64 + Block.lastValue]!;
    counterStep(this.move, from, block.valueOf(node, column), limit, this.rules.rollOverAt);
  }
}

/** Counts an event of a cell, up to 255. */
function bump({ u32 }: Block, cell: number, event: number): void {
  const at = cell * Block.cellU32 + Block.events;
  const shift = event * 8;
  if (((u32[at]! >>> shift) & 0xff) < 0xff) u32[at]! += 2 ** shift;
}
