import type { AssetWindow, PointWindow } from './AssetWindow.ts';
import type { CellPool } from './CellPool.ts';
import type { GroupTable } from './GroupTable.ts';
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
  const first = groups.slot[group]! * layout.names.length;
  for (let column = 0; column < layout.names.length; column++) {
    const cell = first + column;
    const { pool } = layout;
    if (Number.isNaN(pool.lastAt[cell]) && pool.suspect[cell] === 0) continue;
    points[layout.names[column]!] = pointWindow(pool, cell, layout.kinds[column]!, startMs);
  }
  return {
    key: groups.keys[group]!,
    assetId: groups.assetIdOf(group),
    startMs,
    endMs: startMs + everyMs,
    points,
    lateReadings: groups.late[group]!,
    lastOfPeriod: false,
  };
}

function pointWindow(pool: CellPool, cell: number, kind: number, startMs: number): PointWindow {
  const count = pool.count[cell]!;
  const events = pool.events[cell]!;
  const suspectCount = pool.suspect[cell]!;
  const flags = pool.flags[cell]!;
  const firstAtMs = count === 0 ? Number.NaN : startMs + pool.firstOffset[cell]!;
  const lastAtMs = pool.lastAt[cell]!;
  const lastValue = pool.lastValue[cell]!;
  const low = pool.low[cell]!;
  const high = count === 0 ? Number.NaN : pool.high[cell]!;
  const sum = pool.sum[cell]!;
  const coveredMs = pool.covered[cell]!;
  const gaps = events & 0xff;
  if (kind === cellKind.state) return { kind: 'state', count, suspectCount, flags, firstAtMs, lastAtMs, lastValue };
  if (kind === cellKind.gauge) {
    const min = count === 0 ? Number.NaN : low;
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
