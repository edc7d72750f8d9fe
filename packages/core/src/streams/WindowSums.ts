import {
  type CellPool,
  cellSize,
  columnSize,
  countU32,
  coveredU32,
  eventsU32,
  firstOffsetU32,
  flagsU16,
  highF64,
  lastAtF64,
  lastValueF64,
  lowF64,
  sumF64,
  suspectU16,
  valueF64,
  valueFlagsU16,
} from './CellPool.ts';
import { type CounterStep, counterEvent, counterStep } from './counterStep.ts';
import { cellKind } from './Layout.ts';
import { isUsable } from './mergeNodes.ts';
import type { WindowRules } from './WindowRules.ts';

/** Registers of coarse resolution move in jumps: as much as this time at full power is always allowed. */
const resolutionMs = 900_000;
const msPerHour = 3_600_000;
const gapEvent = 0;

/**
 * The arithmetic of windows: fed with the values of a cell in the order of their time, each instant once, it adds to
 * a window what lies between its edges and nothing else.
 *
 * Between two values not more than `maxGapMs` apart a gauge runs in a straight line (or holds, for `step`) and a
 * counter grows evenly; the piece between them is cut at window edges. So the sum over windows is the whole.
 */
export class WindowSums {
  private readonly maxGapMs: number;
  private readonly unusableBits: number;
  private readonly hold: boolean;
  private readonly rules: WindowRules;
  /** By kind, growth that needs no judgement. */
  private readonly sureGrowth: Float64Array;
  private readonly move: CounterStep = { increase: 0, event: 0 };

  constructor(rules: WindowRules) {
    this.rules = rules;
    this.maxGapMs = rules.maxGapMs;
    this.unusableBits = rules.unusableBits;
    this.hold = rules.step;
    this.sureGrowth = Float64Array.of(
      -1,
      Number.POSITIVE_INFINITY,
      (rules.leastMaxPowerW * resolutionMs) / msPerHour,
      -1,
    );
  }

  /**
   * Adds the values of a reading in flight to the cells of its group; it lies in the window that starts at `startMs`.
   * The common case stands in the loop: a call for each value would box its numbers.
   */
  addReading(
    pool: CellPool,
    first: number,
    kinds: Uint8Array,
    node: number,
    atMs: number,
    startMs: number,
    assetId: string,
  ): void {
    const { f64, u32, u16, nodeF64, nodeU16, width } = pool;
    const { maxGapMs, hold, sureGrowth, unusableBits } = this;
    const reading = node * pool.nodeSize;
    for (let column = 0; column < width; column++) {
      const cell = first + column;
      const f = cell * cellSize.f64;
      const u = cell * cellSize.u32;
      const value = nodeF64[reading + column * columnSize.f64 + valueF64]!;
      const flags = nodeU16[(reading + column * columnSize.f64) * 4 + valueFlagsU16]!;
      if (flags !== 0) {
        u16[f * 4 + flagsU16]! |= flags;
        if (!isUsable(value, flags, unusableBits)) {
          if (u16[f * 4 + suspectU16]! < 0xffff) u16[f * 4 + suspectU16]!++;
          continue;
        }
      } else if (Number.isNaN(value)) continue;
      const before = f64[f + lastAtF64]!;
      const last = f64[f + lastValueF64]!;
      const kind = kinds[column]!;
      const span = atMs - before;
      const isNearAndInside = before >= startMs && span <= maxGapMs;
      if (isNearAndInside && kind === cellKind.gauge) {
        f64[f + sumF64]! += (hold ? last : (last + value) * 0.5) * span;
        u32[u + coveredU32]! += span;
      } else if (isNearAndInside && value >= last && value - last <= sureGrowth[kind]!) {
        f64[f + sumF64]! += value - last;
        u32[u + coveredU32]! += span;
      } else if (!Number.isNaN(before)) this.addApart(pool, cell, kind, atMs, value, startMs, assetId);
      if (u32[u + countU32]!++ === 0) {
        u32[u + firstOffsetU32] = atMs - startMs;
        f64[f + highF64] = value;
        if (kind === cellKind.gauge) f64[f + lowF64] = value;
      } else if (kind === cellKind.gauge) {
        if (value < f64[f + lowF64]!) f64[f + lowF64] = value;
        if (value > f64[f + highF64]!) f64[f + highF64] = value;
      }
      f64[f + lastAtF64] = atMs;
      f64[f + lastValueF64] = value;
    }
  }

