import type { AssetWindow, PointWindow } from './AssetWindow.ts';
import { Block } from './Block.ts';
import { cellKind } from './Layout.ts';

export type OpenWindow = { -readonly [Key in keyof AssetWindow]: AssetWindow[Key] };

/** The window of a group as a value; points that the group never sent with a number or a flag are left out. */
export function windowOf(
  key: string,
  assetId: string,
  block: Block,
  slot: number,
  startMs: number,
  everyMs: number,
): OpenWindow {
  const points: Record<string, PointWindow> = {};
  const { names, kinds } = block.layout;
  for (let column = 0; column < block.width; column++) {
    const cell = slot * block.width + column;
    const isSilent = Number.isNaN(block.f64[cell * Block.cellF64 + Block.lastAt]);
    if (isSilent && block.u16[cell * Block.cellU16 + Block.suspect] === 0) continue;
    points[names[column]!] = pointWindow(block, cell, kinds[column]!, startMs);
  }
  return {
    key,
    assetId,
    startMs,
    endMs: startMs + everyMs,
    points,
    lateReadings: block.rows[slot * Block.rowSize + Block.late]!,
    lastOfPeriod: false,
  };
}

function pointWindow({ f64, u32, u16 }: Block, cell: number, kind: number, startMs: number): PointWindow {
  const f = cell * Block.cellF64;
  const u = cell * Block.cellU32;
  const count = u32[u + Block.count]!;
  const isEmpty = count === 0;
  const suspectCount = u16[cell * Block.cellU16 + Block.suspect]!;
  const flags = u16[cell * Block.cellU16 + Block.flags]!;
  const firstAtMs = isEmpty ? Number.NaN : startMs + u32[u + Block.firstOffset]!;
  const lastAtMs = f64[f + Block.lastAt]!;
  const lastValue = f64[f + Block.lastValue]!;
  if (kind === cellKind.state) return { kind: 'state', count, suspectCount, flags, firstAtMs, lastAtMs, lastValue };
  const events = u32[u + Block.events]!;
  const gaps = events & 0xff;
  const coveredMs = u32[u + Block.covered]!;
  const sum = f64[f + Block.sum]!;
  const low = f64[f + Block.low]!;
  const high = isEmpty ? Number.NaN : f64[f + Block.high]!;
  if (kind === cellKind.gauge) {
    const min = isEmpty ? Number.NaN : low;
    return {
      kind: 'gauge',
      count,
      suspectCount,
      flags,
      firstAtMs,
      lastAtMs,
      lastValue,
      integral: sum,
      coveredMs,
      min,
      max: high,
      gaps,
    };
  }
  return {
    kind: 'counter',
    count,
    suspectCount,
    flags,
    firstAtMs,
    lastAtMs,
    lastValue,
    increase: sum,
    unplaced: low,
    coveredMs,
    firstValue: high,
    gaps,
    rollOvers: (events >>> 8) & 0xff,
    resets: (events >>> 16) & 0xff,
    exchanges: events >>> 24,
  };
}
