import type { CellPool } from './CellPool.ts';
import { type CounterStep, counterEvent, counterStep } from './counterStep.ts';
import { cellKind } from './Layout.ts';
import type { WindowRules } from './WindowRules.ts';

/** Registers of coarse resolution move in jumps: as much as this time at full power is always allowed. */
const resolutionMs = 900_000;
const msPerHour = 3_600_000;

/**
 * The arithmetic of windows: fed with the values of a cell in the order of their time, each instant once, it adds to
 * a window what lies between its edges and nothing else.
 *
 * Between two values not more than `maxGapMs` apart a gauge runs in a straight line (or holds, for `step`) and a
 * counter grows evenly; the piece between them is cut at window edges. So the sum over windows is the whole.
 */
export class WindowSums {
  private readonly rules: WindowRules;
  private readonly move: CounterStep = { increase: 0, event: 0 };

  constructor(rules: WindowRules) {
    this.rules = rules;
  }

  /** Adds a usable value that lies in the window that starts at `startMs`. */
  add(pool: CellPool, cell: number, kind: number, atMs: number, value: number, startMs: number, assetId: string): void {
    const before = pool.lastAt[cell]!;
    if (!Number.isNaN(before)) {
      if (kind === cellKind.gauge) this.addGaugePiece(pool, cell, before, atMs, value, Math.max(before, startMs), atMs);
      else if (kind !== cellKind.state) this.addStep(pool, cell, kind, before, atMs, value, startMs, assetId);
    }
    if (pool.count[cell] === 0) {
      pool.firstOffset[cell] = atMs - startMs;
      if (kind === cellKind.gauge) pool.low[cell] = value;
      pool.high[cell] = value;
    } else if (kind === cellKind.gauge) {
      if (value < pool.low[cell]!) pool.low[cell] = value;
      if (value > pool.high[cell]!) pool.high[cell] = value;
    }
    pool.count[cell]!++;
    pool.lastAt[cell] = atMs;
    pool.lastValue[cell] = value;
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
    const before = pool.lastAt[cell]!;
    if (atMs - before > this.rules.maxGapMs) return;
    const from = Math.max(before, startMs);
    if (kind === cellKind.gauge) {
      this.addGaugePiece(pool, cell, before, atMs, value, from, endMs);
      return;
    }
    this.judge(kind, pool.lastValue[cell]!, value, atMs - before, assetId);
    const { increase } = this.move;
    if (!Number.isNaN(increase)) this.addGrowth(pool, cell, before, atMs, increase, from, endMs);
  }

  /** Integrates the line from (before, last value) to (at, value) over from … to. */
  private addGaugePiece(
    pool: CellPool,
    cell: number,
    before: number,
    atMs: number,
    value: number,
    from: number,
    to: number,
  ): void {
    const span = atMs - before;
    if (span > this.rules.maxGapMs) {
      if (to === atMs) bump(pool, cell, 0);
      return;
    }
    const last = pool.lastValue[cell]!;
    const length = to - from;
    if (this.rules.step) pool.sum[cell]! += last * length;
    else if (length === span) pool.sum[cell]! += (last + value) * 0.5 * length;
    else pool.sum[cell]! += (last + (value - last) * ((from - before + (to - before)) / (2 * span))) * length;
    pool.covered[cell]! += length;
  }

  private addStep(
    pool: CellPool,
    cell: number,
    kind: number,
    before: number,
    atMs: number,
    value: number,
    startMs: number,
    assetId: string,
  ): void {
    const span = atMs - before;
    this.judge(kind, pool.lastValue[cell]!, value, span, assetId);
    const { increase, event } = this.move;
    if (event !== counterEvent.none) bump(pool, cell, event);
    const gap = span > this.rules.maxGapMs;
    if (gap) bump(pool, cell, 0);
    if (Number.isNaN(increase)) return;
    if (gap && before < startMs) pool.low[cell]! += increase;
    else this.addGrowth(pool, cell, before, atMs, increase, Math.max(before, startMs), atMs);
  }

  private addGrowth(
    pool: CellPool,
    cell: number,
    before: number,
    atMs: number,
    increase: number,
    from: number,
    to: number,
  ): void {
    pool.sum[cell]! += to - from === atMs - before ? increase : increase * ((to - from) / (atMs - before));
    pool.covered[cell]! += to - from;
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
function bump(pool: CellPool, cell: number, event: number): void {
  const shift = event * 8;
  if (((pool.events[cell]! >>> shift) & 0xff) < 0xff) pool.events[cell]! += 2 ** shift;
}
