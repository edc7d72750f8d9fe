import type { Series } from './Series.ts';
import { SeriesError } from './SeriesError.ts';
import { columnNames, seriesEndMs } from './seriesLength.ts';
import type { SeriesRange } from './sliceSeries.ts';

/**
 * Share of a range that a column's usable data stands for, 0 to 1: time outside the series counts as not covered.
 *
 * Throws `SERIES_COLUMN` when there is no such column. An empty range has coverage 0.
 *
 * @example
 * const s = createSeries({ startMs: 0, stepMs: 900_000, columns: { acPowerW: [1, Number.NaN, 3, 4] } });
 * coverageOf(s, 'acPowerW') // 0.75
 * coverageOf(s, 'acPowerW', { startMs: 0, endMs: 7_200_000 }) // 0.375
 */
export function coverageOf<Name extends string>(
  series: Series<Name>,
  column: NoInfer<Name>,
  range: SeriesRange = { startMs: series.startMs, endMs: seriesEndMs(series) },
): number {
  const coverage = series.coverage[column];
  if (coverage === undefined) throw missingColumn(series, column);
  const { startMs, stepMs } = series;
  let coveredMs = 0;
  const first = Math.max(0, Math.floor((range.startMs - startMs) / stepMs));
  const last = Math.min(coverage.length, Math.ceil((range.endMs - startMs) / stepMs));
  for (let i = first; i < last; i++) {
    const from = Math.max(range.startMs, startMs + i * stepMs);
    const to = Math.min(range.endMs, startMs + (i + 1) * stepMs);
    coveredMs += coverage[i]! * (to - from);
  }
  return range.endMs > range.startMs ? Math.min(1, coveredMs / (range.endMs - range.startMs)) : 0;
}

/** The error for a column that a series does not have. */
export function missingColumn(series: Series, column: string): SeriesError {
  const columns = columnNames(series);
  return new SeriesError('SERIES_COLUMN', `Read the column "${column}", expected one of: ${columns.join(', ')}.`, {
    context: { column, columns },
  });
}
