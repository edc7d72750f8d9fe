import type { Reading } from '../readings/Reading.ts';
import { pickPoints } from './pickPoints.ts';
import { firstSince } from './readingOrder.ts';
import type { Page, PageQuery } from './StoreBackend.ts';
import { visibleReadings } from './visibleReadings.ts';

/** The stored readings of one source from the start of a query on, complete up to an instant. */
export interface SourceSlice {
  /** In stored order, all revisions. */
  readonly readings: readonly Reading<string>[];
  /** Everything before this instant is in `readings`; Infinity when nothing follows. */
  readonly reachMs: number;
}

/** About `limit` readings from `startMs` on, cut between instants. */
export function sliceOf(sorted: readonly Reading<string>[], startMs: number, limit: number): SourceSlice {
  const first = firstSince(sorted, startMs);
  let end = first + limit;
  if (end >= sorted.length) return { readings: sorted.slice(first), reachMs: Number.POSITIVE_INFINITY };
  while (end < sorted.length && sorted[end]!.atMs === sorted[end - 1]!.atMs) end += 1;
  return { readings: sorted.slice(first, end), reachMs: sorted[end]?.atMs ?? Number.POSITIVE_INFINITY };
}

/** The page of a query that all its sources together can fill. */
export function pageOf(slices: readonly SourceSlice[], query: PageQuery): Page {
  const reachMs = Math.min(query.endMs, ...slices.map((slice) => slice.reachMs));
  const readings: Reading<string>[] = [];
  for (const slice of slices) {
    const whole = slice.readings.slice(0, firstSince(slice.readings, reachMs));
    for (const reading of visibleReadings(whole, query.revisions)) {
      const picked = pickPoints(reading, query.points);
      if (picked !== undefined) readings.push(picked);
    }
  }
  if (slices.length > 1)
    readings.sort((a, b) => a.atMs - b.atMs || (a.source < b.source ? -1 : Number(a.source > b.source)));
  return { readings, nextMs: reachMs < query.endMs ? reachMs : undefined };
}
