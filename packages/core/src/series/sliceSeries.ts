import { createSeries } from './createSeries.ts';
import type { Column, Series } from './Series.ts';
import { SeriesError } from './SeriesError.ts';
import { columnNames, seriesLength } from './seriesLength.ts';

export interface SeriesRange {
  /** Included. [epoch ms, UTC] */
  startMs: number;
  /** Excluded. [epoch ms, UTC] */
  endMs: number;
}

/**
 * The intervals that start within a range, copied. A range that the series does not reach gives fewer, or none.
 *
 * @example
 * const s = createSeries({ startMs: 0, stepMs: 1_000, columns: { acPowerW: [1, 2, 3, 4] } });
 * sliceSeries(s, { startMs: 1_000, endMs: 3_000 }).columns.acPowerW // Float64Array [2, 3]
 */
export function sliceSeries<Name extends string>(series: Series<Name>, range: SeriesRange): Series<Name> {
  const length = seriesLength(series);
  const indexAt = (ms: number) => Math.min(length, Math.max(0, Math.ceil((ms - series.startMs) / series.stepMs)));
  const from = indexAt(range.startMs);
  return reframe(series, from, Math.max(from, indexAt(range.endMs)) - from);
}

/**
 * Exactly the intervals of a range: those that the series does not reach are missing (NaN, coverage 0).
 *
 * Throws `SERIES_MISALIGNED` when an end of the range is not on the grid of the series.
 *
 * @example
 * const s = createSeries({ startMs: 0, stepMs: 1_000, columns: { acPowerW: [1, 2] } });
 * frameSeries(s, { startMs: 1_000, endMs: 3_000 }).columns.acPowerW // Float64Array [2, NaN]
 */
export function frameSeries<Name extends string>(series: Series<Name>, range: SeriesRange): Series<Name> {
  const from = (range.startMs - series.startMs) / series.stepMs;
  const count = (range.endMs - range.startMs) / series.stepMs;
  if (Number.isInteger(from) && Number.isInteger(count) && count >= 0) return reframe(series, from, count);
  throw new SeriesError(
    'SERIES_MISALIGNED',
    `Read the range ${range.startMs} to ${range.endMs}, expected whole steps of ${series.stepMs} ms from ${series.startMs}.`,
    { context: { ...range, seriesStartMs: series.startMs, stepMs: series.stepMs } },
  );
}

/** `count` intervals from index `from`, which may lie outside. */
function reframe<Name extends string>(series: Series<Name>, from: number, count: number): Series<Name> {
  const columns = {} as Record<Name, Column>;
  const coverage = {} as Record<Name, Column>;
  const quality: Partial<Record<Name, Uint16Array<ArrayBuffer>>> = {};
  const length = seriesLength(series);
  const at = Math.max(0, -from);
  const start = Math.min(length, Math.max(0, from));
  const end = Math.min(length, Math.max(start, from + count));
  for (const name of columnNames(series)) {
    columns[name] = new Float64Array(count).fill(Number.NaN);
    coverage[name] = new Float64Array(count);
    if (end > start) {
      columns[name].set(series.columns[name].subarray(start, end), at);
      coverage[name].set(series.coverage[name].subarray(start, end), at);
    }
    const bits = series.quality?.[name];
    if (!bits) continue;
    const kept = new Uint16Array(count);
    if (end > start) kept.set(bits.subarray(start, end), at);
    quality[name] = kept;
  }
  const startMs = series.startMs + from * series.stepMs;
  return createSeries({ startMs, stepMs: series.stepMs, columns, coverage, quality });
}