  /** What lies between the last value and this one, where it may cross an edge, be a gap, or be an event of a counter. */
  private addApart(
    pool: CellPool,
    cell: number,
    kind: number,
    atMs: number,
    value: number,
    startMs: number,
    assetId: string,
  ): void {
    const before = pool.f64[cell * cellSize.f64 + lastAtF64]!;
    const from = before > startMs ? before : startMs;
    if (kind === cellKind.gauge) {
      if (atMs - before > this.maxGapMs) bump(pool, cell, gapEvent);
      else this.addPiece(pool, cell, before, atMs, value, from, atMs);
    } else if (kind !== cellKind.state) this.addStep(pool, cell, kind, before, atMs, value, from, assetId);
  }

  /** Adds the piece from the last value to the end of the window, given the first value at or after that end. */
  addTail(
    pool: CellPool,
    cell: number,
    kind: number,
    atMs: number,
    value: number,
    startMs: number,
    endMs: number,
    assetId: string,
  ): void {
    const before = pool.f64[cell * cellSize.f64 + lastAtF64]!;
    if (atMs - before > this.maxGapMs) return;
    const from = Math.max(before, startMs);
    if (kind === cellKind.gauge) {
      this.addPiece(pool, cell, before, atMs, value, from, endMs);
      return;
    }
    this.judge(kind, pool.f64[cell * cellSize.f64 + lastValueF64]!, value, atMs - before, assetId);
    const { increase } = this.move;
    if (!Number.isNaN(increase)) this.addGrowth(pool, cell, increase, atMs - before, endMs - from);
  }

  /** Integrates the line from (before, last value) to (at, value) over from … to. */
  private addPiece(
    { f64, u32 }: CellPool,
    cell: number,
    before: number,
    atMs: number,
    value: number,
    from: number,
    to: number,
  ): void {
    const f = cell * cellSize.f64;
    const span = atMs - before;
    const length = to - from;
    const last = f64[f + lastValueF64]!;
    let mean = last;
    if (!this.hold) {
      mean =
        length === span ? (last + value) * 0.5 : last + (value - last) * ((from - before + (to - before)) / (2 * span));
    }
    f64[f + sumF64]! += mean * length;
    u32[cell * cellSize.u32 + coveredU32]! += length;
  }

  private addStep(
    pool: CellPool,
    cell: number,
    kind: number,
    before: number,
    atMs: number,
    value: number,
    from: number,
    assetId: string,
  ): void {
    const f = cell * cellSize.f64;
    const span = atMs - before;
    this.judge(kind, pool.f64[f + lastValueF64]!, value, span, assetId);
    const { increase, event } = this.move;
    if (event !== counterEvent.none) bump(pool, cell, event);
    const isGap = span > this.maxGapMs;
    if (isGap) bump(pool, cell, gapEvent);
    if (Number.isNaN(increase)) return;
    if (isGap && before < from) pool.f64[f + lowF64]! += increase;
    else this.addGrowth(pool, cell, increase, span, atMs - from);
  }

  private addGrowth({ f64, u32 }: CellPool, cell: number, increase: number, span: number, length: number): void {
    f64[cell * cellSize.f64 + sumF64]! += length === span ? increase : increase * (length / span);
    u32[cell * cellSize.u32 + coveredU32]! += length;
  }

  private judge(kind: number, from: number, to: number, spanMs: number, assetId: string): void {
    const limit =
      kind === cellKind.energyCounter
        ? (this.rules.maxPowerW(assetId) * (spanMs + resolutionMs)) / msPerHour
        : Number.POSITIVE_INFINITY;
    counterStep(this.move, from, to, limit, this.rules.rollOverAt);
  }
}

/** Counts an event of a cell, up to 255. */
function bump({ u32 }: CellPool, cell: number, event: number): void {
  const at = cell * cellSize.u32 + eventsU32;
  const shift = event * 8;
  if (((u32[at]! >>> shift) & 0xff) < 0xff) u32[at]! += 2 ** shift;
}
