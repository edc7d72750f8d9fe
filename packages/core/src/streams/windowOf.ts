import type { AssetWindow, PointWindow } from './AssetWindow.ts';
import {
  type CellPool,
  cellSize,
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
} from './CellPool.ts';
import { type GroupTable, groupSize, lateU16 } from './GroupTable.ts';
import { cellKind, type Layout } from './Layout.ts';

export type OpenWindow = { -readonly [Key in keyof AssetWindow]: AssetWindow[Key] };

/** The window of a group as a value; points that the group never sent with a number or a flag are left out. */
export function windowOf(
  groups: GroupTable,
  group: number,
  layout: Layout,
  startMs: number,
  everyMs: number,
): OpenWindow {
  const points: Record<string, PointWindow> = {};
  const { pools, names, kinds } = layout;
  const pool = pools.poolOf(groups.slot(group));
  const first = pools.firstCell(groups.slot(group));
  for (let column = 0; column < pool.width; column++) {
    const cell = first + column;
    const isSilent = Number.isNaN(pool.f64[cell * cellSize.f64 + lastAtF64]);
    if (isSilent && pool.u16[cell * cellSize.u16 + suspectU16] === 0) continue;
    points[names[column]!] = pointWindow(pool, cell, kinds[column]!, startMs);
  }
  return {
    key: groups.keys[group]!,
    assetId: groups.assetIdOf(group),
    startMs,
    endMs: startMs + everyMs,
    points,
    lateReadings: groups.u16[group * groupSize.u16 + lateU16]!,
    lastOfPeriod: false,
  };
}

function pointWindow({ f64, u32, u16 }: CellPool, cell: number, kind: number, startMs: number): PointWindow {
  const f = cell * cellSize.f64;
  const u = cell * cellSize.u32;
  const count = u32[u + countU32]!;
  const isEmpty = count === 0;
  const suspectCount = u16[cell * cellSize.u16 + suspectU16]!;
  const flags = u16[cell * cellSize.u16 + flagsU16]!;
  const firstAtMs = isEmpty ? Number.NaN : startMs + u32[u + firstOffsetU32]!;
  const lastAtMs = f64[f + lastAtF64]!;
  const lastValue = f64[f + lastValueF64]!;
  if (kind === cellKind.state) return { kind: 'state', count, suspectCount, flags, firstAtMs, lastAtMs, lastValue };
  const events = u32[u + eventsU32]!;
  const gaps = events & 0xff;
  const coveredMs = u32[u + coveredU32]!;
  const sum = f64[f + sumF64]!;
  const low = f64[f + lowF64]!;
  const high = isEmpty ? Number.NaN : f64[f + highF64]!;
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
